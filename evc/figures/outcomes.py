"""What trajectories ended in, per standard and route."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q

from evc.assessments.scoring import Verdict
from evc.figures.small_groups import is_large_enough, without_small
from evc.figures.years import bounds
from evc.outcomes.models import Outcome
from evc.routes.models import Route
from evc.standards.models import QualificationStandard
from evc.trajectories.models import State, StateChange
from foundation.people.models import Organisation


class Ended(StrEnum):
    WHOLE = "whole"  # every work process in scope was recognised
    PART = "part"
    NOTHING = "nothing"
    DECLINED = "declined"  # the intake's advice was not to start now
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class EndedLike:
    """``ways``: how many candidates; None where it would be about fewer than five people. ``total`` likewise."""

    standard: QualificationStandard
    route: Route
    total: int | None
    ways: Mapping[Ended, int | None]


_Counts = dict[tuple[UUID, UUID], dict[Ended, set[UUID]]]  # the candidates, by standard and route
_CASE = ("trajectory__standard_version__standard", "trajectory__route", "trajectory__candidate")


def outcomes_by_standard_and_route(provider: Organisation, year: int) -> tuple[EndedLike, ...]:
    """Of the trajectories that were decided, declined or stopped in the year; four queries."""
    counts: _Counts = defaultdict(lambda: {way: set() for way in Ended})
    _count_decided(counts, provider, year)
    _count_stopped(counts, provider, year)
    standards = QualificationStandard.objects.in_bulk({standard for standard, _route in counts})
    routes = Route.objects.in_bulk({route for _standard, route in counts})
    ordered = sorted(counts, key=lambda pair: (standards[pair[0]].title, routes[pair[1]].position, str(pair[1])))
    return tuple(_row(standards[standard], routes[route], counts[standard, route]) for standard, route in ordered)


def _row(standard: QualificationStandard, route: Route, ways: Mapping[Ended, set[UUID]]) -> EndedLike:
    people = {way: len(candidates) for way, candidates in ways.items()}
    total = sum(people.values())
    return EndedLike(standard, route, total if is_large_enough(total) else None, without_small(people))


def _count_decided(counts: _Counts, provider: Organisation, year: int) -> None:
    since, until = bounds(year)
    rows = (
        Outcome.objects.released()
        .filter(trajectory__provider=provider, decided_at__gte=since, decided_at__lt=until)
        .order_by()
        .annotate(
            parts=Count("results"),
            recognised=Count("results", filter=Q(results__verdict=Verdict.RECOGNISED)),
            nothing=Count("results", filter=Q(results__verdict=Verdict.NOT_YET)),
        )
        .values_list(*_CASE, "parts", "recognised", "nothing")
    )
    for standard, route, candidate, parts, recognised, nothing in rows.iterator(chunk_size=2_000):
        way = Ended.WHOLE if recognised == parts else Ended.NOTHING if nothing == parts else Ended.PART
        counts[standard, route][way].add(candidate)


def _count_stopped(counts: _Counts, provider: Organisation, year: int) -> None:
    since, until = bounds(year)
    ended = {State.DECLINED: Ended.DECLINED, State.WITHDRAWN: Ended.WITHDRAWN}
    rows = (
        StateChange.objects.filter(trajectory__provider=provider, to_state__in=ended, at__gte=since, at__lt=until)
        .order_by()
        .values_list(*_CASE, "to_state")
    )
    for standard, route, candidate, state in rows.iterator(chunk_size=2_000):
        counts[standard, route][ended[State(state)]].add(candidate)
