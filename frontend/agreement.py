"""An agreement in words: what it yields and why, its terms, who accepted it, and its text as paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import Agreement, AgreementVersion, Intake, Trajectory, Yield
from evc.trajectories.yields import Grounds
from frontend.hours import budget_in_words, in_words


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


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One of the three: ``who`` in words, and the moment; None as long as it is waited for."""

    party: str
    who: str
    at: datetime | None


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


def reasons_of(grounds: Grounds) -> list[str]:
    """What the kind of document rests on, a sentence each: the standard, the provider, the route."""
    return [
        _g("The standard is recognised for EVC.")
        if grounds.is_evc_standard
        else _g("The standard is not recognised for EVC."),
        _provider_sentence(grounds),
        _g("The route may yield an experience certificate.")
        if grounds.route_yields_certificate
        else _g("The route is not meant for an experience certificate."),
    ]


def _provider_sentence(grounds: Grounds) -> str:
    if grounds.recognised_for_it:
        return _g("The provider is recognised for this standard.")
    if grounds.recognised_at_all:
        return _g("The provider is recognised, but not for this standard.")
    return _g("The provider is not recognised.")


def paragraphs(text: str) -> list[Paragraph]:
    """The parts that stand apart by an empty line, each with its first line as heading; the title above them falls away."""
    parts = [part.strip().split("\n") for part in text.strip().split("\n\n")]
    return [Paragraph(lines[0], tuple(lines[1:])) for lines in parts if len(lines) > 1]


def terms_of(version: AgreementVersion) -> list[dict[str, str]]:
    """Hours, pay and money, as facts of a list."""
    pay = version.pay_described or _g("No effect on pay")
    return [
        {
            "label": _g("In work time"),
            "value": _g("%(hours)s hours") % {"hours": in_words(version.hours_in_work_time)},
        },
        {"label": _g("Effect on pay"), "value": pay},
        {"label": _g("Price"), "value": f"€ {number_format(version.price, decimal_pos=2, force_grouping=True)}"},
        {"label": _g("Who pays"), "value": str(version.get_payer_display()).capitalize()},
        {"label": _g("Subsidy"), "value": version.subsidy or _g("None")},
        {"label": _g("Text"), "value": f"{version.text_version} ({version.number})"},
    ]


def acceptances_of(version: AgreementVersion, trajectory: Trajectory) -> list[Acceptance]:
    """Provider, client and candidate, in the order in which they accept."""
    provider, client = trajectory.provider.name, trajectory.client.name
    drawn_up = _g("%(person)s for %(organisation)s") % {"person": version.drawn_up_by.name, "organisation": provider}
    candidate = Acceptance(_g("Candidate"), trajectory.candidate.name, version.candidate_accepted_at)
    if trajectory.client_id == trajectory.provider_id:
        both = Acceptance(_g("EVC provider and client"), drawn_up, version.drawn_up_at)
        return [both, candidate]
    accepted = (
        _g("%(person)s for %(organisation)s") % {"person": version.client_accepted_by.name, "organisation": client}
        if version.client_accepted_by
        else client
    )
    return [
        Acceptance(_g("EVC provider"), drawn_up, version.drawn_up_at),
        Acceptance(_g("Client"), accepted, version.client_accepted_at),
        candidate,
    ]


def what_it_brings(intake: Intake) -> list[dict[str, str]]:
    """What the candidate and the coordinator expect of it, as far as it was filled in."""
    found = (
        (_g("Exemptions"), intake.brings_exemptions),
        (_g("Vacancies"), intake.brings_vacancies),
        (_g("Scale"), intake.brings_scale),
    )
    return [{"label": label, "value": value} for label, value in found if value]


def what_it_costs(trajectory: Trajectory) -> list[dict[str, str]]:
    """The hours of the route, whole and per phase, and how long it takes."""
    route = trajectory.route
    return [
        {"label": _g("In all"), "value": budget_in_words(route)},
        {"label": _g("Lead time"), "value": _g("%(weeks)s weeks") % {"weeks": route.lead_time_weeks}},
        *(
            {"label": phase.name, "value": _g("%(hours)s hours") % {"hours": in_words(phase.candidate_hours)}}
            for phase in route.phases.all()
        ),
    ]


def accepted_before(accepted: Agreement | None) -> bool:
    """Whether the candidate accepted alone, before agreements were drawn up between three."""
    return accepted is not None and accepted.version_id is None
