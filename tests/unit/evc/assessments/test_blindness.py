"""Alone and blind: nobody sees another's assessment before every one is final; nobody writes in another's."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from evc.assessments import services as assessments
from evc.assessments.errors import NotYourAssessment
from evc.assessments.models import Assessment, Moderation
from evc.assessments.selectors import desk, for_desk
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State
from foundation.errors import NotAllowed, WrongState
from frontend.audit_words import EVENTS
from tests.factories.assessments import (
    agreed_and_signed,
    assessed,
    criterion_of,
    filled_in,
    instrument_of,
    level_of,
    scored,
    started,
    work_process_of,
)
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def visible_to(person):
    return set(Assessment.objects.visible_to(person))


def test_until_all_are_final_each_assessor_sees_only_their_own():
    trajectory = TrajectoryFactory(assessing=True)
    first, second = scored(started(trajectory, 1)), filled_in(started(trajectory, 2))

    assert visible_to(first.assessor) == {first}
    assert visible_to(second.assessor) == {second}


def test_until_all_are_final_nobody_else_sees_any():
    trajectory = TrajectoryFactory(assessing=True)
    scored(started(trajectory, 1))

    for person in (
        trajectory.candidate,
        who_is(trajectory, Part.COACH),
        who_is(trajectory, Part.QUALITY_OFFICER),
        coordinator_of(trajectory),
        PersonFactory(),
        AnonymousUser(),
    ):
        assert visible_to(person) == set()


def test_when_all_are_final_assessors_and_quality_officer_see_all_and_others_still_none():
    trajectory = assessed(levels={2: {"W1-C01": "onvoldoende"}})
    both = set(Assessment.objects.all())

    assert trajectory.state == State.MODERATING
    for person in (who_is(trajectory, Part.ASSESSOR, 1), who_is(trajectory, Part.QUALITY_OFFICER)):
        assert visible_to(person) == both
    for person in (trajectory.candidate, who_is(trajectory, Part.COACH), coordinator_of(trajectory)):
        assert visible_to(person) == set()


def test_an_assessor_of_another_trajectory_sees_nothing_here():
    assessed()
    elsewhere = TrajectoryFactory(assessing=True)

    assert visible_to(who_is(elsewhere, Part.ASSESSOR, 1)) == set()


def test_somebody_who_gave_the_seat_back_sees_nothing_any_more():
    trajectory = TrajectoryFactory(assessing=True)
    gone = started(trajectory, 2)
    trajectories.refuse_assignment(trajectory.pk, by=gone.assessor)
    appoint(trajectory, Part.ASSESSOR, seat=2)

    assert visible_to(gone.assessor) == set()


@pytest.mark.parametrize(
    "write",
    [
        lambda a, t, by: assessments.score(
            a.pk,
            criterion=criterion_of(t, "W1-C01"),
            instrument=instrument_of(t, "portfolio"),
            level=level_of(t, "goed"),
            by=by,
        ),
        lambda a, t, by: assessments.clear_score(
            a.pk, criterion=criterion_of(t, "W1-C01"), instrument=instrument_of(t, "portfolio"), by=by
        ),
        lambda a, t, by: assessments.substantiate(
            a.pk, work_process=work_process_of(t, "W1"), seen_or_heard="iets", by=by
        ),
        lambda a, t, by: assessments.judge_item(a.pk, item=a.pk, authentic="yes", by=by),
        lambda a, t, by: assessments.judge_work_process(
            a.pk, work_process=work_process_of(t, "W1"), varied="yes", by=by
        ),
        lambda a, t, by: assessments.request_supplement(
            a.pk, work_process=work_process_of(t, "W1"), text="Nog een voorbeeld", by=by
        ),
        lambda a, t, by: assessments.finalise(a.pk, by=by),
    ],
)
def test_nobody_writes_in_the_assessment_of_another(write):
    trajectory = TrajectoryFactory(assessing=True)
    assessment = started(trajectory, 1)

    for part, seat in ((Part.ASSESSOR, 2), (Part.QUALITY_OFFICER, None), (Part.COACH, None), (Part.CANDIDATE, None)):
        with pytest.raises(NotYourAssessment):
            write(assessment, trajectory, who_is(trajectory, part, seat))


def test_the_desk_of_one_holds_nothing_of_the_other():
    trajectory = TrajectoryFactory(assessing=True)
    filled_in(started(trajectory, 1), default="goed")
    mine = started(trajectory, 2)

    view = desk(for_desk(Assessment.objects).get(pk=mine.pk))

    assert all(cell.score is None for row in view.current.criteria for cell in row.scores)
    assert view.current.legs is None
    assert view.current.judgement is None


def test_only_an_assessor_without_ties_opens_the_dossier():
    trajectory = TrajectoryFactory(submitted=True)
    undeclared = appoint(trajectory, Part.ASSESSOR, seat=1)

    for person in (undeclared, trajectory.candidate, who_is(trajectory, Part.COACH), coordinator_of(trajectory)):
        with pytest.raises(NotAllowed):
            assessments.start_assessment(trajectory.pk, by=person)


def test_the_desk_opens_when_every_seat_is_ready_and_is_made_once():
    trajectory = TrajectoryFactory(assessing=True)

    assert started(trajectory) == started(trajectory)
    assert Assessment.objects.count() == 1


def test_before_the_dossier_is_opened_there_is_no_desk():
    trajectory = TrajectoryFactory(submitted=True)
    early = appoint(trajectory, Part.ASSESSOR, seat=1)
    trajectories.declare_no_ties(trajectory.pk, by=early)

    with pytest.raises(WrongState):
        assessments.start_assessment(trajectory.pk, by=early)


def test_only_the_assessors_moderate():
    trajectory = assessed(levels={2: {"W1-C01": "onvoldoende"}})
    moderation = Moderation.objects.get()

    for person in (who_is(trajectory, Part.QUALITY_OFFICER), who_is(trajectory, Part.COACH), trajectory.candidate):
        with pytest.raises(NotAllowed):
            assessments.agree(
                moderation.pk,
                criterion=criterion_of(trajectory, "W1-C01"),
                level=level_of(trajectory, "goed"),
                because="Zo is het.",
                by=person,
            )
        with pytest.raises(NotAllowed):
            assessments.sign_moderation(moderation.pk, by=person)


def test_moderation_is_seen_by_assessors_and_quality_officer_only():
    trajectory = assessed(levels={2: {"W1-C01": "onvoldoende"}})
    agreed_and_signed(trajectory)

    assert Moderation.objects.visible_to(who_is(trajectory, Part.ASSESSOR, 2)).exists()
    assert Moderation.objects.visible_to(who_is(trajectory, Part.QUALITY_OFFICER)).exists()
    for person in (trajectory.candidate, who_is(trajectory, Part.COACH), coordinator_of(trajectory)):
        assert not Moderation.objects.visible_to(person).exists()


def test_an_assessor_who_administers_reads_nothing_of_the_other_in_the_log(client):
    """Not even that the other began or is done, as long as the scores are blind."""
    trajectory = TrajectoryFactory(assessing=True)
    first, second = who_is(trajectory, Part.ASSESSOR, 1), who_is(trajectory, Part.ASSESSOR, 2)
    member(second, trajectory.provider, "administrator")
    scored(started(trajectory, 1))
    client.force_login(second)
    address = reverse("organisation-audit", args=[trajectory.provider.slug])

    assert first.name not in said_of_assessments(client.get(address))

    scored(started(trajectory, 2), levels={"W1-C01": "onvoldoende"})
    assert first.name in said_of_assessments(client.get(address))


def said_of_assessments(answer) -> str:
    """The lines of the log that speak of an assessment."""
    rows = re.findall(r"<tr.*?</tr>", answer.content.decode(), re.S)
    words = [str(sentence) for event, sentence in EVENTS.items() if event.startswith("assessment.")]
    return " ".join(row for row in rows if any(each in row for each in words))
