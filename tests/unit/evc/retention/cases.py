"""Cases that ended on a given day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.trajectories import services as trajectories
from evc.trajectories.models import Trajectory
from foundation.jobs.services import run_due
from tests.factories.outcomes import issued
from tests.factories.trajectories import coordinator_of

ENDED = datetime(
    2025, 3, 31, 22, 30, tzinfo=timezone.get_fixed_timezone(0)
)  # 1 April, half past midnight, in the Netherlands


def closed(trajectory: Trajectory | None = None, *, at: datetime = ENDED, **fields: object) -> Trajectory:
    """With badge and report, closed; then all of it moved to long ago."""
    outcome = issued(trajectory, **fields)
    run_due()
    found = trajectories.close(outcome.trajectory_id, declined=True, by=coordinator_of(outcome.trajectory))
    ended_at(found, at)
    return found


def ended_at(trajectory: Trajectory, at: datetime) -> None:
    Trajectory.objects.filter(pk=trajectory.pk).update(state_since=at)
    Outcome.objects.filter(trajectory=trajectory).update(decided_at=at)
    trajectory.refresh_from_db()


TOLD, GONE = date(2026, 3, 3), date(2026, 4, 2)  # of what is kept for 12 months
