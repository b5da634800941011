"""Hours of candidates against the budget of their route, for the trajectories decided in a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from evc.figures.small_groups import is_large_enough
from evc.figures.years import bounds
from evc.outcomes.models import Outcome
from evc.routes.models import Phase, Route
from evc.trajectories.models import HoursSpent
from foundation.people.models import Organisation


@dataclass(frozen=True, slots=True)
class PhaseFigure:
    """Hours of one candidate: the budget, and the mean of those who noted any; None: fewer than five people did."""

    phase: Phase
    budget: Decimal
    people: int | None
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class RouteHours:
    route: Route
    people: int | None  # who noted hours
    mean: Decimal | None
    phases: tuple[PhaseFigure, ...]


def hours_against_budget(provider: Organisation, year: int) -> tuple[RouteHours, ...]:
    """By route and phase; four queries."""
    since, until = bounds(year)
    decided = (
        Outcome.objects.released()
        .filter(trajectory__provider=provider, decided_at__gte=since, decided_at__lt=until)
        .values("trajectory")
    )
    noted = HoursSpent.objects.filter(trajectory__in=decided).order_by()
    of_phase = {
        phase: (people, hours)
        for phase, people, hours in noted.values_list("phase").annotate(
            Count("trajectory__candidate", distinct=True), Sum("hours")
        )
    }
    of_route = {
        route: (people, hours)
        for route, people, hours in noted.values_list("phase__route").annotate(
            Count("trajectory__candidate", distinct=True), Sum("hours")
        )
    }
    routes = Route.objects.filter(pk__in=of_route).prefetch_related("phases")
    return tuple(
        RouteHours(
            route,
            *_mean(*of_route[route.pk]),
            phases=tuple(
                PhaseFigure(phase, phase.candidate_hours, *_mean(*of_phase.get(phase.pk, (0, Decimal(0)))))
                for phase in route.phases.all()
            ),
        )
        for route in routes
    )


def _mean(people: int, hours: Decimal) -> tuple[int | None, Decimal | None]:
    if not is_large_enough(people):
        return None, None
    return people, (hours / people).quantize(Decimal("0.1"))
