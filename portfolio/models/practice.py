"""The practice log: counted repetitions of a task. What witnesses have to do with it stands in ``witnesses.py``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess
from foundation.people.models import Person
from foundation.records import Record
from portfolio.querysets import RepetitionQuerySet


class PracticeLog(Record):
    """Counted repetitions of one work process by one person. Shared as a whole, through an evidence item of its kind."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practice_logs")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "work_process"], name="practice_log_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class Repetition(Record):
    """One entry. Only confirmed, independent ones count; a confirmed entry never changes (trigger, migration 0002)."""

    class PracticeRole(models.TextChoices):
        OBSERVED = "observed", _("observed")
        ASSISTED = "assisted", _("with help")
        INDEPENDENT = "independent", _("on my own")

    class State(models.TextChoices):
        NOTED = "noted", _("not asked yet")
        ASKED = "asked", _("waits for the witness")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    log = models.ForeignKey(PracticeLog, on_delete=models.CASCADE, related_name="repetitions")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    task = models.CharField(max_length=300)
    count = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=PracticeRole.choices)
    witness_name = models.CharField(max_length=200, blank=True)
    witness_email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RepetitionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-created_at"]
        constraints = [models.CheckConstraint(condition=Q(count__gte=1), name="repetition_counts_something")]
        indexes = [models.Index(fields=["owner", "state"], name="repetition_by_state")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
