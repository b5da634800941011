"""What may be scored, on what, and carried by what."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction

from evc.assessments import services as assessments
from evc.assessments.errors import (
    NoSuchPage,
    NotInDossier,
    NotYourInstrument,
    OutOfScope,
    RecordMissing,
    UnknownMark,
)
from evc.assessments.models import Score, ScoreSupport, Substantiation
from evc.assessments.support import Support
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from foundation.errors import InvalidInput
from portfolio import services as portfolio
from tests.factories.assessments import criterion_of, instrument_of, level_of, started, work_process_of
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def give(assessment, *, criterion="W1-C01", instrument="portfolio", level="voldoende", support=None):
    trajectory = assessment.trajectory
    return assessments.score(
        assessment.pk,
        criterion=criterion_of(trajectory, criterion),
        instrument=instrument_of(trajectory, instrument),
        level=level_of(trajectory, level),
        support=support,
        by=assessment.assessor,
    )


def item_of(assessment):
    return portfolio.manifest_contents(assessment.manifest).items[0].id


@pytest.fixture
def assessment():
    return started(TrajectoryFactory(assessing=True))


def test_scoring_again_replaces_the_score(assessment):
    give(assessment)
    give(assessment, level="goed")

    assert Score.objects.get().level.key == "goed"


def test_what_was_not_handed_in_carries_no_score(assessment):
    candidate = assessment.trajectory.candidate
    later = portfolio.add_item(candidate, kind="work_product", title="Later", by=candidate)

    for support in (Support(item=later.pk), Support(item=uuid.uuid4()), Support(record=uuid.uuid4()), Support()):
        with pytest.raises(NotInDossier):
            give(assessment, support=[support])
    assert not Score.objects.exists()


def test_a_page_must_be_there(assessment):
    give(assessment, support=[Support(item=item_of(assessment), page=1)])

    for page in (0, 2):
        with pytest.raises(NoSuchPage):
            give(assessment, support=[Support(item=item_of(assessment), page=page)])


def test_an_interview_is_scored_after_it_was_written_down(assessment):
    with pytest.raises(RecordMissing):
        give(assessment, instrument="interview")

    trajectories.write_record(
        assessment.trajectory_id,
        instrument=instrument_of(assessment.trajectory, "interview"),
        held_on=datetime.date(2026, 10, 1),
        facts="De kandidaat vertelde over de markt.",
        by=assessment.assessor,
    )
    assert give(assessment, instrument="interview").support.get().record


def test_the_record_of_another_trajectory_carries_nothing_here(assessment):
    other = started(TrajectoryFactory(assessing=True))
    record = trajectories.write_record(
        other.trajectory_id,
        instrument=instrument_of(other.trajectory, "interview"),
        held_on=datetime.date(2026, 10, 1),
        facts="Iets anders.",
        by=other.assessor,
    )

    with pytest.raises(NotInDossier):
        give(assessment, support=[Support(record=record.pk)])


def test_a_seat_scores_only_its_own_instruments():
    version = make_standard()
    trajectory = TrajectoryFactory(
        assessing=True, route=compact_route(), standard_version=version, units=[version.core_tasks.all()[0]]
    )
    with pytest.raises(NotYourInstrument):
        give(started(trajectory, 2), instrument="interview")


def test_what_is_out_of_scope_is_not_scored():
    version = make_standard()
    trajectory = TrajectoryFactory(
        assessing=True, route=compact_route(), standard_version=version, units=[version.core_tasks.all()[0]]
    )
    assessment = started(trajectory)

    with pytest.raises(OutOfScope):
        give(assessment, criterion="W3-C01")
    with pytest.raises(OutOfScope):
        assessments.substantiate(
            assessment.pk, work_process=work_process_of(trajectory, "W3"), seen_or_heard="x", by=assessment.assessor
        )


def test_half_a_substantiation_is_kept_and_filled_up_later(assessment):
    work_process = work_process_of(assessment.trajectory, "W1")
    by = assessment.assessor
    assessments.substantiate(assessment.pk, work_process=work_process, part_of_standard="W1-C0", by=by)
    assessments.substantiate(assessment.pk, work_process=work_process, seen_or_heard="Ik zag", by=by)

    row = Substantiation.objects.get()
    assert (row.part_of_standard, row.evidence_or_instrument, row.seen_or_heard) == ("W1-C0", "", "Ik zag")


def test_legs_per_criterion_only_where_the_standard_asks_for_them(assessment):
    with pytest.raises(InvalidInput) as caught:
        assessments.substantiate(
            assessment.pk,
            work_process=work_process_of(assessment.trajectory, "W1"),
            criterion=criterion_of(assessment.trajectory, "W1-C01"),
            seen_or_heard="x",
            by=assessment.assessor,
        )
    assert caught.value.code == "criterion-not-asked"


def test_each_letter_of_vraak_can_be_given_on_its_own(assessment):
    item, by = item_of(assessment), assessment.assessor
    assessments.judge_item(assessment.pk, item=item, authentic="partly", by=by)
    row = assessments.judge_item(
        assessment.pk, item=item, current="yes", remark="Vraag na wie hoofdstuk 6 schreef.", by=by
    )

    assert (row.authentic, row.current) == ("partly", "yes")
    with pytest.raises(UnknownMark):
        assessments.judge_item(assessment.pk, item=item, current="misschien", by=by)
    with pytest.raises(NotInDossier):
        assessments.judge_item(assessment.pk, item=uuid.uuid4(), current="yes", by=by)


def test_a_supplement_adds_to_the_dossier_and_keeps_the_scores(assessment):
    trajectory = assessment.trajectory
    give(assessment, support=[Support(item=item_of(assessment))])
    assessments.request_supplement(
        assessment.pk, work_process=work_process_of(trajectory, "W1"), text="Nog een plan", by=assessment.assessor
    )
    assessments.ask_supplement(trajectory.pk, by=assessment.assessor)
    added = share_evidence(trajectory, ["W1"], title="Tweede plan")
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    give(assessment, criterion="W1-C02", support=[Support(item=added.pk)])

    assessment.refresh_from_db()
    assert assessment.manifest.number == 2
    assert Score.objects.count() == 2
    assert who_is(trajectory, Part.ASSESSOR, 1) == assessment.assessor


def test_the_same_support_is_held_once_by_the_database(assessment):
    score = give(assessment, support=[Support(item=item_of(assessment))])

    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreSupport.objects.create(score=score, item_id=item_of(assessment))


def test_the_legs_of_a_work_process_are_held_once_by_the_database(assessment):
    legs = {"assessment": assessment, "work_process": work_process_of(assessment.trajectory, "W1")}
    Substantiation.objects.create(**legs)

    with pytest.raises(IntegrityError), transaction.atomic():
        Substantiation.objects.create(**legs)
