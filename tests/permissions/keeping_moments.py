"""A talk of coach and candidate, laid into the world of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from evc.trajectories import services as trajectories

if TYPE_CHECKING:
    from tests.permissions.moments import Moments

CAME_UP_IN_TALK = "Zou graag vroege diensten ruilen"


def lay_talks(moments: Moments) -> None:
    """The candidate chose nothing of it."""
    coach = moments.people["coach"]
    assert coach is not None
    moments.more["talk"] = trajectories.note_talk(
        moments.at["issued"].pk, held_on=timezone.localdate(), points=[CAME_UP_IN_TALK], by=coach
    )
