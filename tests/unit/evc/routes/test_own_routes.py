"""An organisation's own routes: copied, adapted within the rules, never changed under a trajectory (facts 6, 20, 24)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from evc.roles import Role
from evc.routes.errors import RouteRefused
from evc.routes.models import Route
from evc.routes.plan import plan_of
from evc.routes.rules import Problem, asks_what_full_asks, label_fits, problems_of, shape_of
from evc.routes.selectors import routes_list
from evc.routes.services import change_route, copy_route, retire_route
from evc.trajectories import services as trajectories
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.routes import compact_route, full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_at

pytestmark = pytest.mark.django_db
EVERYTHING = frozenset({"portfolio", "interview", "observation"})


@pytest.fixture
def provider():
    return OrganisationFactory(provider=True)


@pytest.fixture
def coordinator(provider):
    return coordinator_at(provider)


def own(provider, coordinator, source=None, label="EVC Compact Zuid") -> Route:
    source = source or compact_route()
    return copy_route(source.pk, organisation=provider, name="Onze route", label=label, by=coordinator)


@pytest.mark.parametrize("source", [full_route, compact_route], ids=["full", "compact"])
def test_a_shipped_route_is_sound_and_so_is_its_copy(provider, coordinator, source):
    label = source().label
    made = own(provider, coordinator, source(), label=label)

    assert problems_of(shape_of(made)) == []
    assert (made.organisation, made.copied_from, made.name_nl) == (provider, source(), "Onze route")
    assert replace(plan_of(made), name_nl="", name_en="") == replace(plan_of(source()), name_nl="", name_en="")


@pytest.mark.parametrize("change", [change_route, retire_route], ids=["change", "retire"])
def test_a_shipped_route_is_changed_by_nobody(coordinator, change):
    plan = {"plan": replace(plan_of(full_route()), hours_max=Decimal(60))} if change is change_route else {}

    with pytest.raises(NotAllowed):
        change(full_route().pk, by=coordinator, **plan)

    assert full_route().hours_max == 48


@pytest.mark.parametrize(
    "label", ["EVC", "Volledige EVC", "Ervaringscertificaat", "EVC Compact volledig", "Erkend diploma"]
)
def test_a_copy_of_compact_never_carries_a_label_that_claims_more(provider, coordinator, label):
    with pytest.raises(RouteRefused) as caught:
        own(provider, coordinator, label=label)

    assert caught.value.field == "label"
    assert not Route.objects.filter(organisation=provider).exists()


@pytest.mark.parametrize(
    ("label", "full", "fits"),
    [
        ("EVC", True, True),
        ("EVC", False, False),
        ("evc", False, False),
        ("EVC Compact", False, True),
        ("EVC deel", False, True),
        ("EVC plus", False, False),
        ("Portfoliotoets", False, True),
        ("Full check", False, False),
        ("Certificaat compact", False, False),
    ],
)
def test_a_label_says_no_more_than_the_route_asks(label, full, fits):
    assert label_fits(label, full=full) is fits


def test_no_label_says_diploma_not_even_of_a_full_route(provider, coordinator):
    with pytest.raises(RouteRefused) as caught:
        own(provider, coordinator, full_route(), label="EVC-diploma")

    assert caught.value.problems == [Problem.LABEL_SAYS_DIPLOMA]


def test_a_copy_of_compact_that_asks_what_full_asks_may_be_called_so(provider, coordinator):
    made = own(provider, coordinator)
    plan = replace(plan_of(made), label="EVC", scope="whole", seats=(EVERYTHING, EVERYTHING), yields_certificate=True)

    changed = change_route(made.pk, plan=plan, by=coordinator)

    assert asks_what_full_asks(shape_of(changed))
    assert changed.label == "EVC"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"seats": (frozenset({"portfolio"}), frozenset({"portfolio"}))}, Problem.NO_SECOND_INSTRUMENT),
        ({"seats": (EVERYTHING,)}, Problem.LABEL_CLAIMS_TOO_MUCH),
        ({"seats": (EVERYTHING, frozenset({"portfolio"}))}, Problem.CERTIFICATE_ASKS_MORE),
        ({"seats": (EVERYTHING, frozenset({"interview"}))}, Problem.SEAT_WITHOUT_PORTFOLIO),
        ({"seats": ()}, Problem.NO_SEAT),
        ({"scope": "chosen"}, Problem.CERTIFICATE_ASKS_MORE),
        ({"label": "  "}, Problem.LABEL_MISSING),
        ({"hours_min": Decimal(50)}, Problem.HOURS_OUT_OF_ORDER),
        ({"hours_min": Decimal(10), "hours_max": Decimal(20)}, Problem.PHASES_TAKE_MORE),
        ({"phases": ()}, Problem.NO_PHASE),
    ],
    ids=lambda value: value.value if isinstance(value, Problem) else "",
)
def test_a_full_route_keeps_what_makes_it_full(provider, coordinator, changes, problem):
    made = own(provider, coordinator, full_route(), label="EVC")

    with pytest.raises(RouteRefused) as caught:
        change_route(made.pk, plan=replace(plan_of(made), **changes), by=coordinator)

    assert problem in caught.value.problems
    assert plan_of(Route.objects.get(pk=made.pk)) == plan_of(made)


def test_the_database_itself_refuses_evc_and_a_certificate_for_chosen_parts():
    for changes in ({"label": "EVC"}, {"yields_certificate": True}, {"retired_at": "2026-01-01T00:00Z"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Route.objects.filter(key="compact").update(**changes)


def test_a_route_nobody_goes_along_changes_itself(provider, coordinator):
    made = own(provider, coordinator)

    changed = change_route(made.pk, plan=replace(plan_of(made), lead_time_weeks=8), by=coordinator)

    assert (changed.pk, changed.number, changed.lead_time_weeks) == (made.pk, 1, 8)
    assert changed.phases.count() == compact_route().phases.count()


def test_a_route_in_use_stays_and_gets_a_next_version(provider, coordinator):
    made, version = own(provider, coordinator), make_standard()
    trajectory = TrajectoryFactory(
        provider=provider, route=made, standard_version=version, units=[version.core_tasks.first()]
    )
    before = plan_of(made)

    changed = change_route(made.pk, plan=replace(before, lead_time_weeks=8, label="EVC deel"), by=coordinator)

    made.refresh_from_db()
    trajectory.refresh_from_db()
    assert (changed.number, changed.follows, changed.retired_at) == (2, made, None)
    assert plan_of(made) == before
    assert made.retired_at is not None
    assert trajectory.route == made
    assert list(routes_list(provider).filter(organisation=provider)) == [changed]
    with pytest.raises(WrongState):
        change_route(made.pk, plan=replace(before, lead_time_weeks=9), by=coordinator)


def test_a_change_of_nothing_is_no_version(provider, coordinator):
    made = own(provider, coordinator)

    assert change_route(made.pk, plan=plan_of(made), by=coordinator).pk == made.pk


def test_nobody_starts_along_a_retired_route(provider, coordinator):
    made, version = own(provider, coordinator), make_standard()
    retire_route(made.pk, by=coordinator)

    with pytest.raises(InvalidInput) as caught:
        TrajectoryFactory(provider=provider, route=made, standard_version=version, units=[version.core_tasks.first()])

    assert caught.value.code == "route-not-offered"


def test_nobody_starts_along_a_route_of_another_provider(provider, coordinator):
    made, version = own(provider, coordinator), make_standard()

    with pytest.raises(InvalidInput) as caught:
        TrajectoryFactory(route=made, standard_version=version, units=[version.core_tasks.first()])

    assert caught.value.code == "route-not-offered"


def test_an_advice_for_compact_keeps_the_own_route_that_was_asked_for(provider, coordinator):
    made, version = own(provider, coordinator), make_standard()
    trajectory = TrajectoryFactory(
        counselled=True, provider=provider, route=made, standard_version=version, units=[version.core_tasks.first()]
    )

    assert trajectory.route == made
    trajectories.give_advice(trajectory.pk, advice="full", because="Toch de hele.", by=coordinator)
    trajectory.refresh_from_db()
    assert trajectory.route == full_route()


def test_only_coordinators_and_administrators_of_the_organisation_change_its_routes(provider, coordinator):
    made, coach = own(provider, coordinator), PersonFactory()
    member(coach, provider, Role.COACH)
    stranger = coordinator_at(OrganisationFactory(provider=True))

    for person in (coach, stranger):
        with pytest.raises(NotAllowed):
            change_route(made.pk, plan=replace(plan_of(made), lead_time_weeks=8), by=person)
        with pytest.raises(NotAllowed):
            copy_route(compact_route().pk, organisation=provider, name="X", label="EVC Compact", by=person)


def test_a_strangers_route_is_not_there_to_see_or_copy(provider, coordinator):
    made, elsewhere = own(provider, coordinator), OrganisationFactory(provider=True)
    stranger = coordinator_at(elsewhere)

    assert made not in Route.objects.visible_to(stranger)
    assert full_route() in Route.objects.visible_to(stranger)
    with pytest.raises(NotFound):
        copy_route(made.pk, organisation=elsewhere, name="X", label="EVC Compact", by=stranger)
