"""What of a case is kept for how long, by kind; and what of it was erased when its term ended (domain facts 50 to 52)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models.cases import Trajectory
from foundation.records import Record


class Kept(models.TextChoices):
    """A class of data with a term of its own. What has none is said beside them: badges, results with their days, the log."""

    DOSSIER = "dossier", _("What was handed in")
    WORDS = "words", _("What was written on the way")
    CONTESTED = "contested", _("Appeals, complaints and corrections")
    DECISION = "decision", _("Report and agreement")


class ErasedPart(Record):
    """That a class of a case's data was erased; never what it said."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="erased_parts")
    kept = models.CharField(max_length=10, choices=Kept.choices)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["erased_at"]
        constraints = [models.UniqueConstraint(fields=["trajectory", "kept"], name="part_erased_once")]
