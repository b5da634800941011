"""Lead time: how long each step took, for the trajectories of which the outcome was released in a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from statistics import median
from uuid import UUID

from evc.figures.small_groups import is_large_enough
from evc.figures.years import bounds
from evc.outcomes.models import Outcome
from evc.routes.models import Route
from evc.trajectories.models import State, StateChange
from evc.trajectories.selectors.board import days_in_states
from foundation.people.models import Organisation

STEPS = (
    State.REQUESTED, State.INTAKE, State.BUILDING, State.SUBMITTED, State.ASSESSING, State.SUPPLEMENT, State.MODERATING,
    State.QUALITY_CHECK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepTime:
    """Calendar days; ``longest_tenth``: nine of ten took no longer than this. None: fewer than five people."""

    step: State | None  # None: from request to release
    people: int | None
    middle: float | None
    longest_tenth: int | None


@dataclass(frozen=True, slots=True)
class RouteTime:
    route: Route
    norm_days: int  # what the route gives itself
    steps: tuple[StepTime, ...]
    whole: StepTime


def lead_times(provider: Organisation, year: int) -> tuple[RouteTime, ...]:
    """By route, in the order of the routes; two queries, read as a stream."""
    taken: dict[UUID, dict[State | None, _Taken]] = defaultdict(lambda: defaultdict(_Taken))
    for changes in _walks(provider, year):
        case = changes[0].trajectory
        by_step: dict[State | None, int] = dict(days_in_states(changes, until=changes[-1].at).items())
        by_step[None] = (changes[-1].at - changes[0].at).days
        for step, days in by_step.items():
            taken[case.route_id][step].days.append(days)
            taken[case.route_id][step].candidates.add(case.candidate_id)
    routes = Route.objects.filter(pk__in=taken)
    return tuple(_of_route(route, taken[route.pk]) for route in routes)


@dataclass(slots=True)
class _Taken:
    days: list[int] = field(default_factory=list)
    candidates: set[UUID] = field(default_factory=set)


def _of_route(route: Route, taken: dict[State | None, _Taken]) -> RouteTime:
    return RouteTime(
        route=route,
        norm_days=route.lead_time_weeks * 7,
        steps=tuple(_times(step, taken[step]) for step in STEPS if step in taken),
        whole=_times(None, taken[None]),
    )


def _times(step: State | None, taken: _Taken) -> StepTime:
    people = len(taken.candidates)
    if not is_large_enough(people):
        return StepTime(step, None, None, None)
    return StepTime(step, people, float(median(taken.days)), nine_of_ten(taken.days))


def nine_of_ten(days: Iterable[int]) -> int:
    """The shortest number of days in which nine of ten were done. Pure; at least one number."""
    ordered = sorted(days)
    return ordered[-(-len(ordered) * 9 // 10) - 1]


def _walks(provider: Organisation, year: int) -> Iterator[list[StateChange]]:
    """The steps of each trajectory up to the release, in order."""
    since, until = bounds(year)
    decided = (
        Outcome.objects.released()
        .filter(trajectory__provider=provider, decided_at__gte=since, decided_at__lt=until)
        .values("trajectory")
    )
    rows = (
        StateChange.objects.filter(trajectory__in=decided)
        .order_by("trajectory", "at")
        .select_related("trajectory")
        .only("trajectory__route", "trajectory__candidate", "from_state", "to_state", "at")
    )
    for _trajectory, walked in groupby(rows.iterator(chunk_size=2_000), key=attrgetter("trajectory_id")):
        steps = list(walked)
        ends = [place for place, step in enumerate(steps) if step.to_state == State.DECIDED]
        if ends:
            yield steps[: ends[0] + 1]
