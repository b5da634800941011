"""What somebody must have before the trajectory makes sense, looked at one by one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models.cases import Intake
from foundation.people.models import Person
from foundation.records import Record


class EntryRequirement(Record):
    """One requirement: met or not, and with which proof."""

    class Finding(models.TextChoices):
        MET = "met", _("met")
        NOT_MET = "not_met", _("not met")
        OPEN = "open", _("not known yet")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="requirements")
    title = models.CharField(max_length=300)
    finding = models.CharField(max_length=10, choices=Finding.choices, default=Finding.OPEN)
    proof = models.CharField(max_length=500, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "title"], name="entry_requirement_once"),
            models.CheckConstraint(condition=~Q(finding="met") | ~Q(proof=""), name="met_requirement_has_proof"),
        ]
