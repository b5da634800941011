"""The evidence plan as both see it: what waits for the candidate's yes, what is promised, and what came of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, QuerySet, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evc.trajectories.models import Trajectory
from frontend.commitments import GUIDED
from portfolio.models import EvidenceItem, PlannedItem


@dataclass(frozen=True, slots=True)
class PlanLine:
    planned: PlannedItem
    work_processes: tuple[str, ...]
    when: str  # in words, with what happened
    late: bool
    by_whom: str  # who changed it last


@dataclass(frozen=True, slots=True)
class PlanPage:
    asked: list[PlanLine]  # waits for the candidate
    promised: list[PlanLine]
    over: list[PlanLine]
    can_change: bool

    @property
    def late(self) -> int:
        return sum(line.late for line in self.promised)

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.promised or self.over)


def plan_page(trajectory: Trajectory, *, today: date) -> PlanPage:
    """Two queries."""
    rows = PlannedItem.objects.filter(audience=trajectory.audience_id)
    lines = [_line(row, today) for row in rows.select_related("changed_by", "item").prefetch_related("work_processes")]
    return PlanPage(
        asked=[line for line in lines if line.planned.is_open and not line.planned.is_promised],
        promised=[line for line in lines if line.planned.is_promised],
        over=[line for line in lines if not line.planned.is_open],
        can_change=trajectory.state in GUIDED,
    )


def items_that_fit(planned: PlannedItem) -> QuerySet[EvidenceItem]:
    """The candidate's present items that no promise was kept with, the likely ones first: of the kind, then the newest."""
    items: QuerySet[EvidenceItem] = EvidenceItem.objects.owned_by(planned.owner).present()
    likely = Case(When(kind=planned.kind, then=0), default=1)
    return items.exclude(promises__audience=planned.audience_id).order_by(likely, "-created_at", "pk")


def promises_for(item: EvidenceItem) -> Sequence[PlannedItem]:
    """What the owner promised and this item may be: of its kind, in a trajectory that still gathers evidence."""
    if item.removed_at is not None:
        return ()
    kept = PlannedItem.objects.filter(item=item).values("audience")
    promised = PlannedItem.objects.promised().filter(owner=item.owner_id, kind=item.kind).exclude(audience__in=kept)
    growing = Trajectory.objects.filter(candidate=item.owner_id, state__in=GUIDED)
    found = {row.audience_id: row.pk for row in growing}
    fitting = [row for row in promised.order_by("due_on") if row.audience_id in found]
    for row in fitting:
        row.trajectory_id = found[row.audience_id]  # type: ignore[attr-defined]  # for the address of its button
    return fitting


def _line(planned: PlannedItem, today: date) -> PlanLine:
    return PlanLine(
        planned=planned,
        work_processes=tuple(row.title for row in planned.work_processes.all()),
        when=_when(planned, today),
        late=planned.is_late(today),
        by_whom=planned.changed_by.name if planned.changed_by else "",
    )


def _when(planned: PlannedItem, today: date) -> str:
    if planned.fulfilled_at is not None:
        return _("Shown on %(day)s") % {"day": date_format(planned.fulfilled_at, "j F Y")}
    if planned.ended_at is not None:
        return _("Ended on %(day)s") % {"day": date_format(planned.ended_at, "j F Y")}
    days = (today - planned.due_on).days
    day = {"day": date_format(planned.due_on, "j F Y")}
    if planned.accepted_at is None:
        return _("Proposed for %(day)s") % day
    return _("Promised for %(day)s: that day is past") % day if days > 0 else _("Promised for %(day)s") % day
