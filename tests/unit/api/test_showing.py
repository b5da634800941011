"""A badge as evidence, places and the plan over the API: thin doors to the services."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.credentials import issued_badge
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is
from tests.unit.api.callers import Caller

pytestmark = pytest.mark.django_db
PLAN = "plan-fietsparkeren-stationsplein.pdf"


def test_a_badge_becomes_evidence_and_what_is_none_is_refused_with_a_sentence():
    caller = Caller(PersonFactory())
    badge = SimpleUploadedFile("badge.json", issued_badge().document.encode())

    item = caller.upload("portfolio/items/from-badge", {"file": badge})
    wrong = caller.upload("portfolio/items/from-badge", {"file": SimpleUploadedFile("x.json", b"{}")}, expect=422)

    assert item["kind"] == "badge"
    assert wrong["detail"] if isinstance(wrong, dict) else wrong.json()["detail"]


def test_a_place_is_pointed_at_once_and_taken_away():
    owner, work = PersonFactory(), make_standard().work_processes.get(code="W1")
    item = make_item(owner, file=PLAN, work_processes=[work])
    caller, path = Caller(owner), f"portfolio/items/{item.pk}/places"
    body = {"work_process": str(work.pk), "file": str(item.files.get().pk), "page_from": 1}

    place = caller.post(path, body)
    caller.post(path, body)
    caller.post(path, body | {"page_from": 400}, expect=422)

    assert [row["id"] for row in caller.get(path)] == [place["id"]]
    caller.post(f"portfolio/places/{place['id']}", expect=200)
    Caller(PersonFactory()).delete(f"portfolio/places/{place['id']}", expect=404)
    caller.delete(f"portfolio/places/{place['id']}", expect=204)
    assert caller.get(path) == []


def test_coach_and_candidate_plan_together():
    trajectory = TrajectoryFactory(building=True)
    candidate, coach = (Caller(who_is(trajectory, part)) for part in ("candidate", "coach"))
    work = trajectory.standard_version.work_processes.earliest("position")
    path = f"trajectories/{trajectory.pk}/plan"
    body = {
        "title": "Foto van de afzetting",
        "kind": "work_product",
        "work_processes": [str(work.pk)],
        "due_on": (timezone.localdate() + timedelta(days=7)).isoformat(),
    }

    planned = coach.post(path, body)
    assert planned["accepted_at"] is None
    coach.post(f"{path}/{planned['id']}/accept", expect=403)
    assert candidate.post(f"{path}/{planned['id']}/accept", expect=200)["accepted_at"]
    item = share_evidence(trajectory, ["W1"], title="Foto")
    assert candidate.post(f"{path}/{planned['id']}/shown", {"item": str(item.pk)}, expect=200)["item"] == str(item.pk)

    other = candidate.post(path, body)
    assert coach.put(f"{path}/{other['id']}", body | {"title": "Film"})["accepted_at"] is None
    assert candidate.post(f"{path}/{other['id']}/end", {"because": "Te veel"}, expect=200)["ended_because"] == "Te veel"
    assert len(coach.get(path)) == 2
    Caller(PersonFactory()).get(path, expect=404)
