"""An auditor reads a sample of finished dossiers, for a limited time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.querysets import AuditQuerySet
from evc.standards.models import QualificationStandard
from foundation.people.models import Organisation, Person
from foundation.records import Record


class Audit(Record):
    """Access for one person, by a confirmed address of theirs, to the dossiers that were drawn for it, and nothing else."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="audits")
    name = models.CharField(max_length=200)
    email = models.EmailField()  # lower case
    on_behalf_of = models.CharField(max_length=200)  # the controlling body (domain fact 49)
    from_day = models.DateField()
    until_day = models.DateField()  # the last day
    # What was drawn from: outcomes released in this period, against this standard or any.
    period_from = models.DateField()
    period_until = models.DateField()
    standard = models.ForeignKey(
        QualificationStandard, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    size = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)  # 32 random bytes, lower-case hex
    drawn_from = models.PositiveIntegerField()  # how many dossiers there were
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # before its last day
    sample = models.ManyToManyField(Outcome, through="AuditSample", related_name="audits")

    objects = AuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_day__gte=F("from_day")), name="audit_days_in_order"),
            models.CheckConstraint(condition=Q(period_until__gte=F("period_from")), name="audit_period_in_order"),
        ]
        ordering = ["-given_at"]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class AuditSample(Record):
    """One dossier of an audit, under the number that the auditor knows it by."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="rows")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="audit_rows")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "outcome"], name="audit_sample_once"),
            models.UniqueConstraint(fields=["audit", "number"], name="audit_sample_number_once"),
        ]
        ordering = ["number"]
