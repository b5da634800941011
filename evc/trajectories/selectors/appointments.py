"""Appointments of a trajectory, of a person, of a period; and the days on which several people can come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from evc.trajectories.models import Appointment, FreeDay, Participant, Trajectory
from foundation.people.models import Person
from foundation.working_days import is_working_day

_HALVES = {
    FreeDay.Part.DAY: frozenset({FreeDay.Part.MORNING, FreeDay.Part.AFTERNOON}),
    FreeDay.Part.MORNING: frozenset({FreeDay.Part.MORNING}),
    FreeDay.Part.AFTERNOON: frozenset({FreeDay.Part.AFTERNOON}),
}


@dataclass(frozen=True, slots=True)
class CommonDay:
    """A day on which all can come: the whole of it, or one half."""

    day: date
    part: str


def appointments_of(trajectories: Iterable[Trajectory]) -> QuerySet[Appointment]:
    """With what a line speaks of; two queries."""
    rows = Appointment.objects.filter(trajectory__in=trajectories)
    return rows.select_related(
        "instrument", "trajectory__candidate", "trajectory__provider", "trajectory__standard_version__standard"
    ).prefetch_related("assessors__person")


def coming_of(person: Person, now: datetime) -> QuerySet[Appointment]:
    """What somebody still goes to, as a candidate or as an assessor."""
    own = Q(trajectory__candidate=person) | Q(assessors__person=person, assessors__ended_at=None)
    keys = Appointment.objects.filter(own, cancelled_at=None, ends_at__gt=now).values("pk")
    return appointments_of(Trajectory.objects.all()).filter(pk__in=keys).order_by("starts_at")


def planned_between(viewer: Person, first: date, last: date) -> QuerySet[Appointment]:
    """All that is planned in a period, of the trajectories that the viewer coordinates (domain fact 13)."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    rows = appointments_of(Trajectory.objects.coordinated_by(viewer))
    return rows.filter(starts_at__gte=begin, starts_at__lt=end, cancelled_at=None).order_by("starts_at", "pk")


def common_days(people: Collection[UUID], *, first: date, last: date) -> list[CommonDay]:
    """Working days on which every one of them said to be able to come; one query."""
    wanted = set(people)
    halves: dict[date, dict[UUID, frozenset[str]]] = {}
    for row in FreeDay.objects.filter(person__in=wanted, day__gte=first, day__lte=last):
        halves.setdefault(row.day, {})[row.person_id] = _HALVES[FreeDay.Part(row.part)]
    found = []
    for day, by_person in sorted(halves.items()):
        shared = frozenset.intersection(*by_person.values()) if set(by_person) == wanted else frozenset()
        if shared and is_working_day(day):
            found.append(CommonDay(day, FreeDay.Part.DAY if len(shared) > 1 else next(iter(shared))))
    return found


def who_come(appointment: Appointment) -> list[Participant]:
    """The assessors who still have their seat."""
    return [row for row in appointment.assessors.all() if row.ended_at is None]
