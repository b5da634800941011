"""What of an outcome can be contested, and what a second look changes. Reads; decides and writes nothing.

A candidate is never worse off by an appeal: a criterion that met the bar before is not looked at again, and one that was
not met before can only be met now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from evc.assessments.models import ReassessedScore
from evc.assessments.scoring import Verdict
from evc.assessments.selectors import compare
from evc.outcomes.models import Appeal, Outcome
from evc.routes.models import RubricLevel
from evc.standards.models import Criterion, WorkProcess
from evc.standards.selectors import tree
from evc.trajectories.models import Trajectory
from evc.trajectories.rules import Standing, may_decide_appeal


@dataclass(frozen=True, slots=True)
class Contestable:
    """A work process that is not recognised whole, with its criteria that did not meet the bar."""

    work_process: WorkProcess
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """A contested criterion: what was found before and what is found now (None: not yet)."""

    criterion: Criterion
    before: RubricLevel | None
    now: RubricLevel | None

    @property
    def is_met_now(self) -> bool:
        return self.now is not None and self.now.meets_bar


def levels_of(trajectory: Trajectory) -> Mapping[UUID, RubricLevel]:
    return {level.pk: level for level in RubricLevel.objects.filter(rubric=trajectory.route.rubric_id)}


def contestable(outcome: Outcome) -> list[Contestable]:
    """In the order of the standard. What was recognised, or taken over from elsewhere, has nothing to contest."""
    trajectory = outcome.trajectory
    counted, levels = compare(trajectory).counted, levels_of(trajectory)
    missing = outcome.results.exclude(verdict=Verdict.RECOGNISED).filter(taken_over=None)
    open_ones = set(missing.values_list("work_process", flat=True))
    found = []
    for unit in tree(trajectory.standard_version, units=trajectory.units.all()):
        for node in unit.work_processes:
            if node.work_process.pk not in open_ones:
                continue
            below = tuple(one for one in node.criteria if not _meets(levels, counted.get(one.pk)))
            if below:
                found.append(Contestable(node.work_process, below))
    return found


def looked_again(appeal: Appeal) -> list[LookedAgain]:
    """The contested criteria in the order of the standard; what is found now only once that is settled."""
    found = {}
    if appeal.reassessment_id is not None:
        rows = ReassessedScore.objects.filter(reassessment=appeal.reassessment_id).select_related("before", "level")
        found = {row.criterion_id: row for row in rows}
    criteria = appeal.criteria.select_related("work_process").order_by("work_process__position", "position")
    return [
        LookedAgain(criterion, row.before if row else None, row.level if row else None)
        for criterion in criteria
        for row in [found.get(criterion.pk)]
    ]


def shows_levels(appeal: Appeal, who: Standing) -> bool:
    """To whoever decides once it was looked at again, and to everybody who sees the appeal once it is decided."""
    is_over = appeal.state in {Appeal.State.GRANTED, Appeal.State.REFUSED}
    return is_over or (may_decide_appeal(who) and appeal.state == Appeal.State.REASSESSED)


def met_now(appeal: Appeal) -> list[Criterion]:
    """The criteria that the second look found to be met; none: the outcome stands."""
    return [row.criterion for row in looked_again(appeal) if row.is_met_now]


def _meets(levels: Mapping[UUID, RubricLevel], level: UUID | None) -> bool:
    return level is not None and levels[level].meets_bar
