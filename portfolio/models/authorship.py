"""Whose work it is: what the person says of who made an item. Never a score, and no detector is run."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem


class Authorship(Record):
    """Said once of what an item held then, and never changed: another answer is another row, and the newest counts.

    ``about`` lists what it was said of: the sha256 of each file in its version of then, and of a story's text. When the
    item holds something else the question is asked again.
    """

    class MadeBy(models.TextChoices):
        ALONE = "alone", _("I made it alone")
        TOGETHER = "together", _("I made it with others")

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="authorships")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    made_by = models.CharField(max_length=10, choices=MadeBy.choices)
    with_whom = models.CharField(max_length=300, blank=True)
    own_part = models.TextField(blank=True)
    tools = models.JSONField(default=list, blank=True)  # [{"name": "…", "is_ai": true, "used_for": "…"}]
    about = models.JSONField(default=list)  # sorted sha256, hex
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["said_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by="alone", with_whom="", own_part="") | Q(made_by="together") & ~Q(with_whom=""),
                name="authorship_names_the_others",
            )
        ]
        indexes = [models.Index(fields=["item", "-said_at"], name="authorship_newest")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
