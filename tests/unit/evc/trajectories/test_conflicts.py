"""Who may have a part, what is to be weighed, and that nobody assesses outside their expertise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotIndependent, ToBeWeighed
from evc.trajectories.models import Expertise, Participant, Trajectory
from evc.trajectories.planning_jobs import remind_of_expertise
from evc.trajectories.rules import Caution, Obstacle
from evc.trajectories.selectors import conflicts_of, load_of
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs.models import OutgoingMail
from foundation.people import services as people
from foundation.people.models import Person
from tests.factories.people import PersonFactory, administrator_of, member
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, newcomer, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def case() -> Trajectory:
    return TrajectoryFactory(building=True)


def again(case: Trajectory, **fields: object) -> Trajectory:
    """Another trajectory of the same candidate at the same provider."""
    return TrajectoryFactory(candidate=case.candidate, provider=case.provider, building=True, **fields)


def assign(case: Trajectory, person: Person, part: str = Part.ASSESSOR, *, because: str = "") -> Participant:
    seat = 1 if part == Part.ASSESSOR else None
    return trajectories.assign(case.pk, person=person, part=part, seat=seat, because=because, by=coordinator_of(case))


def same_team(case: Trajectory, person: Person) -> None:
    for one in (case.candidate, person):
        people.set_team(case.provider.pk, person=one, team="Toezicht", by=administrator_of(case.provider))


def found(case: Trajectory, person: Person, part: str = Part.ASSESSOR) -> tuple[Obstacle | None, tuple[Caution, ...]]:
    conflicts = conflicts_of(case, part, [person], timezone.localdate())[person.pk]
    return conflicts.obstacle, conflicts.cautions


def test_a_colleague_of_the_same_team_is_assigned_for_a_reason_only(case):
    assessor = newcomer(case, Part.ASSESSOR)
    same_team(case, assessor)
    assert found(case, assessor) == (None, (Caution.SAME_TEAM,))

    with pytest.raises(ToBeWeighed) as caught:
        assign(case, assessor, because="  ")
    assert caught.value.field == "because"
    made = assign(case, assessor, because="Niemand anders kent dit vak.")

    assert (made.despite, made.despite_because) == (["same-team"], "Niemand anders kent dit vak.")
    entry = AuditEntry.objects.filter(event="participant.assigned").latest("at")
    assert entry.data["despite"] == ["same-team"]
    assert "Niemand" not in str(entry.data)


def test_a_team_elsewhere_with_the_same_name_is_another_team(case):
    assessor = newcomer(case, Part.ASSESSOR)
    other = TrajectoryFactory().provider
    member(assessor, other, Role.ASSESSOR)
    people.set_team(case.provider.pk, person=case.candidate, team="Toezicht", by=administrator_of(case.provider))
    people.set_team(other.pk, person=assessor, team="Toezicht", by=administrator_of(other))

    assert found(case, assessor) == (None, ())


def test_whoever_coached_or_assessed_the_candidate_elsewhere_is_pointed_out(case):
    before = again(case)
    coach, assessor = who_is(before, Part.COACH), appoint(before, Part.ASSESSOR, seat=1)
    member(coach, case.provider, Role.ASSESSOR)
    for person in (coach, assessor):
        expert(case, person)

    assert found(case, coach) == (None, (Caution.COACHED_BEFORE,))
    assert found(case, assessor) == (None, (Caution.ASSESSED_BEFORE,))


def test_the_candidate_s_own_manager_never_assesses_or_releases(case):
    before = again(case)
    manager = appoint(before, Part.MANAGER)
    for role in (Role.ASSESSOR, Role.QUALITY_OFFICER):
        member(manager, case.provider, role)
    expert(case, manager)

    for part in (Part.ASSESSOR, Part.QUALITY_OFFICER):
        with pytest.raises(NotIndependent) as caught:
            assign(case, manager, part, because="Toch maar")
        assert caught.value.obstacle == Obstacle.MANAGES_CANDIDATE


def test_a_manager_in_the_candidate_s_organisation_is_pointed_out(case):
    assessor = newcomer(case, Part.ASSESSOR)
    member(assessor, case.client, Role.MANAGER)

    assert found(case, assessor) == (None, (Caution.MANAGER_THERE,))


def test_whoever_did_the_first_assessment_can_t_do_the_second(case):
    first = appoint(case, Part.ASSESSOR, seat=1)

    assert found(case, first, Part.APPEAL_ASSESSOR)[0] == Obstacle.ASSESSED


@pytest.mark.parametrize("days", [None, (-30, -1), (1, 30)], ids=["none", "over", "to-come"])
def test_nobody_is_assigned_outside_their_expertise(case, days):
    assessor = PersonFactory()
    member(assessor, case.provider, Role.ASSESSOR)
    if days:
        expert(case, assessor)
        today = timezone.localdate()
        first, last = (today + timedelta(days=number) for number in days)
        Expertise.objects.filter(person=assessor).update(since=first, until=last)

    with pytest.raises(NotIndependent) as caught:
        assign(case, assessor, because="Toch maar")

    assert caught.value.obstacle == Obstacle.NO_EXPERTISE


def test_expertise_in_another_standard_or_at_another_provider_does_not_count(case):
    other = TrajectoryFactory(building=True)
    assessor = newcomer(other, Part.ASSESSOR)
    member(assessor, case.provider, Role.ASSESSOR)

    assert found(case, assessor)[0] == Obstacle.NO_EXPERTISE


def test_expertise_that_ends_before_the_trajectory_is_due_is_pointed_out(case):
    assessor = newcomer(case, Part.ASSESSOR)
    Expertise.objects.filter(person=assessor).update(until=case.due_on - timedelta(days=1))

    assert found(case, assessor) == (None, (Caution.EXPERTISE_ENDS,))


def expert(case: Trajectory, person: Person, **changed: object) -> Expertise:
    today = timezone.localdate()
    fields = {
        "person": person,
        "standard": case.standard_version.standard,
        "since": today,
        "until": today + timedelta(days=700),
        "proof": "Diploma 2018",
        "by": coordinator_of(case),
    }
    return trajectories.establish_expertise(case.provider.pk, **(fields | changed))


def test_new_expertise_takes_the_place_of_the_old(case):
    assessor = newcomer(case, Part.ASSESSOR)

    made = expert(case, assessor, proof="Training 2027")

    assert Expertise.objects.get(person=assessor, ended_at=None) == made
    assert Expertise.objects.filter(person=assessor).count() == 2


def test_nobody_records_their_own_expertise_and_no_stranger_anybody_s(case):
    own = coordinator_of(case)
    member(own, case.provider, Role.ASSESSOR)
    with pytest.raises(InvalidInput) as caught:
        expert(case, own)
    assert caught.value.code == "own-expertise"
    with pytest.raises(NotAllowed):
        expert(case, newcomer(case, Part.ASSESSOR), by=who_is(case, Part.COACH))


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"proof": " "}, "text-missing"), ({"until": timezone.localdate() - timedelta(days=1)}, "days-reversed")],
    ids=["no-proof", "over"],
)
def test_expertise_without_proof_or_with_a_day_that_passed_is_refused(case, changed, code):
    with pytest.raises(InvalidInput) as caught:
        expert(case, newcomer(case, Part.ASSESSOR), **changed)
    assert caught.value.code == code


def test_a_reminder_goes_to_assessor_and_coordinator_before_it_ends(case):
    assessor, today = newcomer(case, Part.ASSESSOR), timezone.localdate()
    Expertise.objects.filter(person=assessor).update(until=today + timedelta(days=14))

    for _twice in range(2):
        remind_of_expertise(today.isoformat())

    mailed = OutgoingMail.objects.filter(key__startswith="expertise_ends:").values_list("to", flat=True)
    assert sorted(mailed) == sorted([assessor.email, coordinator_of(case).email])


def test_the_load_counts_open_dossiers_as_an_assessor(case):
    assessor = appoint(case, Part.ASSESSOR, seat=1)
    stopped = TrajectoryFactory(provider=case.provider, standard_version=case.standard_version, building=True)
    appoint(stopped, Part.ASSESSOR, seat=1, person=assessor)
    assert load_of([assessor]) == {assessor.pk: 2}

    trajectories.withdraw(stopped.pk, by=stopped.candidate)

    assert load_of([assessor]) == {assessor.pk: 1}


def test_the_list_costs_no_more_queries_with_more_people(case, django_assert_max_num_queries):
    crowd = [newcomer(case, Part.ASSESSOR) for _number in range(6)]

    with django_assert_max_num_queries(4):
        assert len(conflicts_of(case, Part.ASSESSOR, crowd, timezone.localdate())) == 6
