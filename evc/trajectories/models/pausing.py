"""What lies beside the state of a trajectory: a pause, and that it was ended because nothing was heard."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from evc.trajectories.models.cases import Trajectory
from foundation.people.models import Person
from foundation.records import Record


class Pause(Record):
    """A time in which nothing is asked of anybody and no term runs. Asked for first, or started by a coordinator at once.

    ``until`` is its last day. Its working days were added to the terms when it was confirmed; those that an earlier end
    gives back are taken off again.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="pauses")
    first_day = models.DateField()
    until = models.DateField()
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # earlier than meant; the first day on which it is over
    refused_at = models.DateTimeField(null=True, blank=True)  # or taken back by who asked

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(confirmed_at=None, refused_at=None),
                name="one_pause_is_asked_for",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("first_day")), name="pause_in_order"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, ended_on=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, refused_at=None),
                name="pause_confirmed_by_somebody",
            ),
        ]


class SilentEnd(Record):
    """A coordinator ended it because two mails were not answered. The state stays as it was: the candidate can take it up
    again until ``undo_until``; after that day it is withdrawn for good.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="silent_ends")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(default=timezone.now)
    undo_until = models.DateField()  # the last day
    undone_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ended_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(undone_at=None, final_at=None), name="one_silent_end_is_open"
            ),
            models.CheckConstraint(condition=Q(undone_at=None) | Q(final_at=None), name="silent_end_undone_or_final"),
        ]
