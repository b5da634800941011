"""The pages on which candidate and coach work together: what each reads, sends, and gets back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import CoachLook, Participant, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from evc.trajectories.services.guiding import notice_stall
from portfolio.models import EvidenceItem, EvidenceRequest, PlannedItem
from tests.factories.portfolio import make_item
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def coach(building: Trajectory, sign_in: Any) -> Client:
    return sign_in(who_is(building, Part.COACH))


def typed(building: Trajectory, **other: Any) -> dict[str, Any]:
    part = work_processes_in_scope(building)[0]
    due_on = (timezone.localdate() + timedelta(days=7)).isoformat()
    return {"title": "Marktplan", "kind": "work_product", "due_on": due_on, "work_processes": [str(part.pk)]} | other


def text(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_plan_goes_from_the_coach_to_a_promise_to_an_item(
    building: Trajectory, candidate: Client, coach: Client
) -> None:
    assert coach.post(reverse("plan-new", args=[building.pk]), typed(building)).status_code == 302
    planned = PlannedItem.objects.get()
    assert "Do you agree?" in text(candidate, "plan", building.pk)
    assert "Waits for the candidate" in text(coach, "plan", building.pk)

    assert candidate.post(reverse("plan-accept", args=[building.pk, planned.pk])).status_code == 302
    assert "Promised for" in text(candidate, "coverage", building.pk)
    assert "There is no evidence for this yet" in text(candidate, "home")  # a promise covers nothing

    item = make_item(building.candidate)
    assert "Is this it?" in text(candidate, "item", item.pk)
    assert candidate.post(reverse("plan-fulfil", args=[building.pk, planned.pk]), {"item": item.pk}).status_code == 302
    assert "Is this it?" not in text(candidate, "item", item.pk)
    assert "Shown on" in text(coach, "plan", building.pk)


def test_what_was_typed_comes_back_with_what_is_wrong(building: Trajectory, candidate: Client) -> None:
    answer = candidate.post(
        reverse("plan-new", args=[building.pk]), typed(building, title="Een mooi plan", due_on="2020-01-01")
    )

    assert answer.status_code == 422
    assert "This day is past" in answer.content.decode()
    assert "Een mooi plan" in answer.content.decode()
    assert not PlannedItem.objects.exists()


def test_a_late_promise_is_the_next_step_and_is_said_in_words(building: Trajectory, candidate: Client) -> None:
    candidate.post(reverse("plan-new", args=[building.pk]), typed(building))
    PlannedItem.objects.update(due_on=timezone.localdate() - timedelta(days=2))

    assert "Show what you promised" in text(candidate, "home")
    assert "that day is past" in text(candidate, "plan", building.pk)


def test_the_coach_never_sees_what_is_not_shared(building: Trajectory, candidate: Client, coach: Client) -> None:
    candidate.post(reverse("plan-new", args=[building.pk]), typed(building))
    make_item(building.candidate, title="Heel geheim")
    planned = PlannedItem.objects.get()

    assert "Heel geheim" in text(candidate, "plan-fulfil", building.pk, planned.pk)
    assert coach.get(reverse("plan-fulfil", args=[building.pk, planned.pk])).status_code == 404
    assert "Heel geheim" not in text(coach, "trajectory", building.pk)


def test_a_request_stands_on_the_home_until_it_is_done(building: Trajectory, candidate: Client, coach: Client) -> None:
    due_on = (timezone.localdate() + timedelta(days=3)).isoformat()
    sent = {"text": "Voeg het besluit toe", "due_on": due_on}
    assert coach.post(reverse("evidence-ask", args=[building.pk]), sent).status_code == 302
    asked = EvidenceRequest.objects.get()
    assert "Voeg het besluit toe" in text(candidate, "home")
    assert "Voeg het besluit toe" in text(coach, "trajectory", building.pk)

    assert candidate.post(reverse("request-done", args=[asked.pk])).status_code == 302
    assert "Voeg het besluit toe" not in text(candidate, "home")
    answer = coach.post(reverse("request-withdraw", args=[asked.pk]))
    assert answer.status_code == 409  # it was done already
    assert candidate.post(reverse("evidence-ask", args=[building.pk]), sent).status_code == 404


def test_opening_the_page_of_a_candidate_is_looking_and_a_head_is_not(building: Trajectory, coach: Client) -> None:
    coach.head(reverse("trajectory", args=[building.pk]))
    assert not CoachLook.objects.exists()

    share_evidence(building, ["W1"], title="Een nieuw stuk")
    assert "New since you last looked" in text(coach, "trajectory", building.pk)
    assert CoachLook.objects.count() == 1


def test_the_coach_reads_that_work_stands_still_and_what_the_candidate_says(
    building: Trajectory, coach: Client
) -> None:
    then = timezone.now() - timedelta(days=20)
    Trajectory.objects.update(state_since=then)
    notice_stall(building.pk)

    assert "Stands still: 20 days" in text(coach, "candidates")
    assert "Stands still: 20 days" in text(coach, "trajectory", building.pk)
    building.stalls.update(answer="need_help", answered_at=timezone.now())
    assert f"{building.candidate.name} asks for help" in text(coach, "candidates")


def test_what_was_added_after_handing_in_is_told_apart(sign_in: Any) -> None:
    case = TrajectoryFactory(submitted=True)
    candidate, coach = sign_in(case.candidate), sign_in(who_is(case, Part.COACH))
    later = make_item(case.candidate, title="Later gemaakt", work_processes=[work_processes_in_scope(case)[0]])

    own, of_coach = text(candidate, "handed-in", case.pk), text(coach, "handed-in", case.pk)

    assert own.index("Added afterwards") < own.index("Later gemaakt")
    assert "Later gemaakt" not in of_coach  # it is not shared
    assert "Werkproduct" in of_coach
    EvidenceItem.objects.update(changed_at=timezone.now())  # such as linking it for another trajectory
    assert "Changed since" not in text(candidate, "handed-in", case.pk)
    EvidenceItem.objects.exclude(pk=later.pk).update(title="Een betere titel")
    assert "Changed since" in text(candidate, "handed-in", case.pk)


def test_an_item_is_taken_out_after_one_more_question(sign_in: Any) -> None:
    case = TrajectoryFactory(building=True, evidence_for=["W1", "W2", "W3"])
    item = share_evidence(case, ["W1"], title="Toch niet")
    trajectories.submit_dossier(case.pk, by=case.candidate)
    candidate = sign_in(case.candidate)
    address = reverse("dossier-take-out", args=[case.pk, item.pk])

    assert candidate.get(address).status_code == 200
    assert case.audience.manifests.count() == 1
    assert candidate.post(address).status_code == 302
    assert "Toch niet" not in text(candidate, "handed-in", case.pk).split("Added afterwards")[0]
    assert candidate.get(address).status_code == 404
