"""The talks of coach and candidate: when, and what came up, point by point."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.trajectories.models.cases import Trajectory
from foundation.people.models import Person
from foundation.records import Record


class CoachTalk(Record):
    """Written down by the coach; both read it from then on."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="coach_talks")
    coach = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["held_on", "written_at"]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class TalkPoint(Record):
    """One thing that came up. Only what the candidate chose goes to the development talk, where the manager reads it."""

    talk = models.ForeignKey(CoachTalk, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "position"], name="talk_point_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="talk_point_says_something"),
        ]
