"""The report holds the four things that an EVC report must (domain fact 2), and no assessor's name."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evc.assessments.scoring import Verdict
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.outcomes.report import report
from evc.trajectories.models import Participant
from tests.factories.assessments import work_process_of
from tests.factories.outcomes import proposed, quality_officer
from tests.factories.standards import make_standard
from tests.factories.trajectories import who_is

pytestmark = pytest.mark.django_db
BELOW = {"W1-C02": "onvoldoende"}


def test_goal_competences_substantiation_and_recommendations_are_there():
    outcome = proposed(levels={1: {**BELOW, "W3-C01": "goed"}, 2: BELOW})
    outcomes.write_gap_advice(
        outcome.pk,
        work_process=work_process_of(outcome.trajectory, "W1"),
        advice="Loop een maand mee.",
        by=quality_officer(outcome),
    )

    made = report(outcome)

    assert made.goal == "Teamleider worden"
    assert made.counts == {Verdict.RECOGNISED: 2, Verdict.PARTLY: 1, Verdict.NOT_YET: 0}
    first = made.core_tasks[0].work_processes[0]
    assert [(row.criterion.code, row.level.key, row.meets_bar) for row in first.criteria] == [
        ("W1-C01", "voldoende", True),
        ("W1-C02", "onvoldoende", False),
    ]
    assert [legs.seat for legs in first.substantiation] == [1, 2]
    assert all(legs.seen_or_heard for legs in first.substantiation)
    assert first.evidence[0].title == "Werkproduct"
    assert [gap.advice for gap in made.recommendations] == ["Loop een maand mee."]
    assert {held.instrument.key for held in made.instruments} == {"interview", "observation"}
    assert made.core_tasks[1].work_processes[0].criteria[0].moderated_because == "Samen naar het bewijs gekeken."
    assert made.what_it_is
    assert made.what_it_is_not


def test_assessors_stand_in_it_by_seat():
    outcome = proposed()
    names = [who_is(outcome.trajectory, Participant.Part.ASSESSOR, seat).name for seat in (1, 2)]

    made = report(outcome)

    texts = str(
        [asdict(legs) for task in made.core_tasks for row in task.work_processes for legs in row.substantiation]
    )
    assert not any(name in texts + made.how for name in names)
    assert made.assessors == 2


def test_the_price_does_not_grow_with_the_standard():
    small = proposed()
    large = proposed(standard_version=make_standard({"K1": {f"W{n}": 3 for n in range(1, 9)}}))

    def queries(outcome):
        fresh = Outcome.objects.select_related("trajectory__route", "trajectory__candidate").get(pk=outcome.pk)
        with CaptureQueriesContext(connection) as caught:
            report(fresh)
        return len(caught)

    assert queries(small) == queries(large)
