"""Reads of routes for screens and the other rooms."""

from __future__ import annotations

from django.db.models import QuerySet

from evc.routes.models import AssessorSeat, Instrument, Route
from foundation.people.models import Organisation


def routes_list(*providers: Organisation) -> QuerySet[Route]:
    """What a trajectory at one of these providers can go along (the shipped ones always), with phases, instruments and seats.

    Four queries.
    """
    return with_parts(Route.objects.offered_by(*providers))


def with_parts(routes: QuerySet[Route]) -> QuerySet[Route]:
    return routes.select_related("rubric", "organisation").prefetch_related(
        "phases", "instruments", "seats__instruments"
    )


def instruments_of(route: Route, seat: int) -> list[Instrument]:
    """What the assessor in this seat scores, in the order of use; empty for a seat the route doesn't have."""
    return list(Instrument.objects.filter(seats__route=route, seats__number=seat).order_by("position"))


def shared_instruments(route: Route) -> list[Instrument]:
    """The instruments that every seat scores, in order: over these the assessors are compared."""
    seats = list(AssessorSeat.objects.filter(route=route).prefetch_related("instruments"))
    if not seats:
        return []
    common = set.intersection(*({instrument.pk for instrument in seat.instruments.all()} for seat in seats))
    return list(Instrument.objects.filter(pk__in=common).order_by("position"))
