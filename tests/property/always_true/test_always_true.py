"""Random people take random steps, and the five points that are always true (design.md) stay true after each of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from evc.outcomes.models import Appeal, Correction
from evc.trajectories import states
from evc.trajectories.models import State
from foundation.audit.models import AuditEntry
from foundation.errors import ErkendError
from foundation.jobs import services as jobs
from tests.property.always_true.acts import attempt
from tests.property.always_true.further_acts import EVERY_ACT, a_day_of_work
from tests.property.always_true.invariants import EVERY
from tests.property.always_true.side_streets import SIDE_STREETS
from tests.property.always_true.street import step_on
from tests.property.always_true.world import LOW, NAMES, World, make_world

BEGINS = datetime(2027, 2, 1, 9, tzinfo=timezone.get_default_timezone())
ORDER = list(states.MOVES)


class AnythingAnybodyTries(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(BEGINS)
        self.time = self.clock.start()
        self.whole = transaction.atomic()  # everything of one walk is undone at its end
        self.whole.__enter__()
        self.world = make_world()
        self.furthest = 0

    @initialize(partly=st.booleans())
    def what_will_be_found(self, partly: bool) -> None:
        """Everything, or not one of the criteria: then there is something to appeal against."""
        self.world.levels = {LOW: "onvoldoende"} if partly else {}

    @rule(steps=st.integers(1, 5))
    def go_on(self, steps: int) -> None:
        """As it should go, some steps."""
        for _step in range(steps):
            with contextlib.suppress(ErkendError):
                step_on(self.world)

    @rule(name=st.sampled_from(sorted(SIDE_STREETS)), steps=st.integers(1, 4), pick=st.integers(0, 12))
    def go_beside(self, name: str, steps: int, pick: int) -> None:
        """As it should go where it does not go straight on."""
        for _step in range(steps):
            with contextlib.suppress(ErkendError):
                SIDE_STREETS[name](self.world, pick)
                event(f"went beside: {name}")

    @rule(weeks=st.integers(1, 4), times=st.integers(1, 4))
    def weeks_go_by(self, weeks: int, times: int) -> None:
        """The worker does its daily work at the end of each time: what stands still is asked about, and asked again."""
        for _time in range(times):
            self.time.shift(timedelta(weeks=weeks))
            a_day_of_work()

    @rule(name=st.sampled_from(sorted(EVERY_ACT)), who=st.sampled_from(NAMES), pick=st.integers(0, 12))
    def somebody_tries(self, name: str, who: str, pick: int) -> None:
        before = (self.world.fresh().state, AuditEntry.objects.count())

        done = attempt(EVERY_ACT[name], self.world, self.world.people[who], pick)

        if done:
            event(f"done: {name}")
        elif name not in SEVERAL:
            assert (self.world.fresh().state, AuditEntry.objects.count()) == before, f"half of “{name}” was kept"

    @invariant()
    def what_is_always_true(self) -> None:
        for holds in EVERY:
            holds(self.world)
        self.furthest = max(self.furthest, ORDER.index(State(self.world.fresh().state)))

    def teardown(self) -> None:
        event(f"came as far as {ORDER[self.furthest]}")
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)
        self.clock.stop()


# Acts of the test that are several steps of a person: the first may be done and the next refused.
SEVERAL = frozenset(
    {
        "score everything",
        "agree on a level",
        "share evidence",
        "look again",
        "let the worker run",
        "practise for the course",
        "confirm the practice",
    }
)


@pytest.mark.django_db
def test_whatever_anybody_tries_in_whatever_order_what_is_always_true_stays_true():
    run_state_machine_as_test(
        AnythingAnybodyTries,
        settings=settings(
            max_examples=8,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def time() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(BEGINS) as clock:
        yield clock


def hold(world: World) -> None:
    for holds in EVERY:
        holds(world)


@pytest.mark.django_db
def test_the_street_that_the_random_steps_go_along_leads_to_the_end():
    world = make_world()

    for _step in range(16):
        step_on(world)

    assert world.fresh().state == State.CLOSED
    hold(world)
    assert world.issued


def beside(world: World, name: str, pick: int, *, steps: int) -> None:
    for _step in range(steps):
        SIDE_STREETS[name](world, pick)
    hold(world)


def gone_to(world: World, state: State) -> None:
    for _step in range(20):
        if world.fresh().state == state:
            return
        step_on(world)
    raise AssertionError(f"never came to {state}")


@pytest.mark.django_db
@pytest.mark.parametrize(("pick", "comes"), [(1, Appeal.State.GRANTED), (0, Appeal.State.REFUSED)])
def test_the_way_of_an_appeal_leads_to_its_end(time, pick, comes):
    world = make_world()
    world.levels = {LOW: "onvoldoende"}
    gone_to(world, State.ISSUED)

    beside(world, "contest", pick, steps=9)

    assert Appeal.objects.get().state == comes
    jobs.run_due()
    hold(world)
    assert world.badges().count() == (2 if comes == Appeal.State.GRANTED else 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("pick", "comes"), [(1, Correction.State.MADE), (0, Correction.State.REFUSED)])
def test_the_way_of_a_correction_leads_to_its_end(time, pick, comes):
    world = make_world()
    gone_to(world, State.ISSUED)

    beside(world, "correct", pick, steps=2)

    assert Correction.objects.get().state == comes


@pytest.mark.django_db
def test_the_ways_of_a_third_and_of_a_course_lead_to_their_ends(time):
    world = make_world()
    gone_to(world, State.MODERATING)

    beside(world, "let a third decide", 1, steps=1)
    beside(world, "follow the course", 0, steps=1)

    assert world.fresh().state == State.QUALITY_CHECK
    assert [badge.claim_key.split(":")[0] for badge in world.badges()] == ["module"]


@pytest.mark.django_db
def test_weeks_without_a_word_lead_to_an_end_that_is_undone_and_to_one_that_stays(time):
    world = make_world()
    gone_to(world, State.BUILDING)
    for undone in (True, False):
        for _time in range(4):
            time.shift(timedelta(weeks=3))
            a_day_of_work()
        assert attempt(EVERY_ACT["end it for silence"], world, world.people["coordinator"], 0)
        hold(world)
        if undone:
            assert attempt(EVERY_ACT["take it up again"], world, world.people["candidate"], 0)
            hold(world)

    time.shift(timedelta(weeks=6))
    a_day_of_work()

    assert world.fresh().state == State.WITHDRAWN
    hold(world)
