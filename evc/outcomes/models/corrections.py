"""A request of the holder to have the name on badge and report put right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models.outcomes import Outcome
from evc.outcomes.querysets import CorrectionQuerySet
from foundation.people.models import Person
from foundation.records import Record


class Correction(Record):
    """Of how the holder is named; a result can't be changed this way. Asked, then granted or refused, then made."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a quality officer")
        REFUSED = "refused", _("refused")
        GRANTED = "granted", _("granted, is being made")
        MADE = "made", _("made")

    class Kind(models.TextChoices):
        NAME = "name", _("my name has changed")
        SPELLING = "spelling", _("my name is not spelled right")

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)  # as it should stand
    because = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)  # of the quality officer; why it was refused
    made_at = models.DateTimeField(null=True, blank=True)  # the corrected report and badge are there

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(state__in=["asked", "granted"]), name="one_open_correction_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None)
                | Q(state__in=["refused", "granted", "made"], decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(made_at=None) ^ Q(state="made"), name="correction_made_at_a_moment"),
        ]

    @property
    def audit_chain(self) -> str:
        return self.outcome.audit_chain
