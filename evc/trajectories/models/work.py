"""About how many hours coach and assessors spent: one tap a stage, never a timesheet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.routes.models import RouteWork
from evc.trajectories.models.cases import Trajectory
from foundation.people.models import Person
from foundation.records import Record


class WorkHours(Record):
    """What one person confirmed of one stage; a later answer takes its place. Read by the person and the coordinator alone."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="work_hours")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=RouteWork.Part.choices)
    stage = models.CharField(max_length=40)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "person", "part", "stage"], name="work_hours_once_a_stage"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="work_hours_not_below_zero"),
        ]
