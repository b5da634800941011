"""What the rooms below ask for by a job, since they may not reach up here."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.utils import timezone

from evc.assessments import services as assessments
from evc.outcomes import services
from evc.outcomes.after_mails import tell_holder_of_end
from evc.outcomes.afterwards import badges_that_end, steps_near, to_invite, to_remind
from evc.outcomes.models import DevelopmentStep, Outcome
from evc.outcomes.recordings import recordings_to_erase
from evc.trajectories.models import State, Trajectory
from foundation.jobs.registry import job
from foundation.jobs.schedule import daily
from foundation.jobs.services import enqueue


@job("outcomes.propose")
def propose(trajectory: str) -> None:
    """By the time it runs the candidate may have withdrawn; then nothing is proposed."""
    if Trajectory.objects.filter(pk=trajectory, state=State.QUALITY_CHECK).exists():
        services.propose_outcome(UUID(trajectory))


@job("outcomes.seal_report")
def seal_report(outcome: str) -> None:
    """By the time it runs an appeal may have put another outcome in its place; then that one has the report."""
    if not Outcome.objects.filter(pk=outcome, state=Outcome.State.REPLACED).exists():
        services.seal_report(UUID(outcome))


@job("outcomes.issue_badge")
def issue_badge(outcome: str) -> None:
    """By the time it runs an appeal may have put another outcome in its place; then that one has the badge."""
    if not Outcome.objects.filter(pk=outcome, state=Outcome.State.REPLACED).exists():
        services.issue_badge(UUID(outcome))


@job("outcomes.reassessed")
def reassessed(reassessment: str) -> None:
    services.note_reassessed(UUID(reassessment))


@job("outcomes.make_correction")
def make_correction(correction: str) -> None:
    services.make_correction(UUID(correction))


@daily("outcomes.find_recordings", at=time(4))
def find_recordings(day: str) -> None:
    """A recorded interview is erased when nobody can need it any more; each trajectory in a job of its own."""
    for trajectory in recordings_to_erase(date.fromisoformat(day)):
        enqueue("outcomes.erase_recordings", key=f"{trajectory}:{day}", trajectory=trajectory)


@job("outcomes.erase_recordings")
def erase_recordings(trajectory: str) -> None:
    assessments.erase_recordings(UUID(trajectory))


@daily("outcomes.find_evaluations", at=time(10))
def find_evaluations(day: str) -> None:
    """Who closed lately is asked how it was, and once more after two weeks; each in a job of its own."""
    now = timezone.now()
    for trajectory in to_invite(now):
        enqueue("outcomes.invite_to_evaluate", key=trajectory, trajectory=trajectory)
    for invitation in to_remind(now):
        enqueue("outcomes.remind_to_evaluate", key=invitation, invitation=invitation)


@job("outcomes.invite_to_evaluate")
def invite_to_evaluate(trajectory: str) -> None:
    services.invite_to_evaluate(UUID(trajectory))


@job("outcomes.remind_to_evaluate")
def remind_to_evaluate(invitation: str) -> None:
    services.remind_to_evaluate(UUID(invitation))


@daily("outcomes.find_steps_due", at=time(8))
def find_steps_due(day: str) -> None:
    for step in steps_near(date.fromisoformat(day)):
        enqueue("outcomes.remind_of_step", key=step, step=step)


@job("outcomes.remind_of_step")
def remind_of_step(step: str) -> None:
    """By the time it runs the step may be gone."""
    if DevelopmentStep.objects.filter(pk=step).exists():
        services.remind_of_step(UUID(step))


@daily("outcomes.find_badges_that_end", at=time(9))
def find_badges_that_end(day: str) -> None:
    """The mail's own key sees to it that a holder is told once a badge."""
    for badge in badges_that_end(timezone.now()):
        assert badge.valid_until is not None
        tell_holder_of_end(badge, ends_on=timezone.localdate(badge.valid_until))
