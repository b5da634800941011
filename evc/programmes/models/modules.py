"""A module: a short course of an organisation, with the practice that makes it whole."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from evc.programmes.querysets import ModuleQuerySet
from evc.standards.models import WorkProcess
from foundation.people.models import Organisation
from foundation.records import Record


class Module(Record):
    """A course under one identity; what it asks stands in its versions."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="modules")
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)  # nobody can begin it any more

    objects = ModuleQuerySet.as_manager()

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class ModuleVersion(Record):
    """What a module teaches and asks. It never changes once somebody began under it; the next text is the next version."""

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    badge_title = models.CharField(max_length=120, blank=True)  # on the badge's picture; empty: the title
    teaches = models.TextField()
    criteria = models.TextField()  # when it is completed, in words
    language = models.CharField(max_length=5, default="nl")  # of these texts, and of the badge
    work_processes = models.ManyToManyField(WorkProcess, related_name="+")  # that it helps to learn
    # The practice: which work it is noted under, what is done, and how often a witness must have confirmed it.
    practised = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=300)
    required = models.PositiveSmallIntegerField()
    independent_only = models.BooleanField(default=True)
    least_witnesses = models.PositiveSmallIntegerField(default=1)
    expire_after_years = models.PositiveSmallIntegerField(null=True, blank=True)  # null: an old one still counts
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["module", "number"], name="module_version_once"),
            models.CheckConstraint(condition=Q(required__gte=1), name="module_asks_for_practice"),
            models.CheckConstraint(
                condition=Q(least_witnesses__gte=1, least_witnesses__lte=F("required")), name="module_witnesses_fit"
            ),
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gte=F("active_from")),
                name="module_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_chain(self) -> str:
        return self.module.audit_chain

    def is_open_on(self, day: date) -> bool:
        """Whether somebody can begin on that day."""
        return self.active_from <= day and (self.active_until is None or day <= self.active_until)
