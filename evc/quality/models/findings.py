"""A finding of a quality officer: an action with an owner and a date."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.quality.models.sampling import Draw
from evc.quality.querysets import FindingQuerySet
from foundation.people.models import Organisation, Person
from foundation.records import Record


class Finding(Record):
    """The owner says what was done; only whoever raised it closes it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="findings")
    draw = models.ForeignKey(Draw, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings")
    text = models.TextField()
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings_raised")
    raised_at = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings_owned")
    due_on = models.DateField()
    answer = models.TextField(blank=True)  # what the owner did
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(blank=True)  # of whoever raised it, at closing

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="finding_answered_whole",
            ),
        ]
        ordering = ["due_on", "raised_at"]
        indexes = [models.Index(fields=["owner", "closed_at"], name="finding_work_list")]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"
