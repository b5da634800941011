"""The table of moves is the one of the design, and a move is made once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.errors import NoSupplementLeft
from evc.trajectories.models import State, StateChange, Trajectory
from foundation.audit.chain import check_chain
from foundation.audit.models import AuditEntry
from foundation.errors import ErkendError, WrongState
from portfolio.models import Manifest
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, open_supplement, share_evidence

DESIGN = {
    "requested": {"intake", "withdrawn"},
    "intake": {"declined", "building", "withdrawn"},
    "declined": set(),
    "building": {"submitted", "withdrawn"},
    "submitted": {"assessing", "withdrawn"},
    "assessing": {"supplement", "moderating", "quality_check", "withdrawn"},
    "supplement": {"assessing", "withdrawn"},
    "moderating": {"quality_check", "withdrawn"},
    "quality_check": {"assessing", "decided", "withdrawn"},
    "decided": {"issued", "closed"},
    "issued": {"closed"},
    "closed": set(),
    "withdrawn": set(),
}


@pytest.mark.parametrize("here", State.values)
@pytest.mark.parametrize("there", State.values)
def test_the_table_is_the_design(here, there):
    assert states.may_move(here, there, supplements_left=1) == (there in DESIGN[here])


def test_no_supplement_when_all_were_used():
    assert not states.may_move(State.ASSESSING, State.SUPPLEMENT, supplements_left=0)
    assert states.may_move(State.ASSESSING, State.QUALITY_CHECK, supplements_left=0)


def test_under_way_is_everything_that_can_be_withdrawn():
    assert {
        State.DECLINED,
        State.DECIDED,
        State.ISSUED,
        State.CLOSED,
        State.WITHDRAWN,
    } == set(State) - states.UNDER_WAY


@pytest.mark.django_db
def test_a_move_leaves_a_step_and_a_log_entry():
    trajectory = TrajectoryFactory(intake=True)

    change = StateChange.objects.get(trajectory=trajectory, to_state=State.INTAKE)
    assert change.from_state == State.REQUESTED
    assert change.by == coordinator_of(trajectory)
    entry = AuditEntry.objects.get(event="trajectory.intake", object_id=trajectory.pk)
    assert entry.data == {"from_state": "requested"}
    assert entry.chain == trajectory.provider.audit_chain
    assert check_chain(entry.chain).is_whole


@pytest.mark.django_db
def test_a_move_that_is_not_in_the_table_changes_nothing():
    trajectory = TrajectoryFactory(intake=True)
    entries = AuditEntry.objects.count()

    with pytest.raises(WrongState) as caught:
        states.move(trajectory, to=State.ISSUED, by=None)

    assert caught.value.data == {"state": "intake", "to": "issued"}
    assert Trajectory.objects.get().state == State.INTAKE
    assert AuditEntry.objects.count() == entries


@pytest.mark.django_db
def test_a_copy_that_is_behind_does_not_move():
    trajectory = TrajectoryFactory(building=True)
    behind = Trajectory.objects.get(pk=trajectory.pk)
    trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    with pytest.raises(WrongState):
        states.move(behind, to=State.SUBMITTED, by=None)

    assert Trajectory.objects.get().state == State.WITHDRAWN


@pytest.mark.django_db
def test_a_supplement_is_asked_for_as_often_as_the_route_says():
    trajectory = TrajectoryFactory(assessing=True)
    coordinator = coordinator_of(trajectory)
    open_supplement(trajectory, by=coordinator)
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    with pytest.raises(NoSupplementLeft):
        open_supplement(trajectory, by=coordinator)


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_that_hand_in_at_once_one_is_told_that_it_was_done():
    trajectory = TrajectoryFactory(building=True)
    share_evidence(trajectory, ["W1", "W2", "W3"])
    start, outcomes = threading.Barrier(2), []

    def tab() -> None:
        try:
            start.wait()
            trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
            outcomes.append("done")
        except ErkendError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(2)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()

    assert sorted(outcomes) == ["done", "wrong-state"]
    assert StateChange.objects.filter(trajectory=trajectory, to_state=State.SUBMITTED).count() == 1
    assert Manifest.objects.count() == 1
