"""Hours of coach and assessors: one tap a stage after it, summed for the coordinator, no timesheet."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from evc.routes.models import RouteWork
from evc.routes.services import copy_route
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, WorkHours
from evc.trajectories.selectors import sums_of, work_lines
from foundation.errors import InvalidInput, NotAllowed, WrongState
from tests.factories.assessments import assessed
from tests.factories.outcomes import released
from tests.factories.routes import full_route
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def confirm(trajectory, by, *, part="assessor", stage="assessment", hours="10"):
    return trajectories.confirm_work(trajectory.pk, part=part, stage=stage, hours=hours, by=by)


def test_a_stage_is_said_once_it_is_over_and_a_later_answer_takes_its_place():
    trajectory = TrajectoryFactory(assessing=True)
    first = who_is(trajectory, Part.ASSESSOR, 1)
    with pytest.raises(WrongState):
        confirm(trajectory, first)

    assessed(trajectory)
    confirm(trajectory, first, hours="12")
    confirm(trajectory, first, hours="9.5")

    assert list(WorkHours.objects.values_list("hours", flat=True)) == [Decimal("9.5")]


def test_the_coordinator_reads_the_sum_of_each_stage_and_an_assessor_only_their_own(client):
    trajectory = released().trajectory
    first, second = (who_is(trajectory, Part.ASSESSOR, seat) for seat in (1, 2))
    confirm(trajectory, first, hours="14")
    confirm(trajectory, who_is(trajectory, Part.COACH), part="coach", stage="documentation", hours="8")
    sums = {row.stage: row for row in sums_of(work_lines(trajectory))}
    assert (sums["assessment"].spent, sums["assessment"].budget) == (14, 25)
    assert (sums["assessment"].said, sums["assessment"].people) == (1, 2)
    assert (sums["documentation"].spent, sums["documentation"].budget) == (8, Decimal("9.5"))

    address = reverse("work-hours", args=[trajectory.pk])
    client.force_login(coordinator_of(trajectory))
    assert first.name in client.get(address).content.decode()
    client.force_login(second)
    page = client.get(address).content.decode()
    assert first.name not in page
    assert page.count('name="hours"') == 3  # about right, less, more
    assert client.post(address, {"part": "assessor", "stage": "assessment", "hours": "10"}).status_code == 302
    assert 'name="hours"' not in client.get(address).content.decode()


def test_nobody_says_it_for_another_or_of_a_stage_that_is_not_theirs():
    trajectory = released().trajectory
    for person in (trajectory.candidate, coordinator_of(trajectory), who_is(trajectory, Part.QUALITY_OFFICER)):
        with pytest.raises(NotAllowed):
            confirm(trajectory, person)
    coach = who_is(trajectory, Part.COACH)
    for part, stage in (("assessor", "assessment"), ("coach", "assessment"), ("coach", "nothing")):
        with pytest.raises(InvalidInput):
            confirm(trajectory, coach, part=part, stage=stage)
    for hours in ("-1", "201", "veel", ""):
        with pytest.raises(InvalidInput):
            confirm(trajectory, coach, part="coach", stage="documentation", hours=hours)


def test_an_own_route_counts_on_what_the_copied_one_counted_on():
    trajectory = TrajectoryFactory(building=True)
    own = copy_route(
        full_route().pk, organisation=trajectory.provider, name="Onze route", label="EVC", by=coordinator_of(trajectory)
    )

    def counted(route):
        return set(RouteWork.objects.filter(route=route).values_list("part", "seat", "stage", "hours"))

    assert counted(own) == counted(full_route()) != set()
