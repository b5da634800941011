"""Hours of the candidate against the route's budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from evc.routes.models import Phase
from evc.trajectories.models import State, Trajectory
from evc.trajectories.selectors.steps import MAIN_LINE


@dataclass(frozen=True, slots=True)
class PhaseHours:
    phase: Phase
    budget: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class HoursOverview:
    """``budget_min`` and ``budget_max`` are the route's, in hours; the phases say where they are expected to go."""

    phases: tuple[PhaseHours, ...]
    spent: Decimal
    budget_min: Decimal
    budget_max: Decimal

    @property
    def is_over(self) -> bool:
        return self.spent > self.budget_max


# A part of the route is over from this step on; by its European name, so that routes of organisations fit as well.
_OVER_FROM = {
    "identification": State.BUILDING,
    "documentation": State.SUBMITTED,
    "assessment": State.QUALITY_CHECK,
    "certification": State.DECIDED,
}
# Steps beside the line count as the one they belong to; of what was stopped early nothing is asked.
_ON_LINE = {
    State.SUPPLEMENT: State.ASSESSING,
    State.MODERATING: State.ASSESSING,
    State.DECLINED: State.REQUESTED,
    State.WITHDRAWN: State.REQUESTED,
}


def to_confirm(trajectory: Trajectory, overview: HoursOverview) -> list[PhaseHours]:
    """Parts of the route that are over and of which no hours are known: their estimate can be confirmed. Pure."""
    return [row for row in overview.phases if not row.spent and row.budget and is_over(trajectory, row.phase.european)]


def is_over(trajectory: Trajectory, stage: str) -> bool:
    """Whether the trajectory is past this stage, by its European name. Pure."""
    state, since = State(trajectory.state), _OVER_FROM.get(stage)
    return since is not None and MAIN_LINE.index(_ON_LINE.get(state, state)) >= MAIN_LINE.index(since)


def hours_spent(trajectory: Trajectory) -> HoursOverview:
    """By phase, in the route's order; two queries."""
    spent = dict(trajectory.hours.order_by().values_list("phase").annotate(Sum("hours")))
    rows = tuple(
        PhaseHours(phase, phase.candidate_hours, spent.get(phase.pk, Decimal(0)))
        for phase in Phase.objects.filter(route=trajectory.route_id)
    )
    return HoursOverview(
        phases=rows,
        spent=sum(spent.values(), Decimal(0)),  # hours noted before another route was advised count as well
        budget_min=trajectory.route.hours_min,
        budget_max=trajectory.route.hours_max,
    )
