"""What the software finds for the quality officer, with what blocks and what asks for a look."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evc.assessments.models import Substantiation
from evc.outcomes.findings import FindingCode, Severity, findings_for_quality_officer
from evc.trajectories import services as trajectories
from evc.trajectories.models import HoursSpent
from evc.trajectories.selectors import work_processes_in_scope
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from tests.factories.outcomes import proposed
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, appoint, fill_seats, share_evidence

pytestmark = pytest.mark.django_db


def by_code(outcome, code):
    return [finding for finding in findings_for_quality_officer(outcome) if finding.code == code]


def submitted_with(*items, **fields):
    """Handed in with these items, each linked to every work process: dicts of fields."""
    trajectory = TrajectoryFactory(building=True, **fields)
    candidate = trajectory.candidate
    for item in items:
        made = portfolio.add_item(candidate, by=candidate, **item)
        portfolio.link_item(made.pk, work_processes=work_processes_in_scope(trajectory), by=candidate)
        trajectories.share_item(trajectory.pk, made.pk, by=candidate)
    trajectories.submit_dossier(trajectory.pk, by=candidate)
    fill_seats(trajectory)
    appoint(trajectory, "quality_officer")
    return trajectory


def test_identity_that_was_not_seen_blocks_and_stands_on_top():
    found = findings_for_quality_officer(proposed(identity=False))

    assert (found[0].code, found[0].severity) == (FindingCode.IDENTITY_NOT_SEEN, Severity.BLOCKS)
    assert all(finding.severity == Severity.LOOK for finding in found[1:])


def test_a_short_third_leg_is_pointed_out_and_an_empty_one_blocks():
    outcome = proposed()
    rows = Substantiation.objects.filter(assessment__participant__seat=2)
    rows.filter(work_process__code="W1").update(seen_or_heard="Overtuigend aangetoond.")
    rows.filter(work_process__code="W2").update(evidence_or_instrument=" ")

    (short,), (empty,) = by_code(outcome, FindingCode.LEG_SHORT), by_code(outcome, FindingCode.LEG_MISSING)
    assert (short.facts["work_process"], short.facts["seat"], short.facts["characters"]) == ("W1", 2, 23)
    assert (empty.facts["work_process"], empty.severity) == ("W2", Severity.BLOCKS)


def test_a_work_process_with_only_indirect_evidence_is_pointed_out():
    trajectory = submitted_with({"kind": "testimony", "title": "Referentie"})

    assert [row.facts["work_process"] for row in by_code(proposed(trajectory), FindingCode.ONLY_INDIRECT)] == [
        "W1",
        "W2",
        "W3",
    ]


def test_fewer_items_than_the_route_expects_are_pointed_out():
    (first, *_more) = by_code(proposed(), FindingCode.FEW_ITEMS)

    assert first.facts == {"work_process": "W1", "items": 1, "expected": 2}


def test_old_evidence_is_pointed_out_with_its_day():
    old, young = datetime.date(2018, 6, 1), timezone.localdate() - datetime.timedelta(days=400)
    trajectory = submitted_with(
        {"kind": "diploma", "title": "Diploma", "issued_on": old},
        {"kind": "work_product", "title": "Plan", "period_until": young, "period_from": old},
    )

    (finding,) = by_code(proposed(trajectory), FindingCode.OLD_EVIDENCE)
    assert (finding.facts["item"], finding.facts["day"], finding.facts["years"]) == ("Diploma", "2018-06-01", 5)


def test_a_paper_that_was_valid_no_longer_is_pointed_out_with_its_day():
    today = timezone.localdate()
    trajectory = submitted_with(
        {"kind": "certificate", "title": "Verlopen", "valid_until": today - datetime.timedelta(days=1)},
        {"kind": "certificate", "title": "Nog geldig", "valid_until": today},
    )

    (finding,) = by_code(proposed(trajectory), FindingCode.NO_LONGER_VALID)
    assert (finding.facts["item"], finding.facts["day"]) == ("Verlopen", str(today - datetime.timedelta(days=1)))


def test_a_paper_in_another_name_is_pointed_out():
    trajectory = submitted_with(
        {"kind": "diploma", "title": "Diploma", "holder": "F. el Amrani"},
        {"kind": "certificate", "title": "Certificaat", "holder": "Daan Kuipers"},
        candidate=PersonFactory(name="Fatima el Amrani"),
    )

    assert [finding.facts["item"] for finding in by_code(proposed(trajectory), FindingCode.NAME_DIFFERS)] == [
        "Certificaat"
    ]


def test_warnings_of_files_come_along():
    trajectory = TrajectoryFactory(building=True)
    item = share_evidence(trajectory, ["W1", "W2", "W3"])
    EvidenceFile.objects.create(
        item=item,
        owner=trajectory.candidate,
        line=item.pk,
        sha256="0" * 64,
        name="plan.pdf",
        media_type="application/pdf",
        size=1,
        warnings=["active-content", "already-in-portfolio", "no-text"],
    )
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    fill_seats(trajectory)
    appoint(trajectory, "quality_officer")
    outcome = proposed(trajectory)

    assert by_code(outcome, FindingCode.ACTIVE_CONTENT)[0].facts["file"] == "plan.pdf"
    assert len(by_code(outcome, FindingCode.TWICE_IN_PORTFOLIO)) == 1


def test_hours_over_budget_are_pointed_out():
    outcome = proposed()
    trajectory = outcome.trajectory
    HoursSpent.objects.create(
        trajectory=trajectory,
        phase=trajectory.route.phases.first(),
        day=timezone.localdate(),
        hours="50.5",
        noted_by=trajectory.candidate,
    )

    assert by_code(outcome, FindingCode.HOURS_OVER_BUDGET)[0].facts == {"spent": "50.5", "budget": "48"}


def test_missing_repetitions_are_pointed_out_and_block_nothing():
    outcome = proposed(standard_version=make_standard(repetitions={"W2": 10}))

    (finding,) = by_code(outcome, FindingCode.REPETITIONS_MISSING)
    assert finding.facts == {"work_process": "W2", "confirmed": 0, "required": 10}
    assert finding.severity == Severity.LOOK


def test_what_moderation_raised_or_lowered_is_pointed_out():
    outcome = proposed(levels={1: {"W1-C01": "onvoldoende", "W2-C01": "goed"}, 2: {"W1-C01": "goed", "W3-C01": "goed"}})

    found = {row.facts["criterion"]: row.facts["direction"] for row in by_code(outcome, FindingCode.MODERATED)}
    assert found == {"W1-C01": "raised", "W2-C01": "lowered"}


def test_advice_that_nobody_wrote_is_pointed_out():
    below = {"W2-C01": "onvoldoende"}
    outcome = proposed(levels={1: below, 2: below})

    assert [row.facts["work_process"] for row in by_code(outcome, FindingCode.ADVICE_MISSING)] == ["W2"]


def test_every_finding_is_said_in_a_whole_sentence():
    below = {"W2-C01": "onvoldoende", "W1-C01": "goed"}
    outcome = proposed(levels={1: below, 2: {**below, "W1-C01": "onvoldoende"}}, identity=False)

    for finding in findings_for_quality_officer(outcome):
        assert finding.sentence.endswith(".")
        assert "%(" not in finding.sentence


def test_the_price_does_not_grow_with_the_dossier():
    small = proposed(submitted_with({"kind": "testimony", "title": "Een"}))
    large = proposed(submitted_with(*({"kind": "testimony", "title": f"Stuk {n}"} for n in range(25))))

    def queries(outcome):
        fresh = type(outcome).objects.select_related("trajectory__route").get(pk=outcome.pk)
        with CaptureQueriesContext(connection) as caught:
            findings_for_quality_officer(fresh)
        return len(caught)

    assert queries(small) == queries(large)
