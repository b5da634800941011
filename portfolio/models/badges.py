"""Badges that somebody else issued, as evidence."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.files import EvidenceFile
from portfolio.models.items import EvidenceItem


class ImportedBadge(Record):
    """What a check found of the badge in an item. The badge itself is the item's file and never changes; a new check
    takes the place of the last one.
    """

    class Verdict(models.TextChoices):
        VALID = "valid", _("valid")
        INVALID = "invalid", _("not valid")
        UNDECIDED = "undecided", _("not everything could be checked")

    class Holder(models.TextChoices):
        YOURS = "yours", _("issued to one of your addresses")
        OTHER = "other", _("issued to another address")
        NOT_BOUND = "not-bound", _("bound to no address")

    item = models.OneToOneField(EvidenceItem, on_delete=models.CASCADE, related_name="imported_badge")
    file = models.OneToOneField(EvidenceFile, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    came_from = models.CharField(max_length=2000, blank=True)  # the link that it was fetched from
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    holder = models.CharField(max_length=10, choices=Holder.choices)
    report = models.JSONField()  # as the API gives it: credentials.core.report.Report.as_json
    checked_at = models.DateTimeField(default=timezone.now)

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
