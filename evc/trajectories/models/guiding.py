"""Guiding a candidate: when a coach last looked, when the work stood still, and who wants news by mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models.cases import Trajectory
from foundation.people.models import Person
from foundation.records import Record


class CoachLook(Record):
    """When a coach last opened a candidate's page. ``news_since``: what the page tells as new is counted from there."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="looks")
    coach = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    news_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trajectory", "coach"], name="coach_look_once")]


class Stall(Record):
    """The candidate's shared work stood still for the route's number of days; mailed about once. Only the hash is kept."""

    class Answer(models.TextChoices):
        GOING_ON = "going_on", _("I am going on")
        NEED_HELP = "need_help", _("I need help")
        PAUSE = "pause", _("I want a pause")
        STOP = "stop", _("I want to stop")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="stalls")
    since = models.DateTimeField()  # of the last change before it; a later change ends it
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, lower-case hex
    noticed_at = models.DateTimeField(default=timezone.now)
    second_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)  # of the second mail's links
    second_mail_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["noticed_at"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "since"], name="stall_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="stall_answer_has_its_moment",
            ),
        ]


class Digest(Record):
    """How often somebody wants the news by mail, and until when they were told it."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("At most once a day")
        WEEKLY = "weekly", _("At most once a week")
        NEVER = "never", _("Never")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    told_until = models.DateTimeField(default=timezone.now)
    mailed_on = models.DateField(null=True, blank=True)  # the day of the last mail
