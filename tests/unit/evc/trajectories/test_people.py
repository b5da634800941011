"""Independence: whoever coached never assesses or releases, the candidate is nothing else, two seats are two people."""

from __future__ import annotations

import pytest

from evc.roles import Role
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotIndependent
from evc.trajectories.models import Participant, State
from evc.trajectories.rules import Obstacle, Standing, obstacle_to
from foundation.errors import InvalidInput, NotAllowed, WrongState
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.trajectories import (
    TrajectoryFactory,
    appoint,
    coordinator_of,
    fill_seats,
    newcomer,
    who_is,
)

Part = Participant.Part
ROLES = (Role.COACH, Role.ASSESSOR, Role.QUALITY_OFFICER, Role.MANAGER)


@pytest.mark.parametrize(
    ("part", "was", "is_now", "expected"),
    [
        (Part.ASSESSOR, {Part.COACH}, {Part.COACH}, Obstacle.COACHED),
        (Part.ASSESSOR, {Part.COACH}, set(), Obstacle.COACHED),
        (Part.ASSESSOR, {Part.CANDIDATE}, {Part.CANDIDATE}, Obstacle.IS_CANDIDATE),
        (Part.ASSESSOR, {Part.MANAGER}, {Part.MANAGER}, Obstacle.IS_MANAGER),
        (Part.ASSESSOR, {Part.QUALITY_OFFICER}, set(), Obstacle.CHECKS_QUALITY),
        (Part.ASSESSOR, {Part.ASSESSOR}, {Part.ASSESSOR}, Obstacle.HAS_SEAT),
        (Part.ASSESSOR, {Part.ASSESSOR}, set(), Obstacle.ASSESSED),
        (Part.ASSESSOR, set(), set(), None),
        (Part.QUALITY_OFFICER, {Part.COACH}, set(), Obstacle.COACHED),
        (Part.QUALITY_OFFICER, {Part.ASSESSOR}, set(), Obstacle.ASSESSED),
        (Part.QUALITY_OFFICER, {Part.QUALITY_OFFICER}, set(), None),
        (Part.QUALITY_OFFICER, {Part.MANAGER}, set(), Obstacle.IS_MANAGER),
        (Part.COACH, {Part.ASSESSOR}, set(), Obstacle.ASSESSED),
        (Part.COACH, {Part.COACH}, {Part.COACH}, Obstacle.HAS_PART),
        (Part.COACH, {Part.COACH}, set(), None),
        (Part.MANAGER, {Part.COACH}, set(), Obstacle.COACHED),
    ],
)
def test_who_was_what_can_become_what(part, was, is_now, expected):
    assert obstacle_to(part, now=frozenset(is_now), ever=frozenset(was)) == expected


@pytest.mark.parametrize("ended_part", [Part.COACH, Part.MANAGER, Part.CANDIDATE])
def test_an_ended_part_still_counts_when_assessing_and_releasing(ended_part):
    assessor = Standing(
        now=frozenset({Part.ASSESSOR}), ever=frozenset({Part.ASSESSOR, ended_part}), declared_no_ties=True
    )
    officer = Standing(now=frozenset({Part.QUALITY_OFFICER}), ever=frozenset({Part.QUALITY_OFFICER, ended_part}))

    assert not rules.may_assess(assessor)
    assert not rules.may_release(officer)


@pytest.fixture
def everybody():
    """Somebody with every role at the provider, so that a refusal comes from independence and from nothing else."""

    def make(trajectory):
        person = PersonFactory()
        for role in ROLES:
            member(person, trajectory.provider, role)
        return person

    return make


@pytest.mark.django_db
@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("part", [Part.ASSESSOR, Part.QUALITY_OFFICER])
def test_a_coach_never_gets_a_say_in_the_outcome(everybody, ended, part):
    trajectory = TrajectoryFactory(building=True)
    person = everybody(trajectory)
    appoint(trajectory, Part.COACH, person=person)
    if ended:
        coaching = trajectory.participants.get(person=person)
        trajectories.end_assignment(coaching.pk, by=coordinator_of(trajectory))

    with pytest.raises(NotIndependent) as caught:
        appoint(trajectory, part, seat=1 if part == Part.ASSESSOR else None, person=person)

    assert caught.value.obstacle == Obstacle.COACHED
    assert caught.value.field == "person"


