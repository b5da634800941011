"""What is planned in the scene: an appointment, free days, two pauses (one is only asked for), and one ended for silence."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import Appointment, SilentEnd, Trajectory
from foundation.people.models import Person
from foundation.working_days import add_working_days

if TYPE_CHECKING:
    from tests.scene import Scene


def lay_out_planning(scene: Scene) -> None:
    today, petra = timezone.localdate(), scene.people["petra"]
    two_weeks = {"first_day": today, "until": today + timedelta(days=13)}
    trajectories.start_pause(scene.cases["paused"].pk, reason="Verhuizing", by=petra, **two_weeks)
    asked = scene.cases["pause-asked"]
    trajectories.ask_pause(asked.pk, reason="Een drukke zomer", by=asked.candidate, **two_weeks)
    SilentEnd.objects.create(  # around the rules: the weeks of silence are not played
        trajectory=scene.cases["silent"], ended_by=petra, undo_until=today + timedelta(days=30)
    )
    for days in (5, 6, 9):
        day = add_working_days(today, days)
        trajectories.set_free_day(scene.people["ingrid"], day=day, part="day", by=scene.people["ingrid"])
    plan_interview(scene.cases["invited"], by=petra)
    trajectories.do_with_many(
        uuid4(), act="remind", chosen=[scene.cases["invited"].pk, scene.cases["paused"].pk], by=petra
    )


def plan_interview(trajectory: Trajectory, *, by: Person, days: int = 6) -> Appointment:
    """An interview with whoever has a seat, some working days from now."""
    day = add_working_days(timezone.localdate(), days)
    starts_at = timezone.make_aware(datetime.combine(day, time(10)))
    return trajectories.plan_appointment(
        trajectory.pk,
        instrument=trajectory.route.instruments.get(key="interview"),
        assessors=list(trajectory.participants.current().filter(part="assessor").values_list("pk", flat=True)),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Stadhuis, kamer 2.14",
        by=by,
    )
