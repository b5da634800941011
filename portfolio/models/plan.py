"""What candidate and coach agreed that will be shown: a promise with a date. It never counts as evidence."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.standards.models import WorkProcess
from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem, EvidenceKind
from portfolio.models.sharing import Audience
from portfolio.querysets import PlannedItemQuerySet


class PlannedItem(Record):
    """One thing that will be shown, for one or more work processes, by a day.

    Open until it is fulfilled (``item``, which the candidate pointed out) or ended with a reason. Without ``accepted_at``
    it waits for the candidate: what a coach proposes or changes is asked of them first.
    """

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="plan")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # the candidate
    title = models.CharField(max_length=300)  # what will be shown
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    work_processes = models.ManyToManyField(WorkProcess, related_name="+")
    due_on = models.DateField()
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    item = models.ForeignKey(EvidenceItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="promises")
    fulfilled_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    objects = PlannedItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None) | Q(fulfilled_at__isnull=False), name="plan_item_is_fulfilled"
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_at=None) | Q(ended_at=None, accepted_at__isnull=False),
                name="plan_fulfilled_was_accepted",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="") | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="plan_ended_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["audience", "due_on"], name="plan_of_an_audience")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"

    @property
    def is_open(self) -> bool:
        return self.fulfilled_at is None and self.ended_at is None

    @property
    def is_promised(self) -> bool:
        """Agreed and still to come."""
        return self.is_open and self.accepted_at is not None

    def is_late(self, today: date) -> bool:
        return self.is_promised and self.due_on < today