@pytest.mark.django_db
def test_the_candidate_gets_no_other_part(everybody):
    trajectory = TrajectoryFactory(building=True)
    for role in ROLES:
        member(trajectory.candidate, trajectory.provider, role)

    for part, seat in ((Part.ASSESSOR, 1), (Part.COACH, None), (Part.QUALITY_OFFICER, None)):
        with pytest.raises(NotIndependent):
            appoint(trajectory, part, seat=seat, person=trajectory.candidate)


@pytest.mark.django_db
def test_two_seats_are_two_people(everybody):
    trajectory = TrajectoryFactory(building=True)
    person = everybody(trajectory)
    appoint(trajectory, Part.ASSESSOR, seat=1, person=person)

    with pytest.raises(NotIndependent) as caught:
        appoint(trajectory, Part.ASSESSOR, seat=2, person=person)

    assert caught.value.obstacle == Obstacle.HAS_SEAT


@pytest.mark.django_db
def test_a_manager_who_takes_part_does_not_assess(everybody):
    provider = OrganisationFactory(provider=True)
    manager = PersonFactory()
    for role in ROLES:
        member(manager, provider, role)
    trajectory = TrajectoryFactory(building=True, provider=provider, asked_by=manager)

    with pytest.raises(NotIndependent):
        appoint(trajectory, Part.ASSESSOR, seat=1, person=manager)


@pytest.mark.django_db
def test_a_part_asks_for_the_role_at_the_provider():
    trajectory = TrajectoryFactory(building=True)
    elsewhere = PersonFactory()
    member(elsewhere, OrganisationFactory(provider=True), Role.ASSESSOR)

    with pytest.raises(InvalidInput) as caught:
        appoint(trajectory, Part.ASSESSOR, seat=1, person=elsewhere)

    assert caught.value.code == "role-missing"


@pytest.mark.django_db
@pytest.mark.parametrize("seat", [None, 0, 3])
def test_an_assessor_gets_one_of_the_routes_seats(seat):
    trajectory = TrajectoryFactory(building=True)

    with pytest.raises(InvalidInput) as caught:
        appoint(trajectory, Part.ASSESSOR, seat=seat)

    assert caught.value.code == "seat-unknown"


@pytest.mark.django_db
def test_a_taken_seat_is_not_given_twice():
    trajectory = TrajectoryFactory(building=True)
    appoint(trajectory, Part.ASSESSOR, seat=1)

    with pytest.raises(InvalidInput) as caught:
        appoint(trajectory, Part.ASSESSOR, seat=1)

    assert caught.value.code == "seat-taken"


@pytest.mark.django_db
def test_only_a_coordinator_of_the_provider_assigns():
    trajectory = TrajectoryFactory(building=True)
    person = newcomer(trajectory, Part.ASSESSOR)
    elsewhere = PersonFactory()
    member(elsewhere, OrganisationFactory(provider=True), Role.COORDINATOR)

    for by in (trajectory.candidate, who_is(trajectory, Part.COACH), elsewhere):
        with pytest.raises(NotAllowed):
            trajectories.assign(trajectory.pk, person=person, part=Part.ASSESSOR, seat=1, by=by)


@pytest.mark.django_db
def test_the_dossier_opens_to_an_assessor_after_declaring_no_ties():
    trajectory = TrajectoryFactory(building=True)
    assessor = appoint(trajectory, Part.ASSESSOR, seat=1)
    members = trajectory.audience.members
    assert not members.filter(person=assessor).exists()
    with pytest.raises(NotAllowed) as caught:
        rules.require_assessor(trajectory, assessor)
    assert caught.value.code == "no-ties-missing"

    trajectories.declare_no_ties(trajectory.pk, by=assessor)

    rules.require_assessor(trajectory, assessor)
    assert members.get(person=assessor).reads_frozen_only


