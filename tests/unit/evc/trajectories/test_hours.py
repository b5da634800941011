"""Hours of the candidate, by phase, against the route's budget."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.selectors import hours_spent
from foundation.errors import InvalidInput, NotAllowed, NotFound
from tests.factories.people import PersonFactory
from tests.factories.routes import compact_route
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, who_is

pytestmark = pytest.mark.django_db


def note(trajectory, *, phase="portfolio", hours="1.5", days_ago=0, by=None):
    return trajectories.note_hours(
        trajectory.pk,
        phase=trajectory.route.phases.get(key=phase),
        day=timezone.localdate() - timedelta(days=days_ago),
        hours=hours,
        by=by or trajectory.candidate,
    )


def test_hours_are_counted_by_phase_against_the_budget(django_assert_num_queries):
    trajectory = TrajectoryFactory(building=True)
    note(trajectory, phase="portfolio", hours="1.25")
    note(trajectory, phase="portfolio", hours="2")
    note(trajectory, phase="intake", hours="4", by=who_is(trajectory, "coach"))

    with django_assert_num_queries(2):
        overview = hours_spent(trajectory)

    by_phase = {row.phase.key: (row.spent, row.budget) for row in overview.phases}
    assert by_phase["portfolio"] == (Decimal("3.25"), Decimal("20.0"))
    assert by_phase["observation"] == (Decimal(0), Decimal("4.0"))
    assert overview.spent == Decimal("7.25")
    assert (overview.budget_min, overview.budget_max) == (40, 48)
    assert not overview.is_over


def test_more_than_the_budget_is_over():
    trajectory = TrajectoryFactory(building=True)
    for _ in range(3):
        note(trajectory, hours="16.1")

    assert hours_spent(trajectory).is_over


@pytest.mark.parametrize("hours", ["0", "-1", "24.5", "0.333", "twee", ""])
def test_hours_are_a_number_that_fits_in_a_day(hours):
    trajectory = TrajectoryFactory(building=True)

    with pytest.raises(InvalidInput) as caught:
        note(trajectory, hours=hours)

    assert caught.value.field == "hours"


def test_hours_of_tomorrow_or_of_another_route_are_refused():
    trajectory = TrajectoryFactory(building=True)
    with pytest.raises(InvalidInput):
        note(trajectory, days_ago=-1)
    with pytest.raises(InvalidInput) as caught:
        trajectories.note_hours(
            trajectory.pk,
            phase=compact_route().phases.first(),
            day=timezone.localdate(),
            hours=1,
            by=trajectory.candidate,
        )
    assert caught.value.field == "phase"


def test_who_noted_hours_takes_them_back_and_nobody_else_but_the_coordinator():
    trajectory = TrajectoryFactory(building=True)
    coach = who_is(trajectory, "coach")
    first, second = note(trajectory), note(trajectory)
    for by in (coach, PersonFactory()):
        with pytest.raises(NotAllowed):
            trajectories.remove_hours(first.pk, by=by)

    trajectories.remove_hours(first.pk, by=trajectory.candidate)
    trajectories.remove_hours(second.pk, by=coordinator_of(trajectory))

    with pytest.raises(NotFound):
        trajectories.remove_hours(first.pk, by=trajectory.candidate)
    assert hours_spent(trajectory).spent == 0
