"""What came up with the coach: both read it, and the manager only what the candidate chose, point by point."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from evc.quality.models import Draw
from evc.quality.services import drawing, plans
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import CoachTalk, Participant, TalkPoint
from evc.trajectories.selectors import chosen_points
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, WrongState
from tests.factories.outcomes import released
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
LIKES, DOUBTS = "Wil meer doen met jongeren", "Twijfelt over schrijven"


@pytest.fixture
def trajectory():
    return TrajectoryFactory(building=True)


def talk(trajectory, *points, days=3):
    held_on = timezone.localdate() - timedelta(days=days)
    coach = who_is(trajectory, Part.COACH)
    return trajectories.note_talk(trajectory.pk, held_on=held_on, points=points or [LIKES, DOUBTS], by=coach)


def point(text):
    return TalkPoint.objects.get(text=text).pk


def test_coach_and_candidate_read_every_talk_and_nobody_else_does(trajectory, client):
    talk(trajectory)
    manager = appoint(trajectory, Part.MANAGER)
    address = reverse("talks", args=[trajectory.pk])

    for person in (trajectory.candidate, who_is(trajectory, Part.COACH)):
        client.force_login(person)
        page = client.get(address).content.decode()
        assert LIKES in page
        assert DOUBTS in page
    for person in (manager, coordinator_of(trajectory), PersonFactory()):
        client.force_login(person)
        assert client.get(address).status_code == 404


def test_only_what_the_candidate_chose_stands_on_the_page_of_the_development_talk(client):
    trajectory = TrajectoryFactory(assessing=True)
    manager = appoint(trajectory, Part.MANAGER)
    talk(trajectory)
    released(trajectory)
    address = reverse("development", args=[trajectory.pk])
    client.force_login(manager)
    assert LIKES not in client.get(address).content.decode()

    client.force_login(trajectory.candidate)
    sent = client.post(reverse("talks", args=[trajectory.pk]), {"chosen": [str(point(LIKES))]})
    assert sent.status_code == 302
    own = client.get(address).content.decode()
    assert LIKES in own
    assert DOUBTS not in own

    client.force_login(manager)
    page = client.get(address).content.decode()
    assert LIKES in page
    assert DOUBTS not in page


def test_what_is_not_chosen_any_more_is_gone_for_the_manager(trajectory):
    talk(trajectory)
    candidate = trajectory.candidate
    trajectories.choose_points(trajectory.pk, chosen=[point(LIKES), point(DOUBTS)], by=candidate)
    trajectories.choose_points(trajectory.pk, chosen=[point(DOUBTS)], by=candidate)

    assert [row.text for row in chosen_points(trajectory)] == [DOUBTS]


def test_what_stays_chosen_keeps_its_moment_and_the_log_says_nothing_of_nothing(trajectory):
    talk(trajectory)
    for _time in range(2):
        trajectories.choose_points(trajectory.pk, chosen=[point(LIKES)], by=trajectory.candidate)

    entries = AuditEntry.objects.filter(event="talk.points-chosen")
    assert [entry.data for entry in entries] == [{"added": 1, "dropped": 0}]


def test_nobody_chooses_for_the_candidate_or_another_ones_points(trajectory):
    talk(trajectory)
    with pytest.raises(NotAllowed):
        trajectories.choose_points(trajectory.pk, chosen=[point(LIKES)], by=who_is(trajectory, Part.COACH))
    with pytest.raises(InvalidInput):
        trajectories.choose_points(trajectory.pk, chosen=[uuid4()], by=trajectory.candidate)
    other = TrajectoryFactory(building=True)
    with pytest.raises(InvalidInput):
        trajectories.choose_points(other.pk, chosen=[point(LIKES)], by=other.candidate)


def test_only_the_coach_writes_and_takes_back_what_they_wrote(trajectory):
    written = talk(trajectory)
    trajectories.choose_points(trajectory.pk, chosen=[point(LIKES)], by=trajectory.candidate)
    for person in (trajectory.candidate, coordinator_of(trajectory)):
        with pytest.raises(NotAllowed):
            trajectories.note_talk(trajectory.pk, held_on=timezone.localdate(), points=[LIKES], by=person)
        with pytest.raises(NotAllowed):
            trajectories.take_back_talk(written.pk, by=person)

    trajectories.take_back_talk(written.pk, by=who_is(trajectory, Part.COACH))

    assert not CoachTalk.objects.exists()
    assert not chosen_points(trajectory).exists()


@pytest.mark.parametrize("points", [[], ["  "], ["x" * 501], [f"punt {number}" for number in range(21)]])
def test_a_talk_has_one_point_at_least_and_each_has_its_length(trajectory, points):
    with pytest.raises(InvalidInput):
        trajectories.note_talk(
            trajectory.pk, held_on=timezone.localdate(), points=points, by=who_is(trajectory, Part.COACH)
        )
    assert not CoachTalk.objects.exists()


def test_a_talk_that_still_has_to_come_is_refused_and_what_was_typed_stays(trajectory, client):
    client.force_login(who_is(trajectory, Part.COACH))
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = client.post(
        reverse("talks", args=[trajectory.pk]), {"held_on": tomorrow.isoformat(), "points": f"{LIKES}\n{DOUBTS}"}
    )

    assert page.status_code == 422
    assert LIKES in page.content.decode()


def test_before_the_portfolio_is_built_there_is_no_talk_to_write_down():
    trajectory = TrajectoryFactory(intake=True)
    coach = appoint(trajectory, Part.COACH)
    with pytest.raises(WrongState):
        trajectories.note_talk(trajectory.pk, held_on=timezone.localdate(), points=[LIKES], by=coach)


def test_a_quality_officer_reads_it_where_the_lot_fell_on_the_guidance_and_the_candidate_sees_that(trajectory, client):
    talk(trajectory)
    officer = PersonFactory()
    member(officer, trajectory.provider, Role.QUALITY_OFFICER)
    plans.change_plan(
        trajectory.provider, share=0, half_way_share=100, by_standard={}, by_assessor={}, raises={}, by=officer
    )
    drawing.draw_half_way(timezone.localdate() + timedelta(days=400))
    draw = Draw.objects.get(trajectory=trajectory, moment=Draw.Moment.HALF_WAY)
    client.force_login(officer)

    page = client.get(reverse("half-way", args=[draw.pk])).content.decode()

    assert LIKES in page
    read = AuditEntry.objects.get(event="guidance.read")
    assert read.chain == trajectory.candidate.audit_chain
    client.force_login(trajectory.candidate)
    assert officer.name in client.get(reverse("readings")).content.decode()
