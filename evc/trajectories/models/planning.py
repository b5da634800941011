"""Planning: who knows which standard, when somebody can, what is held when, and what a coordinator did with many at once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Instrument
from evc.standards.models import QualificationStandard
from evc.trajectories.models.cases import Participant, Trajectory
from foundation.people.models import Organisation, Person
from foundation.records import Record


class Expertise(Record):
    """An assessor is expert in the field of a standard, by proof and until a day (domain fact 21)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="expertise")  # the provider
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="expertise")
    standard = models.ForeignKey(QualificationStandard, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()  # the last day
    proof = models.TextField()
    established_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    established_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, or followed by another row

    class Meta:
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "standard"], condition=Q(ended_at=None), name="expertise_once"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="expertise_in_order"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class FreeDay(Record):
    """A day, or half of one, on which an assessor can come."""

    class Part(models.TextChoices):
        DAY = "day", _("the whole day")
        MORNING = "morning", _("the morning")
        AFTERNOON = "afternoon", _("the afternoon")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="free_days")
    day = models.DateField()
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.DAY)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="free_day_once")]


class Appointment(Record):
    """An interview or observation on its day. A change raises ``sequence``, so that a calendar takes over the last one."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="appointments")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    assessors = models.ManyToManyField(Participant, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    video_link = models.URLField(max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # of iCalendar (RFC 5545, 3.8.7.4)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)  # told to the auditor first (domain fact 13)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["starts_at"], name="appointment_calendar")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_in_order"),
            models.CheckConstraint(condition=~Q(place="", video_link=""), name="appointment_is_somewhere"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                name="appointment_cancelled_for_a_reason",
            ),
        ]


class DueMove(Record):
    """The day on which a trajectory is due was moved, and why."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="due_moves")
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField()
    because = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]


class BulkRun(Record):
    """One thing done with many trajectories, once: sent twice under the same ``key`` it is the same run."""

    class Act(models.TextChoices):
        ASSIGN_COACH = "assign_coach", _("Assign a coach")
        ASSIGN_ASSESSOR = "assign_assessor", _("Assign an assessor")
        REMIND = "remind", _("Mail a reminder")
        MOVE_DUE = "move_due", _("Move the day it is due")
        PAUSE = "pause", _("Pause")
        PROPOSE = "propose", _("Propose trajectories")

    key = models.UUIDField(unique=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=list)  # keys of trajectories; of a spreadsheet: the numbers of its rows
    at = models.DateTimeField(default=timezone.now)


class BulkLine(Record):
    """What came of it for one of them; written in the same transaction as the change itself."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()  # in ``chosen``, or the number of the spreadsheet's row
    trajectory = models.ForeignKey(Trajectory, null=True, on_delete=models.CASCADE, related_name="+")
    is_done = models.BooleanField()
    code = models.CharField(max_length=60, blank=True)  # why not
    message = models.TextField(blank=True)  # the sentence that said why not

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["run", "place"], name="bulk_line_once")]
