"""Where in an item a claim can be seen: pages of a document, or from second to second in film and sound."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.files import EvidenceFile
from portfolio.models.items import EvidenceLink


class Place(Record):
    """A place in the version of a file that it was pointed at in.

    After a new version it still stands, at the same pages or seconds, and waits for its owner to say whether it is right.
    """

    link = models.ForeignKey(EvidenceLink, on_delete=models.CASCADE, related_name="places")
    file = models.ForeignKey(EvidenceFile, on_delete=models.CASCADE, related_name="places")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    page_from = models.PositiveIntegerField(null=True, blank=True)  # counted from 1
    page_until = models.PositiveIntegerField(null=True, blank=True)
    second_from = models.PositiveIntegerField(null=True, blank=True)
    second_until = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    pointed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["page_from", "second_from", "pointed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    page_from__gte=1,
                    page_until__gte=F("page_from"),
                    second_from__isnull=True,
                    second_until__isnull=True,
                )
                | Q(
                    second_from__gte=0,
                    second_until__gte=F("second_from"),
                    page_from__isnull=True,
                    page_until__isnull=True,
                ),
                name="place_is_pages_or_seconds",
            )
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
