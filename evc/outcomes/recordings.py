"""How long a recorded interview is needed: as long as the outcome can be contested, and is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from evc.assessments.models import InterviewRecording
from evc.outcomes.models import Appeal, Outcome
from evc.outcomes.rules import appeal_until
from evc.trajectories.models import State, Trajectory


def recordings_to_erase(today: date) -> list[UUID]:
    """Trajectories whose recordings nobody can need any more: stopped, or past the term without an appeal that is open."""
    kept = InterviewRecording.objects.exclude(state=InterviewRecording.State.ERASED)
    found = Trajectory.objects.filter(pk__in=kept.values("trajectory")).select_related("provider")
    return [trajectory.pk for trajectory in found if _is_over(trajectory, today)]


def _is_over(trajectory: Trajectory, today: date) -> bool:
    if trajectory.state == State.WITHDRAWN:
        return True
    outcome = (
        Outcome.objects.filter(trajectory=trajectory, decided_at__isnull=False)
        .select_related("trajectory__provider")
        .order_by("-number")
        .first()
    )
    is_contested = Appeal.objects.filter(trajectory=trajectory, state__in=Appeal.OPEN).exists()
    return outcome is not None and not is_contested and appeal_until(outcome) < today
