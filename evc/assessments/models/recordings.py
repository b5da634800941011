"""An interview that was recorded: who agreed to it, the recording, and where in it a criterion is spoken of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.assessments.querysets import InterviewRecordingQuerySet
from evc.routes.models import Instrument
from evc.standards.models import Criterion
from evc.trajectories.models import Trajectory
from foundation.people.models import Person
from foundation.records import Record


class RecordingConsent(Record):
    """What somebody who is heard answered. A later answer takes the place of an earlier one, which stays."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="recording_consents")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["answered_at"]


class InterviewRecording(Record):
    """Sound of an interview: evidence of the trajectory, not of the portfolio. Its bytes lie in a folder of its own.

    ``sha256`` stays after the bytes were erased.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("being received")
        KEPT = "kept", _("kept")
        ERASED = "erased", _("erased")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="interview_recordings")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVING)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)  # bytes
    seconds = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = InterviewRecordingQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="receiving") | Q(state="erased") | ~Q(sha256=""), name="kept_recording_has_a_digest"
            ),
            models.CheckConstraint(
                condition=Q(state="erased", erased_at__isnull=False) | (~Q(state="erased") & Q(erased_at=None)),
                name="erased_recording_says_when",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class RecordingMark(Record):
    """Where in a recording a criterion is spoken of, as one assessor marked it."""

    recording = models.ForeignKey(InterviewRecording, on_delete=models.CASCADE, related_name="marks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    second = models.PositiveIntegerField()

    class Meta:
        ordering = ["second"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "by", "criterion", "second"], name="recording_marked_once")
        ]