@pytest.mark.django_db
def test_the_audience_follows_the_parts():
    trajectory = TrajectoryFactory(building=True)
    coach, officer = who_is(trajectory, Part.COACH), appoint(trajectory, Part.QUALITY_OFFICER)
    manager = appoint(trajectory, Part.MANAGER)
    reads = dict(trajectory.audience.members.values_list("person", "reads_frozen_only"))
    assert reads == {trajectory.candidate_id: False, coach.pk: False, officer.pk: True}
    assert manager.pk not in reads

    trajectories.end_assignment(trajectory.participants.get(person=coach).pk, by=coordinator_of(trajectory))

    assert not trajectory.audience.members.filter(person=coach).exists()


@pytest.mark.django_db
def test_giving_back_a_task_needs_no_reason_and_frees_the_seat():
    trajectory = TrajectoryFactory(building=True)
    refuses = appoint(trajectory, Part.ASSESSOR, seat=2)

    trajectories.refuse_assignment(trajectory.pk, by=refuses)

    replacement = appoint(trajectory, Part.ASSESSOR, seat=2)
    assert who_is(trajectory, Part.ASSESSOR, seat=2) == replacement
    with pytest.raises(NotAllowed):
        trajectories.declare_no_ties(trajectory.pk, by=refuses)
    with pytest.raises(NotIndependent):
        appoint(trajectory, Part.ASSESSOR, seat=1, person=refuses)


@pytest.mark.django_db
def test_a_candidate_may_refuse_a_coach_but_not_an_assessor():
    trajectory = TrajectoryFactory(building=True)
    appoint(trajectory, Part.ASSESSOR, seat=1)
    coaching = trajectory.participants.get(part=Part.COACH)
    assessing = trajectory.participants.get(part=Part.ASSESSOR)

    trajectories.end_assignment(coaching.pk, by=trajectory.candidate)

    with pytest.raises(NotAllowed):
        trajectories.end_assignment(assessing.pk, by=trajectory.candidate)


@pytest.mark.django_db
def test_nobody_ends_the_candidates_part():
    trajectory = TrajectoryFactory(building=True)
    own = trajectory.participants.get(part=Part.CANDIDATE)

    for by in (trajectory.candidate, coordinator_of(trajectory)):
        with pytest.raises(NotAllowed):
            trajectories.end_assignment(own.pk, by=by)


@pytest.mark.django_db
def test_ending_and_declaring_twice_is_told():
    trajectory = TrajectoryFactory(building=True)
    coaching = trajectory.participants.get(part=Part.COACH)
    trajectories.end_assignment(coaching.pk, by=coordinator_of(trajectory))
    with pytest.raises(WrongState):
        trajectories.end_assignment(coaching.pk, by=coordinator_of(trajectory))

    (first, _second) = fill_seats(trajectory)
    with pytest.raises(WrongState):
        trajectories.declare_no_ties(trajectory.pk, by=first)


@pytest.mark.django_db
def test_the_last_declaration_opens_the_assessing():
    trajectory = TrajectoryFactory(submitted=True)
    assert trajectory.state == State.SUBMITTED

    first, second = fill_seats(trajectory, declare=False)
    trajectories.declare_no_ties(trajectory.pk, by=first)
    trajectory.refresh_from_db()
    assert trajectory.state == State.SUBMITTED
    trajectories.declare_no_ties(trajectory.pk, by=second)

    trajectory.refresh_from_db()
    assert trajectory.state == State.ASSESSING


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.MODERATING, State.QUALITY_CHECK])
def test_a_seat_does_not_change_once_the_scores_are_final(state):
    trajectory = TrajectoryFactory(assessing=True)
    states.move(trajectory, to=state, by=None)
    sitting = trajectory.participants.current().get(part=Part.ASSESSOR, seat=1)

    with pytest.raises(WrongState):
        trajectories.end_assignment(sitting.pk, by=coordinator_of(trajectory))
