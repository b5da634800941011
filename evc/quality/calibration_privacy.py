"""Letting go of somebody in calibration and talks: scores and dates stay, the dossier and the names go."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from evc.quality.models import (
    CalibrationConsent,
    CalibrationRound,
    CalibrationScore,
    CriterionReading,
    QualityTalk,
)
from evc.quality.services.calibration_consent import let_go_of_dossier
from evc.trajectories.models import Trajectory
from foundation.privacy.registry import Erasure

_Texts = tuple[QuerySet[Any], tuple[str, ...]]


def let_go_of_calibrations(own: QuerySet[Trajectory]) -> None:
    """Of these trajectories nobody can read the dossier in a round any more, nor be asked for it."""
    for found in CalibrationRound.objects.filter(trajectory__in=own).select_related("consent"):
        if found.consent.holds:
            let_go_of_dossier(found)
        elif found.stopped_at is None:
            found.stopped_at = timezone.now()
            found.save(update_fields=["stopped_at"])


def erase_calibration_words(own: QuerySet[Trajectory]) -> None:
    """The dossier, and what was written about it; levels stay."""
    let_go_of_calibrations(own)
    notes = CalibrationScore.objects.filter(participant__round__trajectory__in=own).exclude(note="")
    notes.filter(level=None).delete()
    notes.update(note="")


def erase_names(erasure: Erasure) -> None:
    """Wherever somebody is named: as a candidate, as a reader in somebody's consent, as who talked."""
    texts: tuple[_Texts, ...] = (
        (CalibrationConsent.objects.exclude(text=""), ("text",)),
        (CalibrationRound.objects.exclude(question=""), ("question",)),
        (CalibrationScore.objects.exclude(note=""), ("note",)),
        (CriterionReading.objects.all(), ("text",)),
        (QualityTalk.objects.all(), ("agreed", "objection")),
    )
    for rows, fields in texts:
        for row in rows.iterator():
            if any(erasure.is_named_in(getattr(row, field)) for field in fields):
                for field in fields:
                    setattr(row, field, erasure.without_name(getattr(row, field)))
                row.save(update_fields=fields)
