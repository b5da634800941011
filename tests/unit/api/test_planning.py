"""Planning over the API: a pause, appointments, who could come, and one thing done with many."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import Appointment, Participant, Pause
from foundation.working_days import add_working_days
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.trajectories import TrajectoryFactory, coordinator_at
from tests.planned import plan_interview
from tests.unit.api.callers import Caller
from tests.unit.api.test_reading import assert_queries_stay, queries_of
from tests.unit.api.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def _days() -> dict[str, str]:
    today = timezone.localdate()
    return {"first_day": today.isoformat(), "until": (today + timedelta(days=13)).isoformat()}


def _when(world: World, days: int = 6) -> dict[str, object]:
    day = add_working_days(timezone.localdate(), days)
    seats = world.trajectory.participants.current().filter(part=Participant.Part.ASSESSOR)
    return {
        "assessors": [str(pk) for pk in seats.values_list("pk", flat=True)],
        "starts_at": f"{day}T10:00:00",
        "ends_at": f"{day}T12:00:00",
        "place": "Stadhuis",
    }


def test_a_pause_is_asked_confirmed_and_ended(world):
    candidate, coordinator = world.callers["candidate"], world.callers["coordinator"]

    asked = candidate.post(f"{world.path}/pauses", {**_days(), "reason": "Verhuizing"})
    assert asked["confirmed_at"] is None
    assert candidate.post(f"{world.path}/pauses", _days(), expect=409)["code"] == "pause-asked"
    assert coordinator.post(f"{world.path}/pauses", _days())["id"] == asked["id"]

    assert candidate.get(world.path)["rest"]["kind"] == "pause"
    assert candidate.get(world.path)["rest"]["until"] == _days()["until"]
    assert coordinator.get("trajectories")["results"][0]["is_resting"] is True
    (read,) = world.callers["first"].get(f"{world.path}/pauses")
    assert "reason" not in read
    assert candidate.get(f"{world.path}/pauses")[0]["reason"] == "Verhuizing"
    assert candidate.post(f"pauses/{asked['id']}/end", expect=200)["ended_on"] is not None
    assert candidate.get(world.path)["rest"] is None


def test_bad_days_are_told_by_field_and_nothing_is_kept(world):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    answer = world.callers["candidate"].post(f"{world.path}/pauses", {**_days(), "first_day": yesterday}, expect=422)

    assert answer["errors"][0]["field"] == "first_day"
    assert not Pause.objects.exists()


def test_an_appointment_is_planned_moved_read_and_cancelled(world):
    coordinator, candidate, manager = (world.callers[name] for name in ("coordinator", "candidate", "manager"))
    interview = str(world.instrument("interview").pk)

    made = coordinator.post(f"{world.path}/appointments", {**_when(world), "instrument": interview})
    assert len(made["assessors"]) == 2
    moved = coordinator.put(f"appointments/{made['id']}", {**_when(world, 7), "place": "Kazerne"})
    assert moved["place"] == "Kazerne"

    assert [row["id"] for row in candidate.get("me/appointments")["results"]] == [made["id"]]
    assert [row["id"] for row in coordinator.get("appointments")["results"]] == [made["id"]]
    assert "place" not in manager.get(f"appointments/{made['id']}")
    assert "place" not in manager.get(f"{world.path}/appointments")[0]
    calendar = candidate.ask("get", f"appointments/{made['id']}/calendar")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert b"SEQUENCE:1" in calendar.content
    period = {"first": timezone.localdate().isoformat(), "last": _when(world, 9)["starts_at"][:10]}
    assert coordinator.post("appointments/report", period, expect=200) == {"count": 1}
    assert coordinator.post("appointments/report", period, expect=200) == {"count": 0}
    off = coordinator.post(f"appointments/{made['id']}/cancel", {"because": "Ziek"}, expect=200)
    assert off["cancelled_because"] == "Ziek"
    assert candidate.get("me/appointments")["results"] == []


def test_a_period_that_ends_before_it_begins_is_refused(world):
    answer = world.callers["coordinator"].get("appointments", expect=422, first="2026-02-01", last="2026-01-01")

    assert answer["code"] == "days-reversed"


def test_the_lists_of_appointments_stay_quick(world):
    coordinator = Caller(world.callers["coordinator"].person)
    plan_interview(world.trajectory, by=coordinator.person)

    def more() -> None:
        for days in (7, 8, 9):
            plan_interview(world.trajectory, by=coordinator.person, days=days)

    assert_queries_stay(coordinator, "appointments", more)
    assert queries_of(world.callers["candidate"], "me/appointments")[1] == Appointment.objects.count()


def test_who_could_take_a_place_is_told_with_what_stands_in_the_way(world):
    places = {(row["part"], row["seat"]): row for row in world.callers["coordinator"].get(f"{world.path}/assignable")}

    coach = places["coach", None]
    assert coach["holder"]["id"] == str(world.callers["coach"].person.pk)
    first = next(
        row for row in places["assessor", 1]["able"] if row["person"]["id"] == str(world.callers["first"].person.pk)
    )
    assert first["obstacle"]["code"] == "has-seat"
    assert first["obstacle"]["detail"]


def test_a_third_assessor_reads_nowhere_who_the_others_are(world):
    person = PersonFactory()
    Participant.objects.create(  # around the rules: it is not at a third assessor yet
        trajectory=world.trajectory, person=person, part=Participant.Part.THIRD_ASSESSOR
    )
    third = Caller(person)

    assert "assessor" not in {row["part"] for row in third.get(f"{world.path}/participants")}


def test_a_day_is_given_and_taken_back_and_shared_days_are_found(world):
    day = add_working_days(timezone.localdate(), 3).isoformat()
    given = [
        world.callers[name].post("me/free-days", {"day": day, "part": "day"}, expect=200)
        for name in ("first", "second")
    ]

    assert world.callers["coordinator"].get(f"{world.path}/common-days") == [{"day": day, "part": "day"}]
    world.callers["second"].delete(f"me/free-days/{given[0]['id']}", expect=404)
    world.callers["first"].delete(f"me/free-days/{given[0]['id']}", expect=204)
    assert world.callers["coordinator"].get(f"{world.path}/common-days") == []


def test_expertise_is_recorded_and_taken_back(world):
    coordinator, first = world.callers["coordinator"], world.callers["first"].person
    today = timezone.localdate()
    body = {
        "person": str(first.pk),
        "standard": str(world.trajectory.standard_version.standard_id),
        "since": today.isoformat(),
        "until": (today + timedelta(days=300)).isoformat(),
        "proof": "Diploma van dit jaar",
    }

    made = coordinator.post(f"organisations/{world.provider.pk}/expertise", body)

    assert made["id"] in {row["id"] for row in coordinator.get(f"organisations/{world.provider.pk}/expertise")}
    assert coordinator.post(f"expertise/{made['id']}/end", expect=200)["ended_at"]


def test_the_day_it_is_due_is_moved_and_hours_are_confirmed_once(world):
    coordinator, candidate = world.callers["coordinator"], world.callers["candidate"]
    due_on = (timezone.localdate() + timedelta(days=60)).isoformat()

    moved = coordinator.post(f"{world.path}/due", {"due_on": due_on, "because": "Vakantie"})

    assert coordinator.get(f"{world.path}/due")[0]["to_day"] == moved["to_day"]
    phase = str(world.trajectory.route.phases.order_by("position")[0].pk)
    for hours in ("4", "5"):
        candidate.put(f"{world.path}/hours/confirm", {"phase": phase, "hours": hours})
    assert [row["hours"] for row in candidate.get(f"{world.path}/hours")["entries"]] == ["5.00"]


def test_one_thing_is_done_with_many_once_and_each_says_what_came_of_it():
    provider = OrganisationFactory(provider=True)
    coordinator = Caller(coordinator_at(provider))
    cases = [TrajectoryFactory(provider=provider, building=True) for _ in range(2)]
    trajectories.start_pause(
        cases[0].pk, first_day=timezone.localdate(), until=timezone.localdate(), by=coordinator.person
    )
    sent = {"key": str(uuid4()), "trajectories": [str(case.pk) for case in cases], **_days()}

    run = coordinator.post("many/pause", sent, expect=200)

    assert [(line["is_done"], line["code"]) for line in run["lines"]] == [(False, "pause-runs"), (True, "")]
    assert coordinator.post("many/pause", sent, expect=200) == run
    assert coordinator.get(f"many/runs/{run['id']}") == run
    assert Pause.objects.count() == 2


def test_another_provider_s_trajectories_are_not_there_for_many(world):
    stranger = Caller(coordinator_at(OrganisationFactory(provider=True)))
    sent = {"key": str(uuid4()), "trajectories": [str(world.trajectory.pk)]}

    assert stranger.post("many/remind", sent, expect=400)["errors"][0]["field"] == "trajectories"
