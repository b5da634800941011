"""Who may ask for a trajectory, and that nobody is put in one."""

from __future__ import annotations

import pytest

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, Trajectory
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.routes import compact_route, full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_at, coordinator_of

pytestmark = pytest.mark.django_db


def cast(*, client_role: str | None = Role.CANDIDATE):
    provider, client = OrganisationFactory(provider=True), OrganisationFactory()
    candidate, manager = PersonFactory(), PersonFactory()
    if client_role:
        member(candidate, client, client_role)
    member(manager, client, Role.MANAGER)
    asked = {
        "candidate": candidate,
        "client": client,
        "provider": provider,
        "standard_version": make_standard(electives=("K2",)),
        "route": full_route(),
    }
    return asked, manager


def codes(trajectory: Trajectory) -> list[str]:
    return [unit.code for unit in trajectory.units.order_by("position")]


def test_a_manager_proposes_and_only_the_candidate_accepts():
    asked, manager = cast()
    trajectory = trajectories.request_trajectory(**asked, by=manager)

    assert trajectory.state == State.REQUESTED
    assert trajectory.participants.get(person=manager).part == Participant.Part.MANAGER
    for other in (manager, coordinator_of(trajectory)):
        with pytest.raises(NotAllowed):
            trajectories.start_intake(trajectory.pk, by=other)
    assert trajectories.start_intake(trajectory.pk, by=asked["candidate"]).state == State.INTAKE


def test_what_the_candidate_asks_a_coordinator_starts():
    trajectory = TrajectoryFactory()

    with pytest.raises(NotAllowed):
        trajectories.start_intake(trajectory.pk, by=trajectory.candidate)
    assert trajectories.start_intake(trajectory.pk, by=coordinator_of(trajectory)).state == State.INTAKE


def test_a_coordinator_may_ask_as_well():
    asked, _manager = cast()
    coordinator = coordinator_at(asked["provider"])

    trajectory = trajectories.request_trajectory(**asked, by=coordinator)

    assert [row.part for row in trajectory.participants.all()] == ["candidate"]


def test_a_stranger_asks_nothing_for_somebody_else():
    asked, _manager = cast()

    with pytest.raises(NotAllowed):
        trajectories.request_trajectory(**asked, by=PersonFactory())

    assert not Trajectory.objects.exists()


def test_a_manager_of_another_organisation_is_a_stranger():
    asked, _manager = cast()
    elsewhere = PersonFactory()
    member(elsewhere, OrganisationFactory(), Role.MANAGER)

    with pytest.raises(NotAllowed):
        trajectories.request_trajectory(**asked, by=elsewhere)


def test_the_provider_has_to_be_one():
    asked, manager = cast()

    with pytest.raises(InvalidInput) as caught:
        trajectories.request_trajectory(**{**asked, "provider": OrganisationFactory()}, by=manager)

    assert caught.value.field == "provider"


def test_the_candidate_has_to_be_a_member():
    asked, manager = cast(client_role=None)

    with pytest.raises(InvalidInput) as caught:
        trajectories.request_trajectory(**asked, by=manager)

    assert caught.value.field == "candidate"


def test_the_full_route_takes_all_that_is_not_elective_and_the_chosen_electives():
    asked, manager = cast()
    plain = trajectories.request_trajectory(**asked, by=manager)
    trajectories.withdraw(plain.pk, by=asked["candidate"])
    elective = asked["standard_version"].core_tasks.get(code="K2")
    chosen = trajectories.request_trajectory(**asked, units=[elective], by=manager)

    assert codes(plain) == ["K1"]
    assert codes(chosen) == ["K1", "K2"]


def test_the_compact_route_takes_the_chosen_units_only():
    asked, manager = cast()
    second = asked["standard_version"].core_tasks.get(code="K2")

    trajectory = trajectories.request_trajectory(**{**asked, "route": compact_route()}, units=[second], by=manager)

    assert codes(trajectory) == ["K2"]


def test_a_unit_of_another_standard_is_refused():
    asked, manager = cast()

    with pytest.raises(InvalidInput) as caught:
        trajectories.request_trajectory(**asked, units=[make_standard().core_tasks.first()], by=manager)

    assert caught.value.field == "units"


def test_the_second_of_two_clicks_finds_the_first_ones_trajectory():
    asked, manager = cast()
    first = trajectories.request_trajectory(**asked, by=manager)

    with pytest.raises(WrongState) as caught:
        trajectories.request_trajectory(**asked, by=manager)

    assert caught.value.data["trajectory"] == str(first.pk)


def test_after_withdrawing_one_may_ask_again():
    trajectory = TrajectoryFactory()
    trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    again = TrajectoryFactory(
        candidate=trajectory.candidate, provider=trajectory.provider, standard_version=trajectory.standard_version
    )

    assert again.state == State.REQUESTED


def test_who_is_candidate_here_does_not_coordinate_it():
    provider = OrganisationFactory(provider=True)
    person = PersonFactory()
    member(person, provider, Role.COORDINATOR)
    trajectory = TrajectoryFactory(candidate=person, provider=provider)

    with pytest.raises(NotAllowed):
        trajectories.start_intake(trajectory.pk, by=person)


def test_a_trajectory_that_is_not_there_is_not_found():
    trajectory = TrajectoryFactory()

    with pytest.raises(NotFound):
        trajectories.start_intake(trajectory.standard_version_id, by=trajectory.candidate)
