"""The mails of this room. They say that something is there or waits, never what was found."""

from __future__ import annotations

from typing import Any

from credentials.models import Badge
from evc.outcomes.models import Outcome
from evc.trajectories.models import Participant
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Person

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


def _who(outcome: Outcome, part: str) -> list[Person]:
    seated = outcome.trajectory.participants.current().filter(part=part).select_related("person")
    return [participant.person for participant in seated]


def _mail(template: str, outcome: Outcome, *, to: Person, **context: Any) -> None:
    trajectory = outcome.trajectory
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{outcome.pk}:{to.pk}",
        sender_name=trajectory.provider.name,
        **{
            "name": to.name,
            "organisation": trajectory.provider.name,
            "link": public_address(f"/trajectories/{trajectory.pk}"),
        }
        | context,
    )
