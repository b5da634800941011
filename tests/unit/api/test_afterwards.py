"""Appeals, corrections and complaints over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from evc.assessments.models import Assessment
from evc.outcomes import services as outcomes
from evc.outcomes.models import Appeal, Complaint, Outcome
from evc.roles import Role
from foundation.jobs.services import run_due
from tests.factories.appeals import admitted, lodged, partly_recognised, reassessed, somebody, who_looks_again
from tests.factories.assessments import scored
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import coordinator_of, make_expert, who_is
from tests.unit.api.callers import Caller
from tests.unit.api.test_reading import assert_queries_stay

pytestmark = pytest.mark.django_db


def _candidate(outcome: Outcome) -> Caller:
    return Caller(outcome.trajectory.candidate)


def test_an_appeal_goes_from_the_candidate_to_a_granted_outcome():
    outcome = partly_recognised()
    trajectory = outcome.trajectory
    candidate, coordinator = _candidate(outcome), Caller(coordinator_of(trajectory))

    can_be = candidate.get(f"outcomes/{outcome.pk}/contestable")
    criteria = [row["id"] for one in can_be["work_processes"] for row in one["criteria"]]
    path = f"appeals/{candidate.post(f'outcomes/{outcome.pk}/appeals', {'criteria': criteria, 'reasons': 'Bladzijde 3'})['id']}"
    again = candidate.post(f"outcomes/{outcome.pk}/appeals", {"criteria": criteria, "reasons": "Nog eens"}, expect=409)
    assert again["detail"]

    officer = Caller(somebody(Appeal.objects.get(), Role.QUALITY_OFFICER))
    officer.get(path, expect=404)
    coordinator.post(f"{path}/officer", {"person": str(officer.person.pk)}, expect=200)
    assert officer.post(f"{path}/admit", expect=200)["state"] == "admitted"
    for seat in (1, 2):
        assessor = Caller(somebody(Appeal.objects.get(), Role.ASSESSOR))
        make_expert(trajectory, assessor.person)
        coordinator.post(f"{path}/assessors", {"person": str(assessor.person.pk), "seat": seat}, expect=200)
        assert assessor.get(f"{path}/seat")["own"]["no_ties_declared_at"] is None
        assert assessor.post(f"{path}/declare-no-ties", expect=200)["own"]["no_ties_declared_at"]
        assessor.get(path, expect=404)
        started = assessor.post(f"{path}/assessment", expect=200)
        scored(Assessment.objects.get(pk=started["id"]), default="voldoende")
    run_due()

    assert all("now" not in row for row in candidate.get(path)["criteria"])
    assert officer.get(path)["criteria"][0]["now"]["meets_bar"] is True
    decided = officer.post(f"{path}/decide", {"answer": "Bladzijde 3 laat het zien."}, expect=200)
    assert (decided["state"], bool(decided["new_outcome"])) == ("granted", True)
    seen = candidate.get(path)
    assert seen["answer"] == "Bladzijde 3 laat het zien."
    assert "people" not in seen


def test_an_appeal_is_not_taken_up_with_a_reason():
    appeal = lodged()
    coordinator = Caller(coordinator_of(appeal.trajectory))
    officer = Caller(somebody(appeal, Role.QUALITY_OFFICER))
    coordinator.post(f"appeals/{appeal.pk}/officer", {"person": str(officer.person.pk)}, expect=200)

    told = officer.post(
        f"appeals/{appeal.pk}/refuse-admission", {"obstacle": "no_reasons", "answer": "Zeg waarom."}, expect=200
    )

    assert (told["state"], told["obstacle"]) == ("not_admitted", "no_reasons")
    assert officer.post(f"appeals/{appeal.pk}/admit", expect=403)["detail"]


def test_who_scores_again_reads_neither_the_appeal_nor_the_outcome():
    appeal = admitted()
    assessor = Caller(who_looks_again(appeal)[0])

    assessor.get(f"appeals/{appeal.pk}", expect=404)
    assessor.get(f"outcomes/{appeal.outcome_id}", expect=404)
    assert assessor.get("appeals")["results"] == []
    assert appeal.reasons not in str(assessor.get(f"appeals/{appeal.pk}/seat"))


def test_who_could_decide_is_told_with_what_stands_in_the_way():
    appeal = lodged()
    released = who_is(appeal.trajectory, "quality_officer")

    (officer, *seats) = Caller(coordinator_of(appeal.trajectory)).get(f"appeals/{appeal.pk}/assignable")

    obstacles = {row["person"]["id"]: row["obstacle"] for row in officer["able"]}
    assert obstacles[str(released.pk)]["code"] == "checks-quality"
    assert [row["can_change"] for row in seats] == [False, False]


def test_the_list_of_appeals_stays_quick():
    first = lodged()
    coordinator = coordinator_of(first.trajectory)

    def more() -> None:
        for _ in range(2):
            lodged(partly_recognised(provider=first.trajectory.provider))

    assert_queries_stay(Caller(coordinator), "appeals", more)


def test_a_correction_is_asked_read_and_granted():
    outcome = partly_recognised()
    candidate, officer = _candidate(outcome), Caller(who_is(outcome.trajectory, "quality_officer"))
    sent = {"kind": "spelling", "name": "Noor de Bruijn", "because": "Met een ij"}

    asked = candidate.post(f"outcomes/{outcome.pk}/corrections", sent)
    assert candidate.post(f"outcomes/{outcome.pk}/corrections", sent, expect=409)["detail"]
    assert [row["id"] for row in officer.get("corrections", state="asked")["results"]] == [asked["id"]]
    assert officer.post(f"corrections/{asked['id']}/grant", {}, expect=200)["state"] == "granted"
    run_due()

    assert candidate.get(f"corrections/{asked['id']}")["state"] == "made"
    assert candidate.get("me")["name"] == "Noor de Bruijn"


def test_a_correction_is_refused_with_the_reason():
    outcome = partly_recognised()
    candidate, officer = _candidate(outcome), Caller(who_is(outcome.trajectory, "quality_officer"))
    asked = candidate.post(
        f"outcomes/{outcome.pk}/corrections", {"kind": "name", "name": "Noor", "because": "Getrouwd"}
    )

    assert officer.post(f"corrections/{asked['id']}/refuse", {}, expect=400)["errors"][0]["field"] == "answer"
    officer.post(f"corrections/{asked['id']}/refuse", {"answer": "Toon de akte."}, expect=200)

    assert candidate.get(f"corrections/{asked['id']}")["answer"] == "Toon de akte."


def _complained(caller: Caller, trajectory: Any) -> str:
    sent = {"happened_on": timezone.localdate().isoformat(), "about": "Er werd niet geluisterd"}
    return f"complaints/{caller.post(f'trajectories/{trajectory.pk}/complaints', sent)['id']}"


def test_a_complaint_is_answered_and_looked_at_by_a_second():
    outcome = partly_recognised()
    trajectory, candidate = outcome.trajectory, _candidate(outcome)
    handlers = []
    for _ in range(2):
        person = PersonFactory()
        member(person, trajectory.provider, Role.QUALITY_OFFICER)
        handlers.append(Caller(person))

    path = _complained(candidate, trajectory)
    handler = next(one for one in handlers if one.ask("get", path).status_code == 200)
    (other,) = (one for one in handlers if one is not handler)
    assert [row["id"] for row in handler.get(f"{path}/hand-on")] == [str(other.person.pk)]
    assert handler.post(f"{path}/answer", {"answer": "Wij spraken met haar."}, expect=200)["state"] == "answered"
    assert candidate.post(f"{path}/second-handler", expect=200)["round"] == 2

    assert other.get(path)["handlings"][-1]["handler"]["id"] == str(other.person.pk)
    assert candidate.post(f"{path}/withdraw", expect=200)["state"] == "withdrawn"


def test_a_coordinator_names_a_handler_and_reads_nothing():
    outcome = partly_recognised()
    trajectory = outcome.trajectory
    path = _complained(_candidate(outcome), trajectory)
    coordinator = Caller(coordinator_of(trajectory))
    coordinator.get(path, expect=404)
    person = PersonFactory()
    member(person, trajectory.provider, Role.QUALITY_OFFICER)

    assert coordinator.get(f"{path}/handler") == [{"id": str(person.pk), "name": person.name}]
    coordinator.post(f"{path}/handler", {"person": str(person.pk)}, expect=204)

    assert Complaint.objects.get().state == "in_hand"
    coordinator.get(f"{path}/handler", expect=404)


def test_the_list_of_complaints_stays_quick():
    outcome = partly_recognised()
    candidate = _candidate(outcome)
    _complained(candidate, outcome.trajectory)

    assert_queries_stay(candidate, "complaints", lambda: [_complained(candidate, outcome.trajectory) for _ in range(3)])


def test_levels_are_told_to_the_candidate_once_it_is_decided():
    appeal = reassessed()
    candidate = Caller(appeal.trajectory.candidate)
    assert "before" not in candidate.get(f"appeals/{appeal.pk}")["criteria"][0]

    outcomes.decide_appeal(appeal.pk, answer="Ja.", by=appeal.officer)

    assert candidate.get(f"appeals/{appeal.pk}")["criteria"][0]["before"]["meets_bar"] is False
