"""What a route counts on of those who guide and assess, in hours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from evc.routes.models.routes import Route
from foundation.records import Record


class RouteWork(Record):
    """Hours of one person in one of the European stages (domain fact 23): a default, not a norm.

    ``seat``: the number of the assessor's seat, since seats differ in what they score; null for the coach.
    """

    class Part(models.TextChoices):
        COACH = "coach"
        ASSESSOR = "assessor"

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="work")
    part = models.CharField(max_length=10, choices=Part.choices)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=40)  # identification, documentation, assessment, certification
    hours = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["part", "seat", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["route", "part", "stage"], condition=Q(seat=None), name="route_work_once"),
            models.UniqueConstraint(
                fields=["route", "part", "seat", "stage"],
                condition=Q(seat__isnull=False),
                name="route_work_once_a_seat",
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="route_work_takes_time"),
            models.CheckConstraint(
                condition=Q(part="coach", seat=None) | Q(part="assessor", seat__isnull=False),
                name="route_work_of_a_seat",
            ),
        ]
