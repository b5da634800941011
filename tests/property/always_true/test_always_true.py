"""Random people take random steps, and the five points that are always true (design.md) stay true after each of them."""

from __future__ import annotations

import contextlib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from evc.trajectories import states
from evc.trajectories.models import State
from foundation.audit.models import AuditEntry
from foundation.errors import ErkendError
from tests.property.always_true.acts import ACTS, attempt
from tests.property.always_true.invariants import EVERY
from tests.property.always_true.street import step_on
from tests.property.always_true.world import NAMES, make_world

ORDER = list(states.MOVES)


class AnythingAnybodyTries(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()  # everything of one walk is undone at its end
        self.whole.__enter__()
        self.world = make_world()
        self.furthest = 0

    @rule(steps=st.integers(1, 4))
    def go_on(self, steps: int) -> None:
        """As it should go, some steps."""
        for _step in range(steps):
            with contextlib.suppress(ErkendError):
                step_on(self.world)

    @rule(name=st.sampled_from(sorted(ACTS)), who=st.sampled_from(NAMES), pick=st.integers(0, 12))
    def somebody_tries(self, name: str, who: str, pick: int) -> None:
        before = (self.world.fresh().state, AuditEntry.objects.count())

        done = attempt(ACTS[name], self.world, self.world.people[who], pick)

        if not done and name not in SEVERAL:
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


# Acts of the test that are several steps of a person: the first may be done and the next refused.
SEVERAL = frozenset({"score everything", "agree on a level", "share evidence"})


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


@pytest.mark.django_db
def test_the_street_that_the_random_steps_go_along_leads_to_the_end():
    world = make_world()

    for _step in range(16):
        step_on(world)

    assert world.fresh().state == State.CLOSED
    for holds in EVERY:
        holds(world)
    assert world.issued
