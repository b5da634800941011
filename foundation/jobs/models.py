"""Work for later, once per key, and the outbox that every mail goes through."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from foundation.records import Record


class Job(Record):
    """One piece of work under a unique key. The queue may run it twice; what it does is safe to do twice."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"  # tried as often as allowed

    key = models.CharField(max_length=200, unique=True)  # "<name>:<what>"
    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)  # a worker that died lets go by this
    error = models.CharField(max_length=200, blank=True)  # code of the last failure, no personal data
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"], name="job_due")]


class OutgoingMail(Record):
    """A mail as it was or will be sent; the row is the outbox. ``key`` keeps a retry from sending it twice."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    sender_name = models.CharField(max_length=200, blank=True)  # the organisation's
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)  # iCalendar (RFC 5545) that goes along, with its METHOD
    language = models.CharField(max_length=5, default="nl")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
