"""Hours of coach and assessors by European stage: what the route counts on, and what they said it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evc.routes.models import RouteWork
from evc.trajectories.models import Participant, Trajectory, WorkHours
from evc.trajectories.selectors.hours import is_over
from foundation.people.models import Person

STAGES = ("identification", "documentation", "assessment", "certification")
_PARTS = {Participant.Part.COACH: RouteWork.Part.COACH, Participant.Part.ASSESSOR: RouteWork.Part.ASSESSOR}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One part of one person in one stage. ``spent`` None: not said. ``is_over``: it can be said now."""

    participant: Participant
    part: str
    stage: str
    budget: Decimal
    spent: Decimal | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class StageSum:
    """All together in one stage: ``budget`` of everybody who has a part, ``spent`` of those who said it."""

    stage: str
    budget: Decimal
    spent: Decimal
    said: int
    people: int


def work_lines(trajectory: Trajectory, *, of: Person | None = None) -> list[WorkLine]:
    """Everybody's who has a part now, or one person's; in the order of the stages. Three queries."""
    taking_part = trajectory.participants.current().filter(part__in=_PARTS).select_related("person")
    people = list(taking_part if of is None else taking_part.filter(person=of))
    budgets = {
        (row.part, row.seat, row.stage): row.hours for row in RouteWork.objects.filter(route=trajectory.route_id)
    }
    said = {(row.person_id, row.part, row.stage): row.hours for row in WorkHours.objects.filter(trajectory=trajectory)}
    lines = []
    for stage in STAGES:
        for row in sorted(people, key=lambda row: (row.part, row.seat or 0)):
            part = _PARTS[Participant.Part(row.part)]
            if (budget := budgets.get((part, row.seat, stage))) is None:
                continue
            spent = said.get((row.person_id, part, stage))
            lines.append(WorkLine(row, part.value, stage, budget, spent, is_over(trajectory, stage)))
    return lines


def sums_of(lines: Iterable[WorkLine]) -> list[StageSum]:
    """By stage, for the coordinator. Pure."""
    found = []
    for stage in STAGES:
        rows = [line for line in lines if line.stage == stage]
        if rows:
            spent = [line.spent for line in rows if line.spent is not None]
            budget = sum((line.budget for line in rows), Decimal(0))
            found.append(StageSum(stage, budget, sum(spent, Decimal(0)), len(spent), len(rows)))
    return found
