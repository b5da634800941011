"""Random walks over the states: whatever is tried, in whatever order, no trajectory leaves the table of moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Participant, Pause, SilentEnd, State, Trajectory
from evc.trajectories.rules import require_assessor
from evc.trajectories.selectors.standing_still import CAN_STALL
from foundation.audit.chain import check_chain
from foundation.errors import ErkendError, WrongState
from foundation.people.models import Person
from tests.factories.trajectories import (
    TrajectoryFactory,
    coordinator_of,
    fill_seats,
    open_supplement,
    share_evidence,
)

Part = Participant.Part


@given(st.lists(st.sampled_from(list(State)), max_size=60), st.integers(0, 3))
def test_a_walk_on_the_table_ends_where_nothing_leaves(wishes, supplements):
    here, left, visited = State.REQUESTED, supplements, [State.REQUESTED]
    for wish in wishes:
        if not states.may_move(here, wish, supplements_left=left):
            continue
        left -= wish == State.SUPPLEMENT
        here = wish
        visited.append(here)

    assert visited.count(State.SUPPLEMENT) <= supplements
    assert all(after in states.MOVES[before] for before, after in pairwise(visited))
    for state in visited[:-1]:
        assert state not in states.ENDED
    if State.ISSUED in visited or State.DECIDED in visited:
        assert State.QUALITY_CHECK in visited
        assert State.WITHDRAWN not in visited


@given(st.sampled_from(list(State)))
def test_every_state_that_is_under_way_can_be_left_to_an_end(start):
    seen, edge = {start}, [start]
    while edge:
        for state in states.MOVES[edge.pop()] - seen:
            seen.add(state)
            edge.append(state)

    assert seen & states.ENDED


Act = Callable[[Trajectory, Person], object]


def _decide(trajectory: Trajectory, by: Person) -> None:
    trajectories.decide(Trajectory.objects.get(pk=trajectory.pk), expects_badge=False, by=by)


def _to(state: State) -> Act:
    return lambda trajectory, by: states.move(Trajectory.objects.get(pk=trajectory.pk), to=state, by=by)


def _ask_more(trajectory: Trajectory, by: Person) -> None:
    require_assessor(trajectory, by)
    open_supplement(trajectory, by=by)


def _days() -> dict[str, date]:
    today = timezone.localdate()
    return {"first_day": today, "until": today + timedelta(days=6)}


def _fall_silent(trajectory: Trajectory, by: Person) -> None:
    """As ``end_for_silence`` leaves it; the weeks of silence are not played."""
    found = Trajectory.objects.get(pk=trajectory.pk)
    if found.state not in CAN_STALL or found.silent_ends.filter(undone_at=None).exists():
        raise WrongState("not now")
    SilentEnd.objects.create(trajectory=found, ended_by=by, undo_until=timezone.localdate() + timedelta(days=30))


ACTS: dict[str, Act] = {
    "start": lambda trajectory, by: trajectories.start_intake(trajectory.pk, by=by),
    "fill in": lambda trajectory, by: trajectories.save_intake(trajectory.pk, reasons=["level"], goal="Verder", by=by),
    "advise": lambda trajectory, by: trajectories.give_advice(trajectory.pk, advice="full", because="Past", by=by),
    "not now": lambda trajectory, by: trajectories.give_advice(
        trajectory.pk, advice="not_now", because="Later", next_steps="Wacht", by=by
    ),
    "agree": lambda trajectory, by: trajectories.accept_agreement(trajectory.pk, no_ties=True, by=by),
    "share": lambda trajectory, by: share_evidence(trajectory, ["W1", "W2", "W3"]),
    "submit": lambda trajectory, by: trajectories.submit_dossier(trajectory.pk, by=by),
    "seats": lambda trajectory, by: fill_seats(trajectory),
    "ask more": _ask_more,
    "add more": lambda trajectory, by: trajectories.submit_supplement(trajectory.pk, by=by),
    "moderate": _to(State.MODERATING),
    "check": _to(State.QUALITY_CHECK),
    "send back": _to(State.ASSESSING),
    "decide": _decide,
    "withdraw": lambda trajectory, by: trajectories.withdraw(trajectory.pk, by=by),
    "pause": lambda trajectory, by: trajectories.start_pause(trajectory.pk, by=by, **_days()),
    "ask pause": lambda trajectory, by: trajectories.ask_pause(trajectory.pk, by=by, **_days()),
    "go on": lambda trajectory, by: trajectories.end_pause(Pause.objects.filter(trajectory=trajectory)[0].pk, by=by),
    "fall silent": _fall_silent,
    "take up": lambda trajectory, by: trajectories.take_up_again(trajectory.pk, by=by),
    "close": lambda trajectory, by: trajectories.close(trajectory.pk, declined=True, by=by),
}
# Most acts are tried in an order that leads somewhere, so that walks get past the first steps; the rest are strewn in.
STREET = ("start", "fill in", "advise", "agree", "share", "seats", "submit", "check", "decide", "close")


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[str, str]]:
    reached = draw(st.integers(0, len(STREET)))
    acts = list(STREET[:reached])
    for extra in draw(st.lists(st.sampled_from(sorted(ACTS)), max_size=6)):
        acts.insert(draw(st.integers(0, len(acts))), extra)
    return [(act, draw(st.sampled_from(["both", "candidate", "coordinator"]))) for act in acts]


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks())
def test_no_order_of_services_leaves_the_table(walk):
    trajectory = TrajectoryFactory()
    people = {"candidate": [trajectory.candidate], "coordinator": [coordinator_of(trajectory)]}
    people["both"] = people["candidate"] + people["coordinator"]
    for act, who in walk:
        for by in people[who]:
            try:
                ACTS[act](trajectory, by)
            except (ErkendError, IndexError):
                continue
            break

    trajectory.refresh_from_db()
    changes = list(trajectory.changes.order_by("at"))
    assert [change.from_state for change in changes] == ["", *(change.to_state for change in changes[:-1])]
    assert changes[-1].to_state == trajectory.state
    assert all(change.to_state in states.MOVES[State(change.from_state)] for change in changes[1:])
    visited = {change.to_state for change in changes}
    silent = trajectory.silent_ends.filter(undone_at=None, final_at=None).first()
    if silent is not None:  # neither a state nor a step: it stands where it was
        assert trajectory.state in CAN_STALL
        assert changes[-1].at <= silent.ended_at
    if trajectory.state in states.ENDED:
        assert not trajectory.pauses.filter(confirmed_at=None, refused_at=None).exists()
    if State.BUILDING in visited:
        assert trajectory.agreement.accepted_by == trajectory.candidate
    if State.SUBMITTED in visited:
        assert trajectory.manifest is not None
    if State.ASSESSING in visited:
        assessors = trajectory.participants.current().filter(part=Part.ASSESSOR)
        assert len({row.person_id for row in assessors}) == trajectory.route.seats.count()
    assert check_chain(trajectory.provider.audit_chain).is_whole
