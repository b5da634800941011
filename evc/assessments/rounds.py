"""Rounds: the first assessment of a dossier, and another one each time that the quality officer sends the outcome back."""

from __future__ import annotations

from evc.trajectories.models import State, Trajectory


def round_of(trajectory: Trajectory) -> int:
    """1, and one more for each time that it was sent back."""
    return 1 + trajectory.changes.filter(from_state=State.QUALITY_CHECK, to_state=State.ASSESSING).count()
