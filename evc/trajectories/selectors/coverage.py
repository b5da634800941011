"""What is covered of a trajectory's scope, measured by its route."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from evc.trajectories.models import Trajectory
from portfolio import selectors as portfolio
from portfolio.models import PlannedItem
from portfolio.selectors import CoverageRow


def coverage_of(trajectory: Trajectory, *, on: date, shared_only: bool = False) -> list[CoverageRow]:
    """Evidence by work process in scope; ``shared_only``: what the coach reads and would be handed in. Three queries."""
    return portfolio.coverage(
        trajectory.candidate,
        trajectory.standard_version,
        on=on,
        units=trajectory.units.order_by(),
        audience=trajectory.audience if shared_only else None,
        pieces=trajectory.route.min_items_per_work_process,
        old_after_years=trajectory.route.evidence_flagged_after_years,
    )


def promises_of(trajectory: Trajectory) -> list[PlannedItem]:
    """What is agreed and still to come, the nearest day first; two queries."""
    return list(
        PlannedItem.objects.promised().filter(audience=trajectory.audience_id).prefetch_related("work_processes")
    )


def by_work_process(promises: Iterable[PlannedItem]) -> Mapping[UUID, Sequence[PlannedItem]]:
    """The promises of each work process, by its id. They stand beside what is covered and never count as such."""
    found: dict[UUID, list[PlannedItem]] = defaultdict(list)
    for promise in promises:
        for work_process in promise.work_processes.all():
            found[work_process.pk].append(promise)
    return found
