"""After a granted appeal each outcome's report says what that outcome stands on: its levels, its reasons, its substantiation."""

from __future__ import annotations

import pytest

from evc.assessments import services as assessments
from evc.assessments.models import Moderation
from evc.outcomes import services as outcomes
from evc.outcomes.contesting import contestable
from evc.outcomes.models import Appeal, Outcome
from evc.outcomes.report import report
from foundation.jobs import services as jobs
from tests.factories.appeals import granted, lodged, reassessed, who_looks_again
from tests.factories.assessments import level_of
from tests.factories.outcomes import issued
from tests.factories.programmes import make_module

pytestmark = pytest.mark.django_db


def agreed_again(appeal: Appeal) -> None:
    """Those who looked again settle what they differ on, and the quality officer decides."""
    moderation = Moderation.objects.get(reassessment=appeal.reassessment)
    signing = who_looks_again(appeal)
    for row in moderation.scores.select_related("criterion"):
        assessments.agree(
            moderation.pk,
            criterion=row.criterion,
            level=level_of(appeal.trajectory, "voldoende"),
            because="Bladzijde 3.",
            by=signing[0],
        )
    for person in signing:
        assessments.sign_moderation(moderation.pk, by=person)
    jobs.run_due()
    outcomes.decide_appeal(appeal.pk, answer="Bladzijde 3 laat het zien.", by=appeal.officer)


def said_of(outcome: Outcome, criterion: str) -> tuple[str, str]:
    """The level and the reason that the report gives."""
    fresh = Outcome.objects.get(pk=outcome.pk)
    rows = [row for task in report(fresh).core_tasks for process in task.work_processes for row in process.criteria]
    (found,) = [row for row in rows if row.criterion.code == criterion]
    return (found.level.key if found.level else "", found.moderated_because)


def test_each_report_gives_the_level_and_the_reason_of_its_own_outcome():
    """W3-C01: the first assessors differed. W1-C02: not met, then those who looked again differed and agreed."""
    before = issued(levels={1: {"W1-C02": "onvoldoende", "W3-C01": "goed"}, 2: {"W1-C02": "onvoldoende"}})
    appeal = reassessed(lodged(before), levels={1: {"W1-C02": "onvoldoende"}})
    agreed_again(appeal)
    appeal.refresh_from_db()

    assert said_of(appeal.new_outcome, "W3-C01") == ("voldoende", "Samen naar het bewijs gekeken.")
    assert said_of(appeal.new_outcome, "W1-C02") == ("voldoende", "Bladzijde 3.")
    assert said_of(before, "W3-C01") == ("voldoende", "Samen naar het bewijs gekeken.")
    assert said_of(before, "W1-C02") == ("onvoldoende", "")


def test_the_report_after_an_appeal_holds_what_those_who_looked_again_saw():
    appeal = granted()

    def legs(outcome: Outcome) -> list[tuple[int, bool]]:
        first = report(Outcome.objects.get(pk=outcome.pk)).core_tasks[0].work_processes[0]
        return [(row.seat, row.on_appeal) for row in first.substantiation]

    assert legs(appeal.new_outcome) == [(1, False), (2, False), (1, True), (2, True)]
    assert legs(appeal.outcome) == [(1, False), (2, False)]


def test_the_modules_advised_for_what_stays_open_go_along_to_the_new_outcome():
    before = issued(levels={seat: {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"} for seat in (1, 2)})
    gap = before.gaps.get(work_process__code="W2")
    course = make_module(practised=gap.work_process)
    gap.modules.add(course)
    (contest,) = [row for row in contestable(before) if row.work_process.code == "W1"]
    appeal = outcomes.lodge_appeal(
        before.pk,
        criteria=[criterion.pk for criterion in contest.criteria],
        reasons="Bladzijde 3.",
        by=before.trajectory.candidate,
    )

    new = granted(appeal).new_outcome

    assert list(new.gaps.get(work_process__code="W2").modules.all()) == [course]
