"""An agreement in words: what it yields and why, its terms, who accepted it, and its text as paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
        gettext_lazy("This yields an experience certificate"),
        gettext_lazy("The standard is recognised for EVC and the provider is recognised for this standard."),
    ),
    Yield.PROFILE: (
        gettext_lazy("This yields an experience profile"),
        gettext_lazy(
            "That is not an experience certificate: the standard, the route or the provider does not allow one."
        ),
    ),
    Yield.REPORT: (
        gettext_lazy("This yields a competence report"),
        gettext_lazy(
            "That is not an experience certificate and not an experience profile: the provider is not recognised for those."
        ),
    ),
}
_NO_DIPLOMA = gettext_lazy("It is not a diploma. An exam board decides for itself whether you get an exemption.")


def what_it_means(yields: str) -> Meaning:
    title, text = _MEANINGS[yields]
    return Meaning(title, text, _NO_DIPLOMA)


def reasons_of(grounds: Grounds) -> list[str]:
    """What the kind of document rests on, a sentence each: the standard, the provider, the route."""
    return [
        _("The standard is recognised for EVC.")
        if grounds.is_evc_standard
        else _("The standard is not recognised for EVC."),
        _provider_sentence(grounds),
        _("The route may yield an experience certificate.")
        if grounds.route_yields_certificate
        else _("The route is not meant for an experience certificate."),
    ]


def _provider_sentence(grounds: Grounds) -> str:
    if grounds.recognised_for_it:
        return _("The provider is recognised for this standard.")
    if grounds.recognised_at_all:
        return _("The provider is recognised, but not for this standard.")
    return _("The provider is not recognised.")


def paragraphs(text: str) -> list[Paragraph]:
    """The parts that stand apart by an empty line, each with its first line as heading; the title above them falls away."""
    parts = [part.strip().split("\n") for part in text.strip().split("\n\n")]
    return [Paragraph(lines[0], tuple(lines[1:])) for lines in parts if len(lines) > 1]


def terms_of(version: AgreementVersion) -> list[dict[str, str]]:
    """Hours, pay and money, as facts of a list."""
    pay = version.pay_described or _("No effect on pay")
    return [
        {
            "label": _("In work time"),
            "value": _("%(hours)s hours") % {"hours": in_words(version.hours_in_work_time)},
        },
        {"label": _("Effect on pay"), "value": pay},
        {"label": _("Price"), "value": f"€ {number_format(version.price, decimal_pos=2, force_grouping=True)}"},
        {"label": _("Who pays"), "value": str(version.get_payer_display()).capitalize()},
        {"label": _("Subsidy"), "value": version.subsidy or _("None")},
        {"label": _("Text"), "value": f"{version.text_version} ({version.number})"},
    ]


def acceptances_of(version: AgreementVersion, trajectory: Trajectory) -> list[Acceptance]:
    """Provider, client and candidate, in the order in which they accept."""
    provider, client = trajectory.provider.name, trajectory.client.name
    drawn_up = _("%(person)s for %(organisation)s") % {"person": version.drawn_up_by.name, "organisation": provider}
    candidate = Acceptance(_("Candidate"), trajectory.candidate.name, version.candidate_accepted_at)
    if trajectory.client_id == trajectory.provider_id:
        both = Acceptance(_("EVC provider and client"), drawn_up, version.drawn_up_at)
        return [both, candidate]
    accepted = (
        _("%(person)s for %(organisation)s") % {"person": version.client_accepted_by.name, "organisation": client}
        if version.client_accepted_by
        else client
    )
    return [
        Acceptance(_("EVC provider"), drawn_up, version.drawn_up_at),
        Acceptance(_("Client"), accepted, version.client_accepted_at),
        candidate,
    ]


def what_it_brings(intake: Intake) -> list[dict[str, str]]:
    """What the candidate and the coordinator expect of it, as far as it was filled in."""
    found = (
        (_("Exemptions"), intake.brings_exemptions),
        (_("Vacancies"), intake.brings_vacancies),
        (_("Scale"), intake.brings_scale),
    )
    return [{"label": label, "value": value} for label, value in found if value]


def what_it_costs(trajectory: Trajectory) -> list[dict[str, str]]:
    """The hours of the route, whole and per phase, and how long it takes."""
    route = trajectory.route
    return [
        {"label": _("In all"), "value": budget_in_words(route)},
        {"label": _("Lead time"), "value": _("%(weeks)s weeks") % {"weeks": route.lead_time_weeks}},
        *(
            {"label": phase.name, "value": _("%(hours)s hours") % {"hours": in_words(phase.candidate_hours)}}
            for phase in route.phases.all()
        ),
    ]


def accepted_before(accepted: Agreement | None) -> bool:
    """Whether the candidate accepted alone, before agreements were drawn up between three."""
    return accepted is not None and accepted.version_id is None
