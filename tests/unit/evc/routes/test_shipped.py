"""The two routes that ship: their hours, seats and instruments are those that the field expects of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import translation

from evc.routes import shipped
from evc.routes.models import Route, Scope
from evc.routes.selectors import instruments_of, shared_instruments

pytestmark = pytest.mark.django_db


def keys(rows) -> list[str]:
    return [row.key for row in rows]


def test_the_full_route_takes_40_to_48_hours_and_two_whole_assessors():
    full = Route.objects.get(key="full")

    assert sum(phase.candidate_hours for phase in full.phases.all()) == Decimal("43.5")
    assert full.hours_min == 40
    assert full.hours_max == 48
    assert full.scope == Scope.WHOLE
    assert full.yields_certificate
    for seat in (1, 2):
        assert keys(instruments_of(full, seat)) == ["portfolio", "interview", "observation"]
    assert keys(shared_instruments(full)) == ["portfolio", "interview", "observation"]


def test_the_compact_route_takes_16_hours_and_a_second_reader_of_the_portfolio():
    compact = Route.objects.get(key="compact")

    assert sum(phase.candidate_hours for phase in compact.phases.all()) == Decimal("15.5")
    assert compact.hours_max == 16
    assert compact.scope == Scope.CHOSEN
    assert compact.max_items == 8
    assert not compact.yields_certificate
    assert keys(instruments_of(compact, 1)) == ["portfolio", "interview"]
    assert keys(instruments_of(compact, 2)) == ["portfolio"]
    assert keys(shared_instruments(compact)) == ["portfolio"]


def test_the_rubric_has_three_levels_of_which_two_meet_the_bar():
    levels = Route.objects.get(key="full").rubric.levels.all()

    assert [(level.key, level.meets_bar) for level in levels] == [
        ("onvoldoende", False),
        ("voldoende", True),
        ("goed", True),
    ]


@pytest.mark.parametrize("key", ["full", "compact"])
def test_every_phase_has_its_european_name_and_none_of_the_four_is_left_out(key):
    stages = list(Route.objects.get(key=key).phases.values_list("european", flat=True))

    assert list(dict.fromkeys(stages)) == ["identification", "documentation", "assessment", "certification"]


def test_names_follow_the_language_of_the_reader():
    interview = Route.objects.get(key="full").instruments.get(key="interview")

    with translation.override("nl"):
        assert interview.name == "criteriumgericht interview"
    with translation.override("en"):
        assert interview.name == "criterion-based interview"
        assert interview.description.startswith("A talk")


def test_installing_again_changes_nothing_that_was_changed_since():
    Route.objects.filter(key="full").update(hours_max=50)

    shipped.install(apps.get_model)

    assert Route.objects.count() == 2
    assert Route.objects.get(key="full").hours_max == 50


def test_uninstalling_and_installing_gives_the_same_rows():
    shipped.uninstall(apps.get_model)
    assert not Route.objects.exists()

    shipped.install(apps.get_model)

    assert [seat.instruments.count() for seat in Route.objects.get(key="compact").seats.all()] == [2, 1]


@pytest.mark.django_db(transaction=True)
class TestAfterAFlush:
    def test_one_test_commits(self):
        assert Route.objects.count() == 2

    def test_and_the_next_still_finds_the_routes(self):
        assert Route.objects.count() == 2
