"""Taking an outcome or an appeal to change it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from evc.outcomes.models import Appeal, Outcome
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


def locked_appeal(appeal_id: UUID) -> Appeal:
    """The appeal with its trajectory and the outcome that it contests, held until the transaction ends. Raises NotFound."""
    known = Appeal.objects.filter(pk=appeal_id).values_list("trajectory", flat=True).first()
    if known is None:
        raise NotFound(_("There is no such appeal."))
    trajectory = trajectories.locked(known)
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("outcome", "reassessment").get(pk=appeal_id)
    appeal.trajectory = appeal.outcome.trajectory = trajectory
    if appeal.reassessment is not None:
        appeal.reassessment.trajectory = trajectory
    return appeal
