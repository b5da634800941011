"""Around the desk over the API: a third assessor, questions, observations, and recordings with marks."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone

from evc.assessments import services as assessments
from evc.roles import Role
from tests.factories.assessments import assessed
from tests.factories.people import PersonFactory, member
from tests.factories.portfolio import recording
from tests.factories.trajectories import coordinator_of, make_expert, who_is
from tests.unit.api.callers import Caller
from tests.unit.api.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_assessors_who_cannot_agree_get_a_third():
    trajectory = assessed(levels={1: {"W1-C01": "goed"}, 2: {"W1-C01": "onvoldoende"}})
    path = f"moderations/{trajectory.moderations.get().pk}"
    first, coordinator = Caller(who_is(trajectory, "assessor", 1)), Caller(coordinator_of(trajectory))
    person = PersonFactory()
    member(person, trajectory.provider, Role.ASSESSOR)
    make_expert(trajectory, person)

    assert coordinator.post(f"{path}/third-assessor", {"person": str(person.pk)}, expect=409)["detail"]
    assert first.post(f"{path}/ask-third", expect=200)["assigned"] is False
    able = {row["person"]["id"]: row["obstacle"] for row in coordinator.get(f"{path}/third-assessor")}
    assert able[str(person.pk)] is None
    assert able[str(first.person.pk)]["code"] == "assessed"
    assert coordinator.post(f"{path}/third-assessor", {"person": str(person.pk)}, expect=200)["assigned"] is True

    parts = {row["part"] for row in Caller(person).get(f"trajectories/{trajectory.pk}/participants")}
    assert "assessor" not in parts


def test_questions_are_joined_in_the_guide_without_a_name(world):
    first, second, criterion = world.callers["first"], world.callers["second"], world.criterion
    own = assessments.start_assessment(world.trajectory.pk, by=second.person)

    first.put(f"{world.desk}/questions/{criterion.pk}", {"text": "Wat deed jij zelf?"})
    second.put(f"assessments/{own.pk}/questions/{criterion.pk}", {"text": "Hoe liep het af?"})

    guide = first.get(f"{world.path}/interview-guide")
    assert guide == second.get(f"{world.path}/interview-guide")
    assert guide[0]["criteria"][0]["questions"] == ["Hoe liep het af?", "Wat deed jij zelf?"]
    first.put(f"{world.desk}/questions/{criterion.pk}", {"text": ""}, expect=204)
    assert first.get(f"{world.path}/interview-guide")[0]["criteria"][0]["questions"] == ["Hoe liep het af?"]


def test_an_observation_that_a_phone_sends_twice_is_kept_once(world):
    first = world.callers["first"]
    place = next(row for row in first.get("me/observables") if row["instrument"]["key"] == "interview")
    sent = {
        "key": str(uuid4()),
        "instrument": place["instrument"]["id"],
        "held_on": timezone.localdate().isoformat(),
        "facts": [{"text": "Noemde drie regels", "at": "10:05", "criterion": str(world.criterion.pk)}],
    }

    kept = first.post(f"{world.path}/observations", sent, expect=200)

    assert first.post(f"{world.path}/observations", sent, expect=200) == kept
    assert [row["id"] for row in world.callers["second"].get(f"{world.path}/records")] == [kept["id"]]
    beyond = {**sent, "key": str(uuid4()), "facts": [{"text": "Iets", "criterion": str(uuid4())}]}
    assert first.post(f"{world.path}/observations", beyond, expect=422)["code"] == "out-of-scope"


def test_a_recording_is_agreed_to_heard_and_marked_and_marks_stay_ones_own(world):
    first, second, candidate = (world.callers[name] for name in ("first", "second", "candidate"))
    consent, interview = f"{world.path}/interview-recordings/interview/consent", world.instrument("interview")
    for caller in (first, second, candidate):
        told = caller.put(consent, {"given": True})
    assert told == {"is_heard": True, "own": True, "everybody_agreed": True}
    made = assessments.begin_recording(world.trajectory.pk, instrument=interview, by=first.person)
    sound = recording()
    assessments.receive_recording(made.pk, BytesIO(sound), at=0, size=len(sound), by=first.person)
    assessments.keep_recording(made.pk, seconds=3, by=first.person)

    mark = {"criterion": str(world.criterion.pk), "second": 2}
    assert first.post(f"interview-recordings/{made.pk}/marks", mark)["second"] == 2

    assert second.download(f"interview-recordings/{made.pk}/sound") == sound
    assert len(first.get(f"{world.path}/interview-recordings")[0]["marks"]) == 1
    assert second.get(f"{world.path}/interview-recordings")[0]["marks"] == []
    candidate.put(consent, {"given": False})
    assert first.get(f"{world.path}/interview-recordings")[0]["state"] == "erased"
    assert first.get(f"interview-recordings/{made.pk}/sound", expect=409)["detail"]
