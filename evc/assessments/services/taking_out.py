"""The candidate takes an item out of the dossier that was handed in, as long as nobody began to score it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.assessments.models import Assessment
from evc.trajectories import rules, selectors, states
from evc.trajectories import services as trajectories
from evc.trajectories.models import State, Trajectory
from foundation.errors import NotFound, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import Manifest

_BEFORE_SCORING = frozenset({State.SUBMITTED, State.ASSESSING})


def can_take_out(trajectory: Trajectory) -> bool:
    """Handed in, and no assessor opened the desk; one query."""
    return trajectory.state in _BEFORE_SCORING and not Assessment.objects.filter(trajectory=trajectory).exists()


@transaction.atomic
def take_out(trajectory_id: UUID, item_id: UUID, *, by: Person) -> Manifest:
    """A new manifest without the item takes the place of the one that was handed in, which only its owner still reads.

    An assessor who opens the desk at the same moment waits, or was first: then it is too late. Raises WrongState, also
    when a part of the standard would be left without any evidence.
    """
    trajectory = trajectories.locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, *_BEFORE_SCORING)
    if not can_take_out(trajectory):
        raise WrongState(
            _("An assessor has begun, so the dossier stays as it is. You may stop with the trajectory as a whole."),
            code="scoring-began",
        )
    manifest = trajectory.manifest
    dossier = portfolio.manifest_contents(manifest) if manifest else None
    if manifest is None or dossier is None or dossier.item(item_id) is None:
        raise NotFound(_("This item is not in the dossier any more."), code="not-in-dossier")
    left = [item for item in dossier.items if item.id != item_id]
    covered = {code for item in left for code in item.work_processes}
    scope = selectors.work_processes_in_scope(trajectory).values_list("code", "title")
    if bare := [title for code, title in scope if code not in covered]:
        raise WrongState(
            _("This is the only evidence for: %(parts)s. Without it the dossier is not complete, so it stays in.")
            % {"parts": ", ".join(bare)},
            code="only-evidence",
        )
    return portfolio.replace_manifest(manifest, without=item_id, by=by)
