"""The text of the agreement as paragraphs, and what a trajectory yields said in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import Yield


@dataclass(frozen=True, slots=True)
class Paragraph:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What somebody gets in the end; and always: what it is not."""

    title: Promise
    text: Promise
    is_not: Promise


_MEANINGS: Mapping[str, tuple[Promise, Promise]] = {
    Yield.CERTIFICATE: (
        _("This yields an experience certificate"),
        _("The standard is recognised for EVC and the provider is recognised for this standard."),
    ),
    Yield.PROFILE: (
        _("This yields an experience profile"),
        _("That is not an experience certificate: the standard, the route or the provider does not allow one."),
    ),
    Yield.REPORT: (
        _("This yields a competence report"),
        _(
            "That is not an experience certificate and not an experience profile: the provider is not recognised for those."
        ),
    ),
}
_NO_DIPLOMA = _("It is not a diploma. An exam board decides for itself whether you get an exemption.")


def what_it_means(yields: str) -> Meaning:
    title, text = _MEANINGS[yields]
    return Meaning(title, text, _NO_DIPLOMA)


def paragraphs(text: str) -> list[Paragraph]:
    """The parts that stand apart by an empty line, each with its first line as heading; the title above them falls away."""
    parts = [part.strip().split("\n") for part in text.strip().split("\n\n")]
    return [Paragraph(lines[0], tuple(lines[1:])) for lines in parts if len(lines) > 1]
