"""Taking a trajectory to change it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from evc.trajectories.models import Trajectory
from foundation.errors import NotFound


def locked(trajectory_id: UUID) -> Trajectory:
    """The row, held until the transaction ends: a second tab waits and then finds the new state. Raises NotFound."""
    trajectory: Trajectory | None = Trajectory.objects.select_for_update().filter(pk=trajectory_id).first()
    if trajectory is None:
        raise NotFound(_("There is no such trajectory."))
    return trajectory
