"""Copy, change and retire a route. What a trajectory goes along never changes under it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from evc.routes import rules
from evc.routes.errors import RouteRefused
from evc.routes.models import AssessorSeat, Instrument, Phase, Route, RouteWork
from evc.routes.plan import FIELDS, INSTRUMENTS, RoutePlan, plan_of
from foundation.audit import services as audit
from foundation.errors import NotAllowed, NotFound, WrongState
from foundation.people.models import Organisation, Person

_SEAT_NAMES = (
    ("eerste beoordelaar", "first assessor"),
    ("tweede beoordelaar", "second assessor"),
    ("derde beoordelaar", "third assessor"),
)
_READERS = ("meelezer", "second reader")  # scores less than the whole


@transaction.atomic
def copy_route(route_id: UUID, *, organisation: Organisation, name: str, label: str, by: Person) -> Route:
    """An organisation's own route, as the one it is copied from; it can be adapted from then on.

    Raises RouteRefused when the label claims more than the route asks, NotAllowed.
    """
    _require_may(by, organisation)
    source = Route.objects.visible_to(by).filter(pk=route_id).first()
    if source is None:
        raise NotFound(_("There is no such route."))
    plan = replace(plan_of(source), label=label.strip(), name_nl=name.strip(), name_en=name.strip())
    made = _store(plan, organisation=organisation, like=source, copied_from=source)
    audit.record("route.copied", on=made, by=by, source=source.pk)
    return made


@transaction.atomic
def change_route(route_id: UUID, *, plan: RoutePlan, by: Person) -> Route:
    """Change an own route. Where a trajectory goes along it, a next version is made and this one retires.

    Gives back the route that holds from now on. Raises RouteRefused, WrongState for one that is retired, NotAllowed.
    """
    route = _locked(route_id, by=by)
    if plan == plan_of(route):
        return route
    if not route.trajectories.exists():
        _refill(route, plan)
        audit.record("route.changed", on=route, by=by, number=route.number)
        return route
    route.retired_at = timezone.now()
    route.save(update_fields=["retired_at"])
    made = _store(plan, organisation=route.organisation, like=route, follows=route, number=route.number + 1)
    audit.record("route.changed", on=made, by=by, number=made.number, before=route.pk)
    return made


@transaction.atomic
def retire_route(route_id: UUID, *, by: Person) -> Route:
    """No new trajectory goes along it; those that do go on as they were."""
    route = _locked(route_id, by=by)
    route.retired_at = timezone.now()
    route.save(update_fields=["retired_at"])
    audit.record("route.retired", on=route, by=by)
    return route


def _locked(route_id: UUID, *, by: Person) -> Route:
    """An own route that is not retired, held until the transaction ends: nobody starts along it meanwhile."""
    route = Route.objects.select_for_update().filter(pk=route_id).first()
    if route is None:
        raise NotFound(_("There is no such route."))
    require_changeable(route, by=by)
    return route


def require_changeable(route: Route, *, by: Person) -> None:
    """Raises NotAllowed for a shipped route and for whoever has no say in it, WrongState for one that is retired."""
    if route.organisation_id is None:
        raise NotAllowed(
            _("This route ships with Erkend and can't be changed. Make a copy of it."), code="route-shipped"
        )
    _require_may(by, Organisation.objects.get(pk=route.organisation_id))
    if route.retired_at is not None:
        raise WrongState(_("This route is not in use any more. Copy it to go on with it."), code="route-retired")


def _require_may(by: Person, organisation: Organisation) -> None:
    if not rules.may_change_routes(by, organisation.pk):
        raise NotAllowed(_("Only a coordinator or administrator of the organisation can change its routes."))


def _store(
    plan: RoutePlan, *, organisation: Organisation | None, like: Route, number: int = 1, **origin: Route
) -> Route:
    _require_sound(plan)
    route = Route.objects.create(
        organisation=organisation,
        key=f"{slugify(plan.label)[:25] or 'route'}-{uuid4().hex[:12]}",
        number=number,
        rubric=like.rubric,
        position=like.position,
        **origin,
        **{name: getattr(plan, name) for name in FIELDS},
    )
    _fill(route, plan)
    for work in like.work.all():
        RouteWork.objects.create(route=route, part=work.part, seat=work.seat, stage=work.stage, hours=work.hours)
    return route


def _refill(route: Route, plan: RoutePlan) -> None:
    _require_sound(plan)
    for name in FIELDS:
        setattr(route, name, getattr(plan, name))
    route.save(update_fields=list(FIELDS))
    for rows in (route.seats, route.instruments, route.phases):
        rows.all().delete()
    _fill(route, plan)


def _fill(route: Route, plan: RoutePlan) -> None:
    """Phases, instruments and seats, numbered in the order of the plan."""
    for position, phase in enumerate(plan.phases, start=1):
        Phase.objects.create(
            route=route,
            key=phase.key,
            name_nl=phase.name_nl,
            name_en=phase.name_en,
            european=phase.european,
            candidate_hours=phase.hours,
            position=position,
        )
    instruments = {
        key: Instrument.objects.create(route=route, position=position, **INSTRUMENTS[key])
        for position, key in enumerate(plan.instruments, start=1)
    }
    for number, scored in enumerate(plan.seats, start=1):
        whole = scored == frozenset(plan.instruments)
        name_nl, name_en = _SEAT_NAMES[number - 1] if whole else _READERS
        seat = AssessorSeat.objects.create(route=route, number=number, name_nl=name_nl, name_en=name_en)
        seat.instruments.set([instruments[key] for key in scored])


def _require_sound(plan: RoutePlan) -> None:
    if problems := rules.problems_of(plan.shape):
        raise RouteRefused(problems)
