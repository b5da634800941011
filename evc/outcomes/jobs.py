"""What the rooms below ask for by a job, since they may not reach up here."""

from __future__ import annotations

from uuid import UUID

from evc.outcomes import services
from evc.outcomes.models import Outcome
from evc.trajectories.models import State, Trajectory
from foundation.jobs.registry import job


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
