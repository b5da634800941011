"""Requests, taking out, what is taken over, and the report as a file, over the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.outcomes import services as outcomes
from evc.trajectories.models import Participant
from foundation.audit.models import AuditEntry
from portfolio.services import manifest_contents
from tests.factories.assessments import work_process_of
from tests.factories.outcomes import issued, proposed, quality_officer
from tests.factories.trajectories import TrajectoryFactory, appoint, who_is
from tests.unit.api.callers import Caller
from tests.unit.api.world import make_world

pytestmark = pytest.mark.django_db

Part = Participant.Part
DUE = (timezone.localdate() + timedelta(days=14)).isoformat()


def test_a_coach_asks_and_the_candidate_says_that_it_is_done():
    trajectory = TrajectoryFactory(building=True)
    candidate, coach = Caller(trajectory.candidate), Caller(appoint(trajectory, Part.COACH))
    path = f"trajectories/{trajectory.pk}/requests"

    asked = coach.post(path, {"text": "Graag een foto", "due_on": DUE})

    assert candidate.post(f"requests/{asked['id']}/done", expect=200)["done_at"]
    assert [row["done_at"] is None for row in coach.get(path)] == [False]
    assert coach.post(f"requests/{asked['id']}/withdraw", expect=409)["detail"]
    another = coach.post(path, {"text": "Graag een brief", "due_on": DUE})
    assert coach.post(f"requests/{another['id']}/withdraw", expect=200)["withdrawn_at"]


def test_an_item_is_not_taken_out_once_an_assessor_has_begun():
    world = make_world()

    answer = world.callers["candidate"].post(f"{world.path}/dossier/items/{world.frozen_item.pk}/take-out", expect=409)

    assert answer["code"] == "scoring-began"


def test_a_result_is_taken_over_when_both_agree_and_taken_back_by_either():
    trajectory = TrajectoryFactory(assessing=True)
    first, second = (Caller(who_is(trajectory, Part.ASSESSOR, seat)) for seat in (1, 2))
    path = f"trajectories/{trajectory.pk}/taken-over"
    sent = {
        "work_process": str(work_process_of(trajectory, "W1").pk),
        "item": str(manifest_contents(trajectory.manifest).items_for("W1")[0].id),
        "source": "EVC-centrum Elders",
        "certificate": "Ervaringscertificaat",
        "found_on": timezone.localdate().isoformat(),
        "because": "Het werk is hetzelfde gebleven.",
    }

    (row,) = first.post(path, sent)
    assert (row["counts"], row["agreed"]) == (False, True)
    assert first.post(path, sent, expect=409)["code"] == "proposed-before"
    (seen,) = second.get(path)
    assert (seen["counts"], seen["agreed"]) == (False, False)

    (agreed,) = second.post(f"taken-over/{row['id']}/agree", expect=200)
    assert agreed["counts"] is True
    assert second.post(f"taken-over/{row['id']}/take-back", expect=200) == []


def test_the_report_is_a_draft_for_the_officer_and_sealed_for_the_candidate():
    outcome = proposed()
    officer, candidate = Caller(quality_officer(outcome)), Caller(outcome.trajectory.candidate)
    path = f"outcomes/{outcome.pk}/report/file"

    draft = officer.ask("get", path)
    assert draft.content.startswith(b"%PDF")
    assert "concept" in draft["Content-Disposition"]
    candidate.get(path, expect=404)
    assert AuditEntry.objects.filter(event="outcome.report-read", actor_id=officer.person.pk).count() == 1

    done = issued()
    sealed = Caller(done.trajectory.candidate).ask("get", f"outcomes/{done.pk}/report/file")
    done.refresh_from_db()
    assert sealed.content == outcomes.report_file(done)
    assert sealed["Cache-Control"] == "private, no-store"
