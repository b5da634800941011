"""With whom items are shared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem


class Audience(Record):
    """People with whom items are shared together. A trajectory keeps its own in step; portfolio knows no trajectory."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="audiences")
    people = models.ManyToManyField(Person, through="AudienceMember", related_name="+")
    created_at = models.DateTimeField(default=timezone.now)


class AudienceMember(Record):
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="audience_memberships")
    # An assessor reads what was frozen, not the living item; a coach reads and comments while it grows.
    reads_frozen_only = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "person"], name="audience_member_once")]


class Share(Record):
    """The person shares one item with one audience, until they end it."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="shares")
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="shares")
    shared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "audience"], condition=Q(ended_at=None), name="share_once")
        ]
