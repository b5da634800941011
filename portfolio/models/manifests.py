"""What was handed in, frozen."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.sharing import Audience
from portfolio.querysets import ManifestQuerySet


class Manifest(Record):
    """A frozen dossier: the list of what was handed in, with the sha256 of each part. Scores and badges refer to it.

    ``document`` is canonical JSON: {"owner", "frozen_at", "items": [{"id", "sha256", "content": {…}, "files": [{"id",
    "sha256", "name", "media_type", "size", "page_count", "preview_sha256", "signature", "is_covered"}], "work_processes":
    ["K1-W1"], "places": [{"work_process", "file", "page_from", …}]}], "statement": {"text", "language"}, "practice":
    [{"work_process", "required", "confirmed", "repetitions": […]}]}; ``sha256`` is of its UTF-8 bytes.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="manifests")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="manifests")
    number = models.PositiveSmallIntegerField()  # 1; a supplement makes 2
    sha256 = models.CharField(max_length=64)
    document = models.TextField()
    frozen_at = models.DateTimeField(default=timezone.now)
    # The owner took something out before the scoring began: the next number counts, and this one is the owner's alone.
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ManifestQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["audience", "number"], name="manifest_number_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
