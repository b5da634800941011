"""Hours of the candidate against the route's budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from evc.routes.models import Phase
from evc.trajectories.models import Trajectory


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
