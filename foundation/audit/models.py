"""The audit log: append-only, one hash chain per organisation and one per person.

Entries hold ids and no foreign keys, so that erasing what they speak of can't break a chain. Triggers (migration 0002)
refuse UPDATE and DELETE on both engines.
"""

from __future__ import annotations

from django.db import models

from foundation.records import Record


class AuditChain(models.Model):
    """The head of a chain. Locked while an entry is added, so that two writers can't take the same place."""

    name = models.CharField(primary_key=True, max_length=80)  # "organisation:<uuid>", "person:<uuid>"
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)  # hash of the last entry, lower-case hex


class AuditEntry(Record):
    """One event. ``hash`` = SHA-256 over the canonical JSON of all other fields, ``previous_hash`` included."""

    chain = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()  # 1, 2, 3 … within the chain
    at = models.DateTimeField()
    event = models.CharField(max_length=80)  # "trajectory.submitted"
    actor_id = models.UUIDField(null=True)  # the person; null: the system, or somebody with a mailed link
    object_type = models.CharField(max_length=80)  # "trajectories.trajectory"
    object_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="audit_one_entry_a_place")]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
            models.Index(fields=["actor_id", "at"], name="audit_by_actor"),
        ]
        ordering = ["chain", "sequence"]
