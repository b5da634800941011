"""From blind scoring to the quality check."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from evc.assessments import services as assessments
from evc.assessments.completeness import what_is_left
from evc.assessments.errors import AssessmentIsFinal, NotComplete, NotYourAssessment
from evc.assessments.gaps import GapKind
from evc.assessments.models import Assessment, Moderation, Score
from evc.assessments.selectors import compare
from evc.assessments.support import Support
from evc.trajectories import services as trajectories
from evc.trajectories.models import State
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job
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
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, fill_seats

pytestmark = pytest.mark.django_db


def compact_trajectory(**fields):
    version = make_standard()
    return TrajectoryFactory(
        assessing=True, route=compact_route(), standard_version=version, units=[version.core_tasks.all()[0]], **fields
    )


def test_nothing_left_makes_an_assessment_final():
    assessment = scored(started(TrajectoryFactory(assessing=True)))

    assert assessment.is_final
    assert AuditEntry.objects.filter(event="assessment.final", object_id=assessment.pk).exists()


def test_an_empty_assessment_names_everything_that_is_left():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = started(trajectory)

    kinds = {gap.kind for gap in what_is_left(assessment)}

    assert kinds == {
        GapKind.SCORE,
        GapKind.RECORD,
        GapKind.LEG,
        GapKind.ITEM,
        GapKind.RELEVANCE,
        GapKind.WORK_PROCESS,
    }
    with pytest.raises(NotComplete) as caught:
        assessments.finalise(assessment.pk, by=assessment.assessor)
    assert caught.value.data["left"][GapKind.SCORE.value] == 4


def test_no_score_without_evidence():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    criterion = criterion_of(trajectory, "W1-C01")
    assessments.score(
        assessment.pk,
        criterion=criterion,
        instrument=instrument_of(trajectory, "portfolio"),
        level=level_of(trajectory, "goed"),
        support=[],
        by=assessment.assessor,
    )

    gaps = what_is_left(assessment)

    assert [(gap.kind, gap.criterion) for gap in gaps] == [(GapKind.SUPPORT, criterion.pk)]
    with pytest.raises(NotComplete):
        assessments.finalise(assessment.pk, by=assessment.assessor)


@pytest.mark.parametrize("leg", ["part_of_standard", "evidence_or_instrument", "seen_or_heard"])
def test_a_missing_leg_keeps_the_assessment_open(leg):
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    assessments.substantiate(
        assessment.pk, work_process=work_process_of(trajectory, "W2"), **{leg: "  "}, by=assessment.assessor
    )

    assert [(gap.kind, gap.part, gap.code) for gap in what_is_left(assessment)] == [(GapKind.LEG, leg, "W2")]


def test_an_instrument_without_a_score_keeps_the_assessment_open():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    observation = instrument_of(trajectory, "observation")
    assessments.clear_score(
        assessment.pk, criterion=criterion_of(trajectory, "W1-C01"), instrument=observation, by=assessment.assessor
    )

    assert [(gap.kind, gap.code) for gap in what_is_left(assessment)] == [(GapKind.INSTRUMENT, "observation")]


@pytest.mark.parametrize(("letter", "kind"), [("authentic", GapKind.ITEM), ("current", GapKind.ITEM)])
def test_vraak_per_item_is_asked_for(letter, kind):
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    item = assessment.item_judgements.get().item_id
    assessments.judge_item(assessment.pk, item=item, **{letter: ""}, by=assessment.assessor)

    assert [(gap.kind, gap.part, gap.item) for gap in what_is_left(assessment)] == [(kind, letter, item)]


def test_vraak_is_asked_for_per_work_process_and_per_item_in_it():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    work_process, item = work_process_of(trajectory, "W3"), assessment.item_judgements.get().item_id
    assessments.judge_work_process(assessment.pk, work_process=work_process, enough="", by=assessment.assessor)
    assessments.judge_relevance(
        assessment.pk, item=item, work_process=work_process, relevant="", by=assessment.assessor
    )

    assert [(gap.kind, gap.part) for gap in what_is_left(assessment)] == [
        (GapKind.RELEVANCE, None),
        (GapKind.WORK_PROCESS, "enough"),
    ]


def test_the_standard_may_ask_for_legs_per_criterion():
    version = make_standard()
    version.substantiation_depth = "criterion"
    version.save()
    trajectory = TrajectoryFactory(assessing=True, standard_version=version)
    assessment = filled_in(started(trajectory))

    assert what_is_left(assessment) == []
    assert assessment.substantiations.count() == 4


def test_the_last_final_assessment_without_differences_goes_to_the_quality_check():
    trajectory = assessed()

    assert trajectory.state == State.QUALITY_CHECK
    assert not Moderation.objects.exists()
    assert Job.objects.filter(name="outcomes.propose").count() == 1


def test_one_final_assessment_waits_for_the_other():
    trajectory = TrajectoryFactory(assessing=True)
    scored(started(trajectory, 1))

    trajectory.refresh_from_db()
    assert trajectory.state == State.ASSESSING


@pytest.mark.django_db(transaction=True)
def test_two_assessors_who_finish_at_the_same_moment_go_on_together_once():
    trajectory = TrajectoryFactory(assessing=True)
    both = [filled_in(started(trajectory, seat)) for seat in (1, 2)]
    start, failures = threading.Barrier(2), []

    def finish(assessment):
        try:
            start.wait()
            assessments.finalise(assessment.pk, by=assessment.assessor)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=finish, args=[assessment]) for assessment in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    trajectory.refresh_from_db()
    assert failures == []
    assert trajectory.state == State.QUALITY_CHECK
    assert Job.objects.filter(name="outcomes.propose").count() == 1


def test_differences_go_to_moderation_and_only_those():
    trajectory = assessed(levels={1: {"W1-C02": "goed"}, 2: {"W2-C01": "onvoldoende"}})

    assert trajectory.state == State.MODERATING
    moderation = Moderation.objects.get()
    assert sorted(moderation.scores.values_list("criterion__code", flat=True)) == ["W1-C02", "W2-C01"]
    assert compare(trajectory).scores_compared == 4


def test_after_both_signed_the_agreed_level_counts():
    trajectory = assessed(levels={1: {"W1-C02": "goed"}, 2: {"W1-C02": "onvoldoende"}})

    moderation = agreed_and_signed(trajectory, level="onvoldoende")

    trajectory.refresh_from_db()
    assert moderation.closed_at is not None
    assert trajectory.state == State.QUALITY_CHECK
    counted = compare(trajectory).counted
    assert counted[criterion_of(trajectory, "W1-C02").pk] == level_of(trajectory, "onvoldoende").pk
    assert counted[criterion_of(trajectory, "W1-C01").pk] == level_of(trajectory, "voldoende").pk


def test_seats_are_compared_over_the_instruments_they_share():
    trajectory = compact_trajectory()
    first = filled_in(started(trajectory, 1))
    # Only the first assessor holds the interview; what it changes is no difference with the second reader.
    assessments.score(
        first.pk,
        criterion=criterion_of(trajectory, "W1-C01"),
        instrument=instrument_of(trajectory, "interview"),
        level=level_of(trajectory, "goed"),
        by=first.assessor,
    )
    assessments.finalise(first.pk, by=first.assessor)
    scored(started(trajectory, 2))

    trajectory.refresh_from_db()
    assert trajectory.state == State.QUALITY_CHECK
    assert compare(trajectory).counted[criterion_of(trajectory, "W1-C01").pk] == level_of(trajectory, "goed").pk


def test_a_final_assessment_does_not_change():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = scored(started(trajectory))

    with pytest.raises(AssessmentIsFinal):
        assessments.score(
            assessment.pk,
            criterion=criterion_of(trajectory, "W1-C01"),
            instrument=instrument_of(trajectory, "portfolio"),
            level=level_of(trajectory, "goed"),
            by=assessment.assessor,
        )
    with pytest.raises(AssessmentIsFinal):
        assessments.finalise(assessment.pk, by=assessment.assessor)
    assert not Score.objects.filter(assessment=assessment, level__key="goed").exists()


def test_who_was_replaced_no_longer_counts():
    trajectory = TrajectoryFactory(assessing=True)
    gone = scored(started(trajectory, 2), default="onvoldoende")
    trajectories.refuse_assignment(trajectory.pk, by=gone.assessor)
    fill_seats(trajectory)
    assessed(trajectory)

    trajectory.refresh_from_db()
    assert trajectory.state == State.QUALITY_CHECK
    assert Assessment.objects.filter(trajectory=trajectory).count() == 3
    with pytest.raises(NotYourAssessment):
        assessments.finalise(gone.pk, by=gone.assessor)


def test_a_score_on_an_interview_rests_on_its_record():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    score = assessment.scores.get(instrument__key="interview")

    assert [support.record.instrument.key for support in score.support.all()] == ["interview"]


def test_support_stays_when_only_the_level_changes():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    item = assessment.item_judgements.get().item_id
    where = {
        "criterion": criterion_of(trajectory, "W1-C01"),
        "instrument": instrument_of(trajectory, "portfolio"),
        "by": assessment.assessor,
    }
    assessments.score(assessment.pk, level=level_of(trajectory, "goed"), support=[Support(item=item)], **where)

    row = assessments.score(assessment.pk, level=level_of(trajectory, "voldoende"), **where)

    assert [support.item_id for support in row.support.all()] == [item]
    assert row.remark
