"""Taking an outcome to change it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome
from evc.trajectories import services as trajectories
from foundation.errors import NotFound


def locked_outcome(outcome_id: UUID) -> Outcome:
    """The outcome with its trajectory, both held until the transaction ends, the trajectory first. Raises NotFound."""
    known = Outcome.objects.filter(pk=outcome_id).values_list("trajectory", flat=True).first()
    if known is None:
        raise NotFound(_("There is no such outcome."))
    trajectory = trajectories.locked(known)
    outcome = Outcome.objects.select_for_update().get(pk=outcome_id)
    outcome.trajectory = trajectory
    return outcome
