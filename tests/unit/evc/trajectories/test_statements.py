"""Two declarations before the dossier opens, with their exact words; saying no without a reason (domain facts 17-19)."""

from __future__ import annotations

import pytest
from django.utils import translation

from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State
from evc.trajectories.selectors import seats_not_ready, statements
from foundation.audit.models import AuditEntry
from foundation.errors import NotAllowed, NotFound, WrongState
from tests.factories.trajectories import TrajectoryFactory, appoint, fill_seats, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def test_candidate_and_assessors_declare_with_text_and_date():
    trajectory = TrajectoryFactory(assessing=True)

    made = list(statements(trajectory))

    assert sorted((row.participant.part, row.participant.seat or 0) for row in made) == [
        ("assessor", 1),
        ("assessor", 2),
        ("candidate", 0),
    ]
    assert all(trajectory.candidate.name in row.text for row in made if row.participant.part == Part.ASSESSOR)
    assert all(row.made_at for row in made)


def test_the_statement_is_in_the_language_that_was_read():
    trajectory = TrajectoryFactory(submitted=True)
    assessor = appoint(trajectory, Part.ASSESSOR, seat=1)

    with translation.override("en"):
        trajectories.declare_no_ties(trajectory.pk, by=assessor)

    assert statements(trajectory).get(participant__person=assessor).text.startswith("I have no ties")


def test_the_dossier_opens_only_after_every_declaration():
    trajectory = TrajectoryFactory(submitted=True)
    first, second = fill_seats(trajectory, declare=False)
    trajectories.declare_no_ties(trajectory.pk, by=first)
    trajectory.refresh_from_db()
    assert (trajectory.state, seats_not_ready(trajectory)) == (State.SUBMITTED, [2])

    trajectories.declare_no_ties(trajectory.pk, by=second)

    trajectory.refresh_from_db()
    assert trajectory.state == State.ASSESSING


def test_a_candidate_says_no_to_an_assessor_without_a_reason():
    trajectory = TrajectoryFactory(building=True)
    appoint(trajectory, Part.ASSESSOR, seat=1)
    seat = trajectory.participants.current().get(part=Part.ASSESSOR)

    trajectories.object_to_assessor(trajectory.pk, seat.pk, by=trajectory.candidate)

    seat.refresh_from_db()
    assert seat.ended_at is not None
    entry = AuditEntry.objects.filter(event="participant.ended").latest("at")
    assert set(entry.data) == {"person", "part"}  # what was ended, and no reason


def test_only_the_candidate_says_no_to_an_assessor():
    trajectory = TrajectoryFactory(building=True)
    appoint(trajectory, Part.ASSESSOR, seat=1)
    seat = trajectory.participants.current().get(part=Part.ASSESSOR)

    with pytest.raises(NotAllowed):
        trajectories.object_to_assessor(trajectory.pk, seat.pk, by=who_is(trajectory, Part.COACH))


def test_a_candidate_ends_no_other_part_that_way():
    trajectory, other = TrajectoryFactory(building=True), TrajectoryFactory(building=True)
    coach = trajectory.participants.current().get(part=Part.COACH)
    appoint(other, Part.ASSESSOR, seat=1)
    elsewhere = other.participants.current().get(part=Part.ASSESSOR)

    for participant in (coach, elsewhere):
        with pytest.raises(NotFound):
            trajectories.object_to_assessor(trajectory.pk, participant.pk, by=trajectory.candidate)


def test_once_the_dossier_is_open_nobody_says_no_that_way():
    trajectory = TrajectoryFactory(assessing=True)
    seat = trajectory.participants.current().filter(part=Part.ASSESSOR)[0]

    with pytest.raises(WrongState):
        trajectories.object_to_assessor(trajectory.pk, seat.pk, by=trajectory.candidate)


def test_a_candidate_refuses_a_coach_and_the_coach_hears_no_reason():
    trajectory = TrajectoryFactory(building=True)
    coach = trajectory.participants.current().get(part=Part.COACH)

    trajectories.end_assignment(coach.pk, by=trajectory.candidate)

    coach.refresh_from_db()
    assert coach.ended_at is not None
    entry = AuditEntry.objects.filter(event="participant.ended").latest("at")
    assert set(entry.data) == {"person", "part"}
