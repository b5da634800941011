"""Asking for more: joined, unnamed, and not more often than the route allows."""

from __future__ import annotations

import pytest

from evc.assessments import services as assessments
from evc.assessments.completeness import what_is_left
from evc.assessments.errors import NothingToSend
from evc.assessments.gaps import GapKind
from evc.assessments.models import SupplementRequest
from evc.assessments.selectors import requests_for_candidate
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NoSupplementLeft
from evc.trajectories.models import State
from foundation.errors import NotAllowed, WrongState
from tests.factories.assessments import filled_in, scored, started, work_process_of
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

pytestmark = pytest.mark.django_db


@pytest.fixture
def trajectory():
    return TrajectoryFactory(assessing=True)


def ask(assessment, code, text):
    return assessments.request_supplement(
        assessment.pk, work_process=work_process_of(assessment.trajectory, code), text=text, by=assessment.assessor
    )


def test_all_requests_go_to_the_candidate_joined_and_unnamed(trajectory):
    first, second = started(trajectory, 1), started(trajectory, 2)
    ask(first, "W2", "Een tweede voorbeeld")
    ask(second, "W1", "Wie schreef dit?")
    ask(second, "W2", "Iets van dit jaar")

    assessments.ask_supplement(trajectory.pk, by=second.assessor)

    trajectory.refresh_from_db()
    assert trajectory.state == State.SUPPLEMENT
    joined = requests_for_candidate(trajectory)
    assert [(row.work_process.code, row.texts) for row in joined] == [
        ("W1", ("Wie schreef dit?",)),
        ("W2", ("Een tweede voorbeeld", "Iets van dit jaar")),
    ]


def test_the_candidate_reads_nothing_before_it_is_sent(trajectory):
    ask(started(trajectory), "W1", "Nog iets")

    assert requests_for_candidate(trajectory) == []


def test_writing_again_replaces_a_request_and_emptying_it_takes_it_away(trajectory):
    assessment = started(trajectory)
    ask(assessment, "W1", "Nog iets")
    ask(assessment, "W1", "Nog iets anders")
    assert SupplementRequest.objects.get().text == "Nog iets anders"

    assert ask(assessment, "W1", " ") is None
    assert not SupplementRequest.objects.exists()


def test_without_a_request_there_is_nothing_to_send(trajectory):
    with pytest.raises(NothingToSend):
        assessments.ask_supplement(trajectory.pk, by=started(trajectory).assessor)


def test_only_an_assessor_sends(trajectory):
    ask(started(trajectory), "W1", "Nog iets")

    with pytest.raises(NotAllowed):
        assessments.ask_supplement(trajectory.pk, by=who_is(trajectory, "coach"))


def test_the_route_says_how_often(trajectory):
    assessment = started(trajectory)
    ask(assessment, "W1", "Nog iets")
    assessments.ask_supplement(trajectory.pk, by=assessment.assessor)
    share_evidence(trajectory, ["W1"])
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    with pytest.raises(NoSupplementLeft):
        ask(assessment, "W1", "En nog iets")


def test_while_the_candidate_adds_nobody_scores(trajectory):
    assessment = started(trajectory)
    ask(assessment, "W1", "Nog iets")
    assessments.ask_supplement(trajectory.pk, by=assessment.assessor)

    with pytest.raises(WrongState):
        ask(assessment, "W2", "Nog iets")


def test_who_was_final_scores_the_new_dossier_too(trajectory):
    first, second = scored(started(trajectory, 1)), started(trajectory, 2)
    ask(second, "W1", "Nog iets")
    assessments.ask_supplement(trajectory.pk, by=second.assessor)
    added = share_evidence(trajectory, ["W1"])
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    first.refresh_from_db()
    assert not first.is_final
    assert {(gap.kind, gap.item) for gap in what_is_left(first)} == {
        (GapKind.ITEM, added.pk),
        (GapKind.RELEVANCE, added.pk),
    }


def test_a_request_that_was_not_sent_keeps_the_assessment_open(trajectory):
    assessment = filled_in(started(trajectory))
    ask(assessment, "W1", "Nog iets")

    assert [gap.kind for gap in what_is_left(assessment)] == [GapKind.REQUEST]
