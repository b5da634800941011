"""A part of a story that was spoken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.files import EvidenceFile
from portfolio.models.items import EvidenceItem


class StarrPart(models.TextChoices):
    SITUATION = "situation", _("Situation")
    TASK = "task", _("Task")
    ACTION = "action", _("Action")
    RESULT = "result", _("Result")
    REFLECTION = "reflection", _("Reflection")


class Recording(Record):
    """The recording is the answer. A text version is a help for who reads, and counts as one's own once it is confirmed."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="recordings")
    file = models.OneToOneField(EvidenceFile, on_delete=models.CASCADE, related_name="recording")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20, choices=StarrPart.choices)
    text = models.TextField(blank=True)
    text_confirmed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)  # recorded anew; what was handed in keeps it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "part"], condition=Q(removed_at=None), name="recording_once_per_part"
            ),
            models.CheckConstraint(condition=Q(text_confirmed_at=None) | ~Q(text=""), name="recording_confirms_a_text"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
