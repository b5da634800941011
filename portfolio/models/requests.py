"""What a coach asks a candidate to add: a task with a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem
from portfolio.models.sharing import Audience
from portfolio.querysets import EvidenceRequestQuerySet


class EvidenceRequest(Record):
    """Open until the candidate says that it is done, or whoever asked takes it back. ``item``: what it is about, if one."""

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="requests")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # the candidate
    item = models.ForeignKey(EvidenceItem, null=True, blank=True, on_delete=models.CASCADE, related_name="requests")
    text = models.TextField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | Q(withdrawn_at=None), name="request_ends_one_way"),
        ]
        indexes = [models.Index(fields=["owner", "done_at"], name="requests_of_a_person")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.withdrawn_at is None

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today
