"""The mails of this room. They say that something is there or waits, never what was found."""

from __future__ import annotations

from typing import Any

from credentials.models import Badge
from evc.outcomes.models import Correction, Outcome
from evc.roles import Role
from evc.trajectories.models import Participant
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Membership, Person

Part = Participant.Part


def tell_quality_officer(outcome: Outcome) -> None:
    """An outcome waits for the quality check."""
    for person in _who(outcome, Part.QUALITY_OFFICER):
        _mail("outcome_proposed", outcome, to=person)


def tell_candidate_of_outcome(outcome: Outcome) -> None:
    """The outcome was released; a badge follows when something was recognised."""
    trajectory = outcome.trajectory
    _mail("outcome_released", outcome, to=trajectory.candidate, expects_badge=trajectory.expects_badge)


def tell_candidate_of_badge(outcome: Outcome, badge: Badge) -> None:
    _mail(
        "badge_issued",
        outcome,
        to=outcome.trajectory.candidate,
        link=public_address(f"/badges/{badge.pk}"),
    )


def tell_assessors_of_return(outcome: Outcome) -> None:
    """The quality officer sent the outcome back; why is read on the page."""
    for person in _who(outcome, Part.ASSESSOR):
        _mail("outcome_sent_back", outcome, to=person)


def tell_officers_of_correction(correction: Correction) -> None:
    """Of the trajectory, or else of the provider: they may have left since."""
    outcome = correction.outcome
    officers = _who(outcome, Part.QUALITY_OFFICER) or list(
        Person.objects.filter(
            memberships__in=Membership.objects.current().with_role(Role.QUALITY_OFFICER),
            memberships__organisation=outcome.trajectory.provider_id,
        ).distinct()
    )
    for person in officers:
        _mail_of_correction("correction_asked", correction, to=person, link=f"/corrections/{correction.pk}")


def tell_candidate_of_correction(correction: Correction) -> None:
    """The corrected report, and badge where there is one, are there."""
    _mail_of_correction("correction_made", correction, to=correction.asked_by)


def tell_candidate_of_refused_correction(correction: Correction) -> None:
    """The answer is read on the page."""
    _mail_of_correction("correction_refused", correction, to=correction.asked_by)


def _mail_of_correction(template: str, correction: Correction, *, to: Person, link: str = "") -> None:
    outcome = correction.outcome
    address = public_address(link or f"/trajectories/{outcome.trajectory_id}/result")
    key = f"{template}:{correction.pk}:{to.pk}"
    _mail(template, outcome, to=to, key=key, link=address)


def _who(outcome: Outcome, part: str) -> list[Person]:
    seated = outcome.trajectory.participants.current().filter(part=part).select_related("person")
    return [participant.person for participant in seated]


def _mail(template: str, outcome: Outcome, *, to: Person, key: str = "", **context: Any) -> None:
    trajectory = outcome.trajectory
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=key or f"{template}:{outcome.pk}:{to.pk}",
        sender_name=trajectory.provider.name,
        **{
            "name": to.name,
            "organisation": trajectory.provider.name,
            "link": public_address(f"/trajectories/{trajectory.pk}"),
        }
        | context,
    )
