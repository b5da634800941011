"""Files on their way in: received piece by piece, so that a lost connection loses nothing (tus 1.0)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem
from portfolio.querysets import UploadQuerySet


class Upload(Record):
    """One file that somebody sends. How much of it is here is the size of what lies on disk, never a number in a row.

    The file that is made of it gets this row's key: however often the end is reached, there is one.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("On its way")
        DONE = "done", _("Received")
        REFUSED = "refused", _("Not received")

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)  # as it is called on the person's device
    length = models.PositiveBigIntegerField()  # bytes
    # What it becomes: a file of an item, the next version of one (line), or an item of its own (kind, where one was chosen).
    item = models.ForeignKey(EvidenceItem, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    line = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    holds_case_data = models.BooleanField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    problem_code = models.CharField(max_length=80, blank=True)
    problem = models.TextField(blank=True)  # the sentence, in the language of who sent it
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["owner", "state"], name="upload_of_a_person"),
            models.Index(fields=["expires_at"], name="upload_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(length__gt=0), name="upload_holds_something"),
            models.CheckConstraint(condition=Q(line=None) | Q(item__isnull=False), name="upload_version_of_an_item"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="upload_expires_later"),
            models.CheckConstraint(condition=Q(state="refused") ^ Q(problem=""), name="upload_refused_with_a_sentence"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
