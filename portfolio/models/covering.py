"""Copies of a file in which faces, names and numbers of others are covered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.files import EvidenceFile


class CoveredCopy(Record):
    """Drawn anew with the blocks burned in. Everybody but the owner gets this instead of the file; the newest counts.

    ``boxes``: [{"page": 1, "x": 0.1, "y": 0.2, "width": 0.3, "height": 0.05}], in fractions of the page from its top left
    corner. A copy is immutable: another covering is another row, and a frozen dossier keeps the one it had.
    """

    file = models.ForeignKey(EvidenceFile, on_delete=models.CASCADE, related_name="covered_copies")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    boxes = models.JSONField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    preview_sha256 = models.CharField(max_length=64)
    preview_media_type = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # covered otherwise, or the owner took the blocks away

    class Meta:
        ordering = ["made_at"]
        constraints = [models.UniqueConstraint(fields=["file"], condition=Q(ended_at=None), name="covered_copy_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
