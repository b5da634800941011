"""The terms of an organisation, and which candidate was told of which day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.trajectories.models import Kept, Trajectory
from foundation.people.models import Organisation, Person
from foundation.records import Record


class RetentionTerm(Record):
    """How many months an organisation keeps a class of data, from the day the case ended, and why.

    A class without a row has the default of ``classes.py``. ``months`` None: kept without an end, which needs its reason.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="retention_terms")
    kept = models.CharField(max_length=10, choices=Kept.choices)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kept"], name="retention_term_once_a_class"),
            models.CheckConstraint(condition=Q(months=None) | Q(months__gte=1), name="retention_is_a_month_at_least"),
            models.CheckConstraint(
                condition=Q(months__isnull=False) | ~Q(because=""), name="kept_without_end_has_its_reason"
            ),
        ]


class RetentionNotice(Record):
    """That the candidate was told on which day a class of data goes. Another day later on takes its place, and is told anew."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="retention_notices")
    kept = models.CharField(max_length=10, choices=Kept.choices)
    erase_on = models.DateField()
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "kept"], name="retention_notice_once_a_class"),
        ]
        indexes = [models.Index(fields=["erase_on"], name="retention_by_day")]
