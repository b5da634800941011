"""The coach's talks, hours of coach and assessors, and what is kept how long, over the API."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories.outcomes import released
from tests.unit.api.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_talk_is_written_down_chosen_from_and_taken_back(world):
    coach, candidate = world.callers["coach"], world.callers["candidate"]
    body = {"held_on": timezone.localdate().isoformat(), "points": ["Blijft rustig", "Zoekt een cursus"]}

    (talk,) = coach.post(f"{world.path}/talks", body)
    assert [point["chosen_at"] for point in talk["points"]] == [None, None]
    chosen = {"chosen": [talk["points"][1]["id"]]}
    (read,) = candidate.put(f"{world.path}/talks/chosen", chosen)
    assert [point["chosen_at"] is not None for point in read["points"]] == [False, True]

    assert coach.post(f"{world.path}/talks", {**body, "points": ["  "]}, expect=422)
    coach.delete(f"{world.path}/talks/{talk['id']}", expect=204)
    assert candidate.get(f"{world.path}/talks") == []


def test_hours_are_said_once_a_stage_is_over(world):
    first, coordinator = world.callers["first"], world.callers["coordinator"]
    said = {"part": "assessor", "stage": "assessment", "hours": "12.5"}
    assert first.post(f"{world.path}/work-hours", said, expect=409)["code"] == "stage-not-over"

    released(world.trajectory)

    (own,) = first.post(f"{world.path}/work-hours", said, expect=200)
    assert own["spent"] == "12.50"
    assert {row["spent"] for row in coordinator.get(f"{world.path}/work-hours")} == {"12.50", None}


def test_a_candidate_reads_what_is_kept_how_long(world):
    (case,) = world.callers["candidate"].get("me/kept")

    assert case["trajectory"] == str(world.trajectory.pk)
    assert case["ended"] is None
    assert {line["kept"]: line["months"] for line in case["lines"]} == {"dossier": 12, "words": 36, "decision": 84}
