"""The desk and the work list: what they show, and that their price doesn't grow with the dossier."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evc.assessments import services as assessments
from evc.assessments.completeness import what_is_left
from evc.assessments.models import Assessment, Moderation
from evc.assessments.selectors import AssessorTask, assessor_tasks, desk, differences, for_desk
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from portfolio.models import EvidenceItem, EvidenceLink, Share
from tests.factories.assessments import (
    agreed_and_signed,
    assessed,
    filled_in,
    scored,
    started,
    work_process_of,
)
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, fill_seats, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def queries(run):
    with CaptureQueriesContext(connection) as caught:
        run()
    return len(caught)


def large_trajectory(*, items, work_processes, criteria):
    """Bulk rows: what is measured is reading, not adding."""
    version = make_standard({"K1": {f"W{number}": criteria for number in range(work_processes)}})
    trajectory = TrajectoryFactory(building=True, standard_version=version, evidence_for=["W0"])
    rows = EvidenceItem.objects.bulk_create(
        EvidenceItem(owner=trajectory.candidate, kind="work_product", title=f"Stuk {number}") for number in range(items)
    )
    processes = list(version.work_processes.all())
    EvidenceLink.objects.bulk_create(
        EvidenceLink(item=row, work_process=processes[place % len(processes)]) for place, row in enumerate(rows)
    )
    Share.objects.bulk_create(Share(item=row, audience=trajectory.audience) for row in rows)
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    fill_seats(trajectory)
    return trajectory


def test_a_desk_of_300_items_and_104_criteria_takes_at_most_11_queries():
    trajectory = large_trajectory(items=300, work_processes=8, criteria=13)
    assessment = filled_in(started(trajectory))

    count = queries(lambda: desk(for_desk(Assessment.objects).get(pk=assessment.pk)))

    assert count <= 11
    assert len(desk(for_desk(Assessment.objects).get(pk=assessment.pk)).progress) == 8


def test_what_is_left_costs_the_same_for_a_small_and_a_large_dossier():
    small = started(TrajectoryFactory(assessing=True))
    large = started(large_trajectory(items=60, work_processes=10, criteria=5))

    assert queries(lambda: what_is_left(for_desk(Assessment.objects).get(pk=small.pk))) == queries(
        lambda: what_is_left(for_desk(Assessment.objects).get(pk=large.pk))
    )


def test_the_desk_stands_at_the_first_work_process_that_is_not_done():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))
    assessments.substantiate(
        assessment.pk, work_process=work_process_of(trajectory, "W2"), seen_or_heard="", by=assessment.assessor
    )

    view = desk(for_desk(Assessment.objects).get(pk=assessment.pk))

    assert view.current.work_process.code == "W2"
    assert [(row.work_process.code, row.is_done, row.scored) for row in view.progress] == [
        ("W1", True, 2),
        ("W2", False, 1),
        ("W3", True, 1),
    ]
    assert len(view.left) == 1
    assert view.is_open


def test_the_desk_shows_one_work_process_with_its_scores_evidence_and_marks():
    trajectory = TrajectoryFactory(assessing=True)
    assessment = filled_in(started(trajectory))

    view = desk(for_desk(Assessment.objects).get(pk=assessment.pk), work_process=work_process_of(trajectory, "W1").pk)

    row = view.current.criteria[0]
    assert [cell.instrument.key for cell in row.scores] == ["portfolio", "interview", "observation"]
    assert row.scores[0].score.level.key == "voldoende"
    assert row.scores[0].support[0].item_id == view.current.items[0].item.id
    assert view.current.items[0].relevant == "yes"
    assert view.current.items[0].judgement.authentic == "yes"
    assert view.current.judgement.enough == "partly"
    assert view.current.legs.part_of_standard == "W1"
    assert {record.instrument.key for record in view.records} == {"interview", "observation"}


def test_moderation_costs_the_same_for_few_and_many_differences():
    few = assessed(levels={2: {"W1-C01": "onvoldoende"}})
    many = assessed(levels={2: dict.fromkeys(("W1-C01", "W1-C02", "W2-C01", "W3-C01"), "goed")})

    def read(trajectory):
        moderation = Moderation.objects.select_related("trajectory__route").get(trajectory=trajectory)
        return queries(lambda: differences(moderation))

    assert read(few) == read(many)


def test_the_work_list_follows_an_assessor_through_the_scoring():
    trajectory = TrajectoryFactory(assessing=True)
    first, second = (who_is(trajectory, Part.ASSESSOR, seat) for seat in (1, 2))

    def turn(person):
        return [task.code for task in assessor_tasks(person).mine]

    def waits(person):
        return [task.code for task in assessor_tasks(person).waiting]

    assert turn(first) == [AssessorTask.SCORE]
    scored(started(trajectory, 1))
    assert (turn(first), waits(first)) == ([], [AssessorTask.WAIT_OTHER_ASSESSOR])
    scored(started(trajectory, 2), levels={"W1-C01": "goed"})
    assert turn(first) == turn(second) == [AssessorTask.AGREE]
    agreed_and_signed(trajectory)
    assert (turn(first), waits(first)) == ([], [])


def test_somebody_without_a_seat_has_no_assessors_tasks():
    trajectory = TrajectoryFactory(assessing=True)

    assert assessor_tasks(who_is(trajectory, Part.COACH)).mine == []
    assert assessor_tasks(trajectory.candidate).mine == []
