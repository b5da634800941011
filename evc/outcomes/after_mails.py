"""The mails of what comes after the outcome."""

from __future__ import annotations

from datetime import date
from typing import Any

from credentials.models import Badge
from evc.outcomes.models import DevelopmentStep, DevelopmentTalk, EvaluationInvitation
from evc.trajectories.models import Participant, Trajectory
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Person

Part = Participant.Part


def tell_manager_of_talk(talk: DevelopmentTalk) -> None:
    """The candidate shared something to talk about; what, is read on the page."""
    for person in _managers(talk.trajectory):
        _mail(
            "development_shared",
            talk.trajectory,
            to=person,
            key=str(talk.pk),
            path="development",
            candidate=talk.trajectory.candidate.name,
        )


def remind_of_step(step: DevelopmentStep) -> None:
    """To whoever does it."""
    trajectory = step.talk.trajectory
    is_candidates = step.who == DevelopmentStep.Who.CANDIDATE
    for person in [trajectory.candidate] if is_candidates else _managers(trajectory):
        _mail("development_step", trajectory, to=person, key=str(step.pk), path="development", until=step.due_on)


def invite_to_evaluate(invitation: EvaluationInvitation) -> None:
    trajectory = invitation.trajectory
    _mail("evaluation_invited", trajectory, to=trajectory.candidate, key="", path="evaluation")


def remind_to_evaluate(invitation: EvaluationInvitation) -> None:
    trajectory = invitation.trajectory
    _mail("evaluation_reminder", trajectory, to=trajectory.candidate, key="", path="evaluation")


def tell_holder_of_end(badge: Badge, *, ends_on: date) -> None:
    """Once a badge: until when it is trusted, and what can be done then."""
    holder = badge.recipient
    assert holder is not None
    organisation = badge.issuer.organisation
    queue_mail(
        "badge_ends",
        to=holder.email,
        language=holder.language,
        key=f"badge_ends:{badge.pk}",
        sender_name=organisation.name,
        name=holder.name,
        organisation=organisation.name,
        until=ends_on,
        contact=organisation.contact_email,
        link=public_address(f"/badges/{badge.pk}"),
    )


def _managers(trajectory: Trajectory) -> list[Person]:
    found = trajectory.participants.current().filter(part=Part.MANAGER).select_related("person")
    return [row.person for row in found]


def _mail(template: str, trajectory: Trajectory, *, to: Person, key: str, path: str, **context: Any) -> None:
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{trajectory.pk}:{to.pk}:{key}",
        sender_name=trajectory.provider.name,
        name=to.name,
        organisation=trajectory.provider.name,
        link=public_address(f"/trajectories/{trajectory.pk}/{path}"),
        **context,
    )
