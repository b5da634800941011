"""An import on its way: from the file that somebody sent to the version that it made."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.standards.models.standards import AUDIT_CHAIN, StandardVersion
from foundation.people.models import Person
from foundation.records import Record


class StandardImportQuerySet(models.QuerySet["StandardImport"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Those that the viewer began; none for anybody else."""
        return self.filter(by=viewer) if isinstance(viewer, Person) else self.none()


class StandardImport(Record):
    """Read by a job into ``preview``, looked at and confirmed by a person, kept by a second job: all of it or nothing.

    ``preview``: see ``evc.standards.importing.preview``. ``levels``: as in ``CasePackage``, where the person chose them.
    """

    class State(models.TextChoices):
        READING = "reading"  # waits for the job, or is being read
        READY = "ready"  # can be confirmed
        REFUSED = "refused"  # has problems, which ``preview`` lists
        KEEPING = "keeping"  # confirmed
        DONE = "done"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=255, blank=True)  # of the file, as its sender calls it
    address = models.CharField(max_length=2000, blank=True)  # fetched from there where no file was sent
    file_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    reading = models.PositiveSmallIntegerField(default=1)  # how often it was asked for, with other levels each time
    preview = models.JSONField(default=dict, blank=True)
    levels = models.JSONField(default=dict, blank=True)
    version = models.ForeignKey(StandardVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_new = models.BooleanField(default=False)  # False with a version: the same text was here already
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = StandardImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False), name="standard_import_done_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address

    @property
    def audit_chain(self) -> str:
        return AUDIT_CHAIN
