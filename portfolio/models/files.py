"""The files of an item: immutable, in versions."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem
from portfolio.querysets import EvidenceFileQuerySet


class EvidenceFile(Record):
    """One immutable file. Replacing one adds a version with the same ``line``; the highest version counts."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="files")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    line = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)  # as it was called on the person's device
    media_type = models.CharField(max_length=100)  # sniffed
    size = models.PositiveBigIntegerField()
    page_count = models.PositiveIntegerField(null=True, blank=True)
    preview_sha256 = models.CharField(max_length=64, blank=True)  # drawn anew: upright, without place or serial number
    preview_media_type = models.CharField(max_length=100, blank=True)
    duration_seconds = models.PositiveIntegerField(null=True, blank=True)  # of film or sound that says so itself
    # {"title": {"value": "…", "snippet": "…", "page": 1, "box": [x0, y0, x1, y1] or null}, …}: what the machine read, never
    # changed afterwards; a box is in fractions of the page, from its top left corner
    reading = models.JSONField(default=dict)
    # {"state": "verified" | "broken" | "untrusted" | "not-signed", "signer": "…"}; {} for what nobody looked at
    signature = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list)  # codes: "active-content", "no-text", "signature-broken", …
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "version"]
        constraints = [models.UniqueConstraint(fields=["item", "line", "version"], name="file_version_once")]
        indexes = [models.Index(fields=["owner", "sha256"], name="file_by_content")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
