"""Building the dossier and handing it in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from evc.trajectories import rules, selectors, states
from evc.trajectories.errors import TooManyItems, UnsupportedClaims
from evc.trajectories.models import State, Trajectory
from evc.trajectories.services.assessing import open_if_ready
from evc.trajectories.services.locking import locked
from foundation.people.models import Person
from portfolio import services as portfolio


@transaction.atomic
def share_item(trajectory_id: UUID, item_id: UUID, *, by: Person) -> None:
    """The candidate shares an item with this trajectory: the coach reads along, and it is handed in with the rest."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, State.BUILDING, State.SUPPLEMENT)
    portfolio.share(item_id, audience=trajectory.audience, by=by)


@transaction.atomic
def unshare_item(trajectory_id: UUID, item_id: UUID, *, by: Person) -> None:
    """End that, at any moment. What was handed in before stays with the assessors as it was."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    portfolio.end_share(item_id, audience=trajectory.audience, by=by)


@transaction.atomic
def submit_dossier(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """Freeze the shared evidence and hand it in: building -> submitted (and on to assessing when the assessors are ready).

    Raises UnsupportedClaims, naming the work processes that no shared evidence is linked to, and TooManyItems.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_move(trajectory, to=State.SUBMITTED)
    if unsupported := selectors.claims_without_evidence(trajectory):
        raise UnsupportedClaims(unsupported)
    shared, allowed = selectors.shared_items(trajectory).count(), trajectory.route.max_items
    if allowed is not None and shared > allowed:
        raise TooManyItems(shared=shared, allowed=allowed)

    manifest = portfolio.freeze(trajectory.audience_id, version=trajectory.standard_version, by=by)
    states.move(trajectory, to=State.SUBMITTED, by=by, manifest=manifest.sha256, items=shared)
    open_if_ready(trajectory, by=by)
    return trajectory
