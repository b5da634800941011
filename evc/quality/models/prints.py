"""A dossier as a paged PDF for one reader."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.querysets import DossierPrintQuerySet
from foundation.people.models import Person
from foundation.records import Record


class DossierPrint(Record):
    """Asked for, made by a job, kept for some days among the candidate's files; every page names this reader."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="prints")
    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=5)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the PDF, lower-case hex
    size = models.PositiveBigIntegerField(default=0)  # bytes
    problem = models.CharField(
        max_length=60, blank=True
    )  # the code of what stood in the way; then it is ready without file

    objects = DossierPrintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "reader"], condition=Q(ready_at=None), name="one_dossier_print_at_a_time"
            ),
        ]
        ordering = ["-asked_at"]

    @property
    def audit_chain(self) -> str:
        return self.outcome.audit_chain
