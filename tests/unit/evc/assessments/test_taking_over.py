"""Findings of an earlier certificate are taken over by all assessors together, say where they come from, and are no scores."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from evc.assessments import services as assessments
from evc.assessments.completeness import what_is_left
from evc.assessments.models import TakenOver
from evc.assessments.selectors import compare
from evc.outcomes import services as outcomes
from evc.outcomes.claim import build_claim
from evc.outcomes.printing import print_report
from evc.standards.models import WorkProcess
from evc.trajectories.models import Participant
from foundation.errors import InvalidInput, NotAllowed, WrongState
from portfolio import services as portfolio
from tests.factories.assessments import filled_in, scored, see_identity, started, work_process_of
from tests.factories.outcomes import check, quality_officer
from tests.factories.trajectories import TrajectoryFactory, who_is
from tests.unit.evc.outcomes.test_report_file import text_of

pytestmark = pytest.mark.django_db
SAID = {
    "source": "EVC-centrum Elders",
    "certificate": "Ervaringscertificaat Handhaver",
    "found_on": date(2025, 5, 20),
    "because": "Het werk is sindsdien hetzelfde gebleven.",
}


def certificate_for(trajectory, work_process: WorkProcess):
    return portfolio.manifest_contents(trajectory.manifest).items_for(work_process.code)[0].id


def proposed_by(assessment, work_process: WorkProcess, **changes) -> TakenOver:
    said = {"item": certificate_for(assessment.trajectory, work_process)} | SAID | changes
    return assessments.propose_taking_over(
        assessment.trajectory_id, work_process=work_process, by=assessment.assessor, **said
    )


@pytest.fixture
def desks():
    trajectory = TrajectoryFactory(assessing=True)
    return started(trajectory, 1), started(trajectory, 2)


def codes_left(assessment) -> set[str]:
    return {gap.code[:2] for gap in what_is_left(assessment) if gap.work_process}


def test_it_counts_once_every_assessor_agreed_and_then_is_not_scored(desks):
    first, second = desks
    work_process = work_process_of(first.trajectory, "W1")
    row = proposed_by(first, work_process)
    assert not TakenOver.objects.counting().exists()
    assert "W1" in codes_left(first)

    assessments.agree_to_taking_over(row.pk, by=second.assessor)
    assessments.agree_to_taking_over(row.pk, by=second.assessor)

    assert list(TakenOver.objects.counting()) == [row]
    assert "W1" not in codes_left(first) | codes_left(second)


def test_the_report_the_result_and_the_badge_say_where_it_comes_from_and_kappa_leaves_it_out(desks):
    first, second = desks
    trajectory = first.trajectory
    filled_in(first, levels={"W1-C01": "goed"})  # before it was taken over they differed on it
    row = proposed_by(first, work_process_of(trajectory, "W1"))
    assessments.agree_to_taking_over(row.pk, by=second.assessor)
    compared = compare(trajectory).scores_compared
    assessments.finalise(first.pk, by=first.assessor)
    scored(second)
    see_identity(trajectory)
    outcome = outcomes.propose_outcome(trajectory.pk)

    assert compared == 0
    assert outcome.scores_compared == 2  # of W2 and W3 alone
    result = outcome.results.get(work_process__code="W1")
    assert (result.verdict, result.criteria_met, result.taken_over) == ("recognised", 0, row)
    outcomes.release(check(outcome).pk, by=quality_officer(outcome))
    outcome.refresh_from_db()
    opening = "Overgenomen van een eerder certificaat"
    with translation.override("nl"):
        assert opening in build_claim(outcome).narrative
        assert opening in text_of(print_report(outcome).pdf)
        assert "EVC-centrum Elders" in build_claim(outcome).narrative


def test_it_needs_a_certificate_in_the_dossier_a_day_that_was_and_a_reason(desks):
    first, _second = desks
    work_process = work_process_of(first.trajectory, "W1")
    other = work_process_of(TrajectoryFactory(building=True), "W1")
    wrong = (
        {"item": first.pk},
        {"found_on": timezone.localdate() + timedelta(days=1)},
        {"because": " "},
        {"source": ""},
        {"certificate": ""},
    )
    for changes in wrong:
        with pytest.raises(InvalidInput):
            proposed_by(first, work_process, **changes)
    with pytest.raises(InvalidInput):
        assessments.propose_taking_over(
            first.trajectory_id, work_process=other, item=first.pk, by=first.assessor, **SAID
        )
    proposed_by(first, work_process)
    with pytest.raises(WrongState):
        proposed_by(first, work_process)


def test_only_the_assessors_take_over_and_only_while_both_score(desks):
    first, second = desks
    trajectory, work_process = first.trajectory, work_process_of(first.trajectory, "W1")
    row = proposed_by(first, work_process)
    for person in (trajectory.candidate, who_is(trajectory, Participant.Part.COACH)):
        with pytest.raises(NotAllowed):
            assessments.agree_to_taking_over(row.pk, by=person)
        assert not TakenOver.objects.visible_to(person).exists()
    scored(first)
    with pytest.raises(WrongState):
        assessments.agree_to_taking_over(row.pk, by=second.assessor)
    with pytest.raises(WrongState):
        assessments.take_back_taking_over(row.pk, by=second.assessor)
