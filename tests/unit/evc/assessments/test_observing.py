"""An observation from a phone: facts with a time and no score, kept once, read by the other assessor."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from evc.assessments.models import Observation, Score
from evc.trajectories.models import InstrumentRecord, Participant
from tests.factories.assessments import criterion_of, instrument_of
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def trajectory():
    return TrajectoryFactory(assessing=True)


def sent(case, person, **more):
    return {
        "person": str(person.pk),
        "key": str(uuid4()),
        "trajectory": str(case.pk),
        "instrument": str(instrument_of(case, "observation").pk),
        "held_on": timezone.localdate().isoformat(),
        "from_time": "14:00",
        "until_time": "18:00",
        "place": "Weekmarkt",
        "facts": [
            {"at": "14:05", "criterion": str(criterion_of(case, "W1-C01").pk), "text": "Zij bleef op afstand."},
            {"at": "14:20", "criterion": None, "text": "Hij gaf zijn naam."},
        ],
        **more,
    }


def post(client, body):
    return client.post(reverse("observe-sync"), body, content_type="application/json")


def test_facts_become_a_record_that_the_other_assessor_reads(client, trajectory):
    first = who_is(trajectory, Part.ASSESSOR, 1)
    client.force_login(first)

    assert post(client, sent(trajectory, first)).status_code == 200

    record = InstrumentRecord.objects.get(trajectory=trajectory)
    assert record.facts == "14.05 W1-C01: Zij bleef op afstand.\n14.20: Hij gaf zijn naam."
    facts = record.observation.facts.values_list("at", "criterion__code")
    assert list(facts) == [(time(14, 5), "W1-C01"), (time(14, 20), None)]
    assert not Score.objects.exists()
    client.force_login(who_is(trajectory, Part.ASSESSOR, 2))
    assert "Zij bleef op afstand." in client.get(reverse("trajectory", args=[trajectory.pk])).content.decode()


def test_sent_twice_it_is_kept_once(client, trajectory):
    first = who_is(trajectory, Part.ASSESSOR, 1)
    client.force_login(first)
    body = sent(trajectory, first)

    answers = [post(client, body).json() for _time in range(2)]

    assert answers[0] == answers[1]
    assert Observation.objects.count() == InstrumentRecord.objects.count() == 1


def test_what_somebody_else_wrote_on_this_phone_is_not_sent_as_mine(client, trajectory):
    client.force_login(who_is(trajectory, Part.ASSESSOR, 2))

    assert post(client, sent(trajectory, who_is(trajectory, Part.ASSESSOR, 1))).status_code == 409
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"facts": []}, 422),
        ({"facts": [{"text": "  "}]}, 422),
        ({"facts": [{"text": "Iets", "criterion": str(uuid4())}]}, 422),
        ({"facts": ["geen feit"]}, 422),
        ({"facts": [{"text": "x", "at": "kwart over twee"}]}, 422),
        ({"held_on": "gisteren"}, 422),
        ({"held_on": "2999-01-01"}, 422),
        ({"until_time": "13:00"}, 422),
        ({"key": "geen sleutel"}, 422),
        ({"instrument": str(uuid4())}, 404),
        ({"trajectory": str(uuid4())}, 404),
    ],
    ids=[
        "no-facts",
        "empty-fact",
        "unknown-criterion",
        "no-object",
        "time-in-words",
        "day-in-words",
        "day-to-come",
        "times-reversed",
        "no-key",
        "unknown-instrument",
        "unknown-trajectory",
    ],
)
def test_what_can_not_be_kept_is_told_in_a_sentence_and_leaves_nothing(client, trajectory, more, status):
    first = who_is(trajectory, Part.ASSESSOR, 1)
    client.force_login(first)

    answer = post(client, sent(trajectory, first, **more))

    assert answer.status_code == status
    if status == 422:
        assert answer.json()["message"]
    assert not InstrumentRecord.objects.exists()
    assert not Observation.objects.exists()


def test_a_phone_is_told_what_its_person_may_observe_and_nobody_else_anything(client, trajectory):
    assert client.get(reverse("observe-state")).json() == {"person": None}
    client.force_login(who_is(trajectory, Part.COACH))
    assert client.get(reverse("observe-state")).json()["places"] == []
    client.force_login(who_is(trajectory, Part.ASSESSOR, 1))

    places = client.get(reverse("observe-state")).json()["places"]

    assert {place["trajectory"] for place in places} == {str(trajectory.pk)}
    assert all(set(place) == {"trajectory", "instrument", "name", "candidate", "criteria"} for place in places)


def test_the_form_itself_holds_nothing_about_anybody(client, trajectory):
    first = who_is(trajectory, Part.ASSESSOR, 1)
    client.force_login(first)

    page = client.get(reverse("observe")).content.decode()

    assert trajectory.candidate.name not in page
    assert first.name not in page


@pytest.mark.parametrize(
    ("from_time", "until_time"),
    [("23:30", "00:15"), ("14:05", "14:05"), ("06:00", "18:00")],
    ids=["past-midnight", "the-same-minute", "a-whole-shift"],
)
def test_a_late_shift_and_a_short_look_are_taken_as_they_were(client, trajectory, from_time, until_time):
    first = who_is(trajectory, Part.ASSESSOR, 1)
    client.force_login(first)

    answer = post(client, sent(trajectory, first, from_time=from_time, until_time=until_time))

    assert answer.status_code == 200
    record = InstrumentRecord.objects.get(trajectory=trajectory)
    assert (f"{record.from_time:%H:%M}", f"{record.until_time:%H:%M}") == (from_time, until_time)
