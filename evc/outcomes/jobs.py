"""What the rooms below ask for by a job, since they may not reach up here."""

from __future__ import annotations

from uuid import UUID

from evc.outcomes import services
from evc.trajectories.models import State, Trajectory
from foundation.jobs.registry import job


@job("outcomes.propose")
def propose(trajectory: str) -> None:
    """By the time it runs the candidate may have withdrawn; then nothing is proposed."""
    if Trajectory.objects.filter(pk=trajectory, state=State.QUALITY_CHECK).exists():
        services.propose_outcome(UUID(trajectory))


@job("outcomes.issue_badge")
def issue_badge(outcome: str) -> None:
    services.issue_badge(UUID(outcome))
