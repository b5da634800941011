"""Sharing beyond a trajectory: with somebody by name, or by a link that ends."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem
from portfolio.models.sharing import Audience


class NamedReader(Record):
    """Somebody with an account to whom the owner shows items: an audience of one."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="named_readers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    audience = models.OneToOneField(Audience, on_delete=models.CASCADE, related_name="named_reader")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "person"], name="named_reader_once"),
            models.CheckConstraint(condition=~Q(owner=F("person")), name="nobody_shares_with_themselves"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class ShareLink(Record):
    """An address that shows some items to whoever has it, until it ends. Only the hash of its secret is kept."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=200)  # of the page: who it is for, or the vacancy
    introduction = models.TextField(blank=True)
    gives_originals = models.BooleanField(default=False)  # otherwise only pictures that we drew anew
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)  # when a reading was noted last

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="share_link_lasts")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class ShareLinkDemand(Record):
    """What a vacancy asks, in the employer's words; below it stand the items that answer it."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="demands")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["link", "position"], name="demand_has_its_place")]


class ShareLinkItem(Record):
    """One item on the page of a link, in the order that the owner chose; without a demand it stands at the top."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="items")
    demand = models.ForeignKey(ShareLinkDemand, null=True, blank=True, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "item"], name="link_item_once_a_demand"),
            models.UniqueConstraint(fields=["link", "item"], condition=Q(demand=None), name="link_item_once"),
        ]
