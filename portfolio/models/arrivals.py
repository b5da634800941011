"""What came along from another Erkend, and the copies that somebody made to take along."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record


class Arrival(Record):
    """One portfolio that was brought in. ``came_from`` is what the export says of itself: nothing proves it."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="arrivals")
    came_from = models.CharField(max_length=300)  # public address of the Erkend that made the export
    exported_at = models.DateTimeField()
    arrived_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["arrived_at"]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class Arrived(Record):
    """One record that came along, and the key under which it is known wherever it goes."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="records")
    part = models.CharField(max_length=40)  # of the export: "items", "practice", …
    key = models.UUIDField()  # the identifier where it was made; it stays the same through any number of journeys
    record = models.UUIDField(null=True, blank=True)  # the row that it became here; null: it is only kept
    kept = models.JSONField(default=dict)  # as it stood in the export, for what has no place of its own here

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "part", "key"], name="arrived_once"),
            models.UniqueConstraint(fields=["part", "record"], condition=~Q(record=None), name="arrived_as_one_record"),
        ]


class PortfolioExport(Record):
    """A copy of a whole portfolio that its owner asked for. A job makes it; the file lies in the owner's folder."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="portfolio_exports")
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(ready_at=None), name="one_export_in_the_making"),
            models.CheckConstraint(
                condition=Q(ready_at=None, sha256="") | (Q(ready_at__isnull=False) & ~Q(sha256="")),
                name="a_ready_export_has_its_file",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class PortfolioImport(Record):
    """A ZIP that somebody sent to be taken in. A job does it; the ZIP lies in their folder until that is done."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="portfolio_imports")
    name = models.CharField(max_length=255)  # as the ZIP is called on the person's device
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)  # the sentence, in the language of the owner
    arrival = models.OneToOneField(Arrival, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    new = models.JSONField(default=dict)  # by part of the export how many records were new
    known = models.JSONField(default=dict)  # and how many were here already

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(state="waiting"), name="one_import_at_a_time"),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(finished_at__isnull=False), name="import_ends_once"
            ),
            models.CheckConstraint(condition=Q(state="refused") ^ Q(problem=""), name="import_refused_with_a_sentence"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
