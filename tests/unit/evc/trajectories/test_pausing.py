"""A pause stops every term and every reminder, and ends by itself."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Pause, Stall, Trajectory
from evc.trajectories.selectors import BoardFilters, TaskCode, Turn, board, rest_of, work_list, work_processes_in_scope
from evc.trajectories.services import digests, guiding
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.working_days import add_working_days, working_days_in
from portfolio.models import PlannedItem
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, share_evidence, who_is

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 2, 1, 10, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def case() -> Any:
    with time_machine.travel(MONDAY, tick=False):
        yield TrajectoryFactory(building=True)


def pause(case: Trajectory, weeks: int = 2, **days: date) -> Pause:
    today = timezone.localdate()
    wanted = {"first_day": today, "until": today + timedelta(weeks=weeks, days=-1)} | days
    return trajectories.start_pause(case.pk, by=coordinator_of(case), **wanted)


def due(case: Trajectory) -> date:
    case.refresh_from_db()
    assert case.due_on is not None
    return case.due_on


def test_a_pause_moves_what_is_due_by_its_working_days(case):
    before = due(case)
    promised = trajectories.plan_item(
        case.pk,
        title="Verslag",
        kind="work_product",
        work_processes=[work_processes_in_scope(case)[0].pk],
        due_on=MONDAY.date() + timedelta(days=7),
        by=case.candidate,
    )

    pause(case)

    assert due(case) == add_working_days(before, 10)
    moved = PlannedItem.objects.get(pk=promised.pk)
    assert moved.due_on == add_working_days(promised.due_on, 10)


def test_going_on_earlier_gives_back_what_was_not_used(case):
    before, held = due(case), pause(case)

    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        trajectories.end_pause(held.pk, by=case.candidate)

        assert due(case) == add_working_days(before, 3)
        assert rest_of(case, timezone.localdate()) is None
        with pytest.raises(WrongState):
            trajectories.end_pause(held.pk, by=case.candidate)


def test_it_ends_by_itself_after_its_last_day(case):
    pause(case)

    with time_machine.travel(MONDAY + timedelta(days=13), tick=False):
        assert rest_of(case, timezone.localdate()) is not None
    with time_machine.travel(MONDAY + timedelta(days=14), tick=False):
        assert rest_of(case, timezone.localdate()) is None


def test_the_candidate_asks_and_only_a_coordinator_makes_it_so(case):
    before = due(case)
    days = {"first_day": MONDAY.date(), "until": MONDAY.date() + timedelta(days=13)}
    with pytest.raises(NotAllowed):
        trajectories.ask_pause(case.pk, by=who_is(case, Participant.Part.COACH), **days)
    asked = trajectories.ask_pause(case.pk, reason="Verhuizing", by=case.candidate, **days)
    assert due(case) == before
    with pytest.raises(WrongState):
        trajectories.ask_pause(case.pk, by=case.candidate, **days)
    [task] = [one for one in work_list(coordinator_of(case)).mine if one.code == TaskCode.ANSWER_PAUSE]
    assert task.trajectory == case

    confirmed = trajectories.start_pause(case.pk, by=coordinator_of(case), **days)

    assert (confirmed.pk, confirmed.reason) == (asked.pk, "Verhuizing")
    assert due(case) == add_working_days(before, 10)


def test_during_a_pause_it_is_nobody_s_turn_and_nothing_is_late(case):
    held = pause(case, weeks=30)
    with time_machine.travel(MONDAY + timedelta(weeks=25), tick=False):
        case.refresh_from_db()
        Trajectory.objects.filter(pk=case.pk).update(due_on=MONDAY.date())
        for person in (case.candidate, who_is(case, Participant.Part.COACH)):
            found = work_list(person)
            assert not found.mine
            assert [(one.code, one.until) for one in found.waiting] == [(TaskCode.WAIT_PAUSE, held.until)]
        [row] = board(coordinator_of(case)).rows
        assert (row.turn, row.is_late, row.paused_until) == (Turn.PAUSED, False, held.until)
        assert not board(coordinator_of(case), BoardFilters(late_only=True)).rows
        assert board(coordinator_of(case), BoardFilters(turn="paused")).total == 1


def test_during_a_pause_nobody_is_mailed_about_it(case):
    share_evidence(case, ["W1"])
    held = pause(case, weeks=10)
    run_due()
    OutgoingMail.objects.all().delete()
    with time_machine.travel(MONDAY + timedelta(weeks=8), tick=False):
        assert not list(guiding.stalled(timezone.now()))
        assert guiding.notice_stall(case.pk) is None
        assert not digests.readers()
        with pytest.raises(WrongState):
            trajectories.remind(case.pk, by=coordinator_of(case))
    after = timezone.make_aware(datetime.combine(held.until, datetime.min.time())) + timedelta(days=10)
    with time_machine.travel(after, tick=False):
        assert not list(guiding.stalled(timezone.now())), "the days of the pause do not count as standing still"
    assert not OutgoingMail.objects.exists()


def test_one_tap_in_the_mail_asks_for_a_pause_and_going_on_takes_it_back(case):
    with time_machine.travel(MONDAY + timedelta(days=20), tick=False):
        stall = guiding.notice_stall(case.pk)
        assert stall is not None
        secret = re.search(r"/still/([^/\s]+)/pause", OutgoingMail.objects.latest("created_at").text)[1]

        trajectories.answer_stall(secret, answer=Stall.Answer.PAUSE)
        asked = Pause.objects.get()
        assert (asked.asked_by, asked.confirmed_at) == (case.candidate, None)
        assert (asked.until - asked.first_day).days == 27
        trajectories.answer_stall(secret, answer=Stall.Answer.GOING_ON)

        asked.refresh_from_db()
        assert asked.refused_at is not None


def test_stopping_lets_go_of_the_pause(case):
    held = pause(case)

    trajectories.withdraw(case.pk, by=case.candidate)

    held.refresh_from_db()
    assert held.ended_on == MONDAY.date()


@pytest.mark.parametrize(
    ("first", "until", "code"),
    [(-1, 5, "day-in-past"), (5, 4, "days-reversed"), (0, 500, "too-long")],
    ids=["past", "reversed", "too-long"],
)
def test_days_that_make_no_pause_are_refused(case, first, until, code):
    with pytest.raises(InvalidInput) as caught:
        pause(case, first_day=MONDAY.date() + timedelta(days=first), until=MONDAY.date() + timedelta(days=until))

    assert caught.value.code == code


def test_a_second_pause_waits_until_the_first_is_over(case):
    pause(case)

    with pytest.raises(WrongState):
        pause(case)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 40), st.integers(0, 60), st.integers(0, 100))
def test_a_pause_costs_as_many_working_days_as_it_lasted(case, starts_in, lasts, used):
    first_day = MONDAY.date() + timedelta(days=starts_in)
    until = first_day + timedelta(days=lasts)
    before = due(case)

    held = pause(case, first_day=first_day, until=until)
    assert due(case) == add_working_days(before, working_days_in(first_day, until))
    ended_on = max(MONDAY.date() + timedelta(days=min(used, starts_in + lasts)), first_day)
    with time_machine.travel(MONDAY + timedelta(days=min(used, starts_in + lasts)), tick=False):
        trajectories.end_pause(held.pk, by=coordinator_of(case))

    assert due(case) == add_working_days(before, working_days_in(first_day, ended_on - timedelta(days=1)))
    Pause.objects.all().delete()
    Trajectory.objects.filter(pk=case.pk).update(due_on=before)
