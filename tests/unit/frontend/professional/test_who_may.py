"""Who may open which page: role x page x answer, with a stranger in every row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Person
from tests.factories.outcomes import issued, proposed
from tests.factories.people import PersonFactory
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, fill_seats, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
PARTS = ("coordinator", "coach", "assessor", "quality_officer", "manager", "stranger")


def cast(trajectory: Trajectory) -> dict[str, Person]:
    """Somebody in every part."""
    now = set(trajectory.participants.current().values_list("part", flat=True))
    for part in (Part.COACH, Part.QUALITY_OFFICER, Part.MANAGER):
        if part not in now:
            appoint(trajectory, part)
    if Part.ASSESSOR not in now:
        fill_seats(trajectory)
    return {
        "coordinator": coordinator_of(trajectory),
        "coach": who_is(trajectory, Part.COACH),
        "assessor": who_is(trajectory, Part.ASSESSOR, 1),
        "quality_officer": who_is(trajectory, Part.QUALITY_OFFICER),
        "manager": who_is(trajectory, Part.MANAGER),
        "stranger": PersonFactory(),
    }


def answers(people: dict[str, Person], address: str, *, posts: bool = False) -> tuple[int, ...]:
    """The status that each part gets, in the order of PARTS."""
    found = []
    for part in PARTS:
        client = Client()
        client.force_login(people[part])
        found.append((client.post if posts else client.get)(address).status_code)
    return tuple(found)


def intake() -> Trajectory:
    return TrajectoryFactory(advised=True)


def building() -> Trajectory:
    return TrajectoryFactory(building=True)


def assessing() -> Trajectory:
    return TrajectoryFactory(assessing=True)


@pytest.mark.parametrize(
    ("make", "page", "expected"),
    [
        #                             coordinator coach assessor quality manager stranger
        (intake, "trajectory", (200, 200, 200, 200, 200, 404)),
        (building, "trajectory", (200, 200, 200, 200, 200, 404)),
        (assessing, "trajectory", (200, 200, 200, 200, 200, 404)),
        (intake, "trajectory-advice", (200, 403, 403, 403, 403, 404)),
        (intake, "trajectory-tests", (200, 403, 403, 403, 403, 404)),
        (intake, "trajectory-parts", (200, 403, 403, 403, 403, 404)),
        (building, "trajectory-advice", (409, 403, 403, 403, 403, 404)),
        (building, "trajectory-people", (200, 403, 403, 403, 403, 404)),
        (building, "trajectory-hours", (200, 200, 403, 403, 403, 404)),
        (building, "trajectory-close", (409, 409, 403, 403, 403, 404)),
        (building, "no-ties", (403, 403, 200, 403, 403, 404)),
        (building, "part-give-back", (403, 200, 200, 200, 200, 404)),
        (building, "identity-seen", (403, 403, 409, 403, 403, 404)),
        (assessing, "identity-seen", (403, 403, 200, 403, 403, 404)),
    ],
)
def test_a_page_of_a_trajectory_is_for_its_own_part(
    make: Callable[[], Trajectory], page: str, expected: tuple[int, ...]
) -> None:
    trajectory = make()
    people = cast(trajectory)

    assert answers(people, reverse(page, args=[trajectory.pk])) == expected


def test_records_are_written_by_an_assessor_of_that_instrument() -> None:
    trajectory = assessing()
    people = cast(trajectory)

    assert answers(people, reverse("record", args=[trajectory.pk, "interview"])) == (403, 403, 200, 403, 403, 404)
    assert answers(people, reverse("record", args=[trajectory.pk, "portfolio"])) == (403, 403, 404, 403, 403, 404)


def test_ending_somebodys_part_is_for_the_coordinator() -> None:
    trajectory = building()
    people = cast(trajectory)
    coach = trajectory.participants.get(part=Part.COACH)

    assert answers(people, reverse("participant-end", args=[trajectory.pk, coach.pk])) == (200, 403, 403, 403, 403, 404)


def test_starting_an_intake_is_for_the_coordinator() -> None:
    trajectory = TrajectoryFactory()
    people = cast(trajectory)
    people["coordinator"], coordinator = people["stranger"], people["coordinator"]

    assert answers(people, reverse("trajectory-start", args=[trajectory.pk]), posts=True) == (
        404,
        403,
        403,
        403,
        403,
        404,
    )
    client = Client()
    client.force_login(coordinator)
    assert client.post(reverse("trajectory-start", args=[trajectory.pk])).status_code == 302
    assert client.post(reverse("trajectory-start", args=[trajectory.pk])).status_code == 409


def test_the_board_is_for_coordinators_and_the_queue_for_quality_officers() -> None:
    people = cast(building())

    assert answers(people, reverse("board")) == (200, 404, 404, 404, 404, 404)
    assert answers(people, reverse("quality")) == (404, 404, 404, 200, 404, 404)
    assert answers(people, reverse("trajectory-propose")) == (200, 404, 404, 404, 200, 404)


def test_a_proposed_outcome_is_for_its_assessors_and_quality_officer() -> None:
    outcome = proposed()
    people = cast(outcome.trajectory)

    assert answers(people, reverse("quality-check", args=[outcome.pk])) == (404, 404, 200, 200, 404, 404)
    assert answers(people, reverse("quality-release", args=[outcome.pk])) == (404, 404, 403, 200, 404, 404)
    assert answers(people, reverse("quality-send-back", args=[outcome.pk])) == (404, 404, 403, 200, 404, 404)


def test_a_released_outcome_is_read_by_coach_and_coordinator_too_and_decided_on_no_more() -> None:
    outcome = issued()
    people = {**cast_of_released(outcome.trajectory)}

    assert answers(people, reverse("quality-check", args=[outcome.pk])) == (200, 200, 200, 200, 404, 404)
    assert answers(people, reverse("quality-release", args=[outcome.pk])) == (403, 403, 403, 409, 404, 404)
    assert answers(people, reverse("trajectory-close", args=[outcome.trajectory_id])) == (200, 200, 403, 403, 404, 404)


def test_a_badge_is_withdrawn_by_a_quality_officer_of_its_issuer() -> None:
    outcome = issued()
    people = cast_of_released(outcome.trajectory)
    badge = outcome.trajectory.candidate.badges.get()
    address = reverse("badge-revoke", args=[badge.pk])

    assert answers(people, address) == (403, 404, 404, 200, 404, 404)
    holder = Client()
    holder.force_login(outcome.trajectory.candidate)
    assert holder.get(address).status_code == 403


def cast_of_released(trajectory: Trajectory) -> dict[str, Person]:
    """After the outcome nobody is assigned any more: the manager's place stays empty."""
    return {
        "coordinator": coordinator_of(trajectory),
        "coach": who_is(trajectory, Part.COACH),
        "assessor": who_is(trajectory, Part.ASSESSOR, 1),
        "quality_officer": who_is(trajectory, Part.QUALITY_OFFICER),
        "manager": PersonFactory(),
        "stranger": PersonFactory(),
    }
