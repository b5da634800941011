"""Requirements, statements, consents and agreement texts over the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.trajectories.models import Participant
from foundation.audit.models import AuditEntry
from tests.factories.outcomes import released
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is
from tests.unit.api.callers import Caller

pytestmark = pytest.mark.django_db

Part = Participant.Part
UNTIL = (timezone.localdate() + timedelta(days=30)).isoformat()


def test_a_requirement_is_noted_corrected_and_taken_away():
    trajectory = TrajectoryFactory(intake=True)
    coordinator, path = Caller(coordinator_of(trajectory)), f"trajectories/{trajectory.pk}/requirements"
    body = {"title": "Drie jaar ervaring", "finding": "open"}

    noted = coordinator.post(path, body)
    refused = coordinator.post(path, {**body, "finding": "met"}, expect=422)
    assert refused["errors"][0]["field"] == "proof"
    assert coordinator.post(path, {**body, "finding": "met", "proof": "Contract"})["id"] == noted["id"]

    assert [row["finding"] for row in coordinator.get(path)] == ["met"]
    coordinator.delete(f"{path}/{noted['id']}", expect=204)
    assert coordinator.get(path) == []


def test_statements_are_read_and_an_assessor_is_objected_to():
    trajectory = TrajectoryFactory(building=True)
    candidate, path = Caller(trajectory.candidate), f"trajectories/{trajectory.pk}"
    first = Caller(appoint(trajectory, Part.ASSESSOR, 1))
    seat = trajectory.participants.get(person=first.person)

    candidate.post(f"{path}/assessors/{seat.pk}/object", expect=204)

    first.get(path, expect=404)
    own = candidate.get(f"{path}/statements")
    assert {row["participant"]["part"] for row in own} == {"candidate"}
    assert own[0]["text"]


def test_the_manager_reads_what_the_candidate_lets_them_read_and_it_is_logged():
    case = TrajectoryFactory(assessing=True)
    manager = Caller(appoint(case, Part.MANAGER))
    outcome = released(case)
    trajectory = outcome.trajectory
    candidate, path = Caller(trajectory.candidate), f"trajectories/{trajectory.pk}"
    manager.get(f"{path}/shared-result", expect=404)

    candidate.post(f"{path}/consents", {"scope": "outcome", "until": UNTIL})
    brief = manager.get(f"{path}/shared-result")
    assert (brief["report"], len(brief["results"])) == (None, outcome.results.count())
    candidate.post(f"{path}/consents", {"scope": "report", "until": UNTIL})
    assert manager.get(f"{path}/shared-result")["report"]["candidate"] == trajectory.candidate.name
    assert AuditEntry.objects.filter(event="outcome.read-by-client", actor_id=manager.person.pk).count() == 2

    candidate.delete(f"{path}/consents/client", expect=204)
    manager.get(f"{path}/shared-result", expect=404)
    assert [row["ended_at"] is None for row in candidate.get(f"{path}/consents")] == [False, False]
    candidate.delete(f"{path}/consents/client", expect=409)
    candidate.delete(f"{path}/consents/iedereen", expect=404)


def test_an_agreement_tells_its_terms_as_values():
    trajectory = TrajectoryFactory(until="counselled")
    coordinator, path = Caller(coordinator_of(trajectory)), f"trajectories/{trajectory.pk}/agreement"

    coordinator.post(f"{path}/terms", {"hours_in_work_time": "8", "price": "650", "payer": "client"})

    assert Caller(trajectory.candidate).get(path)["terms"] == {
        "hours_in_work_time": "8.0",
        "price": "650.00",
        "payer": "client",
        "pay_effect": "none",
        "pay_described": "",
        "subsidy": "",
    }


def test_an_agreement_text_gets_the_next_number_and_a_missing_placeholder_is_named():
    trajectory = TrajectoryFactory(intake=True)
    coordinator = Caller(coordinator_of(trajectory))
    path = f"organisations/{trajectory.provider_id}/agreement-texts"

    assert coordinator.post(path, {"text": "Wij spreken af."}, expect=422)["errors"][0]["field"] == "text"
    assert coordinator.get(path) == []
    Caller(who_is(trajectory, Part.CANDIDATE)).get(path, expect=404)
