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


def erase_calibration_words(own: QuerySet[Trajectory], erasure: Erasure) -> None:
    """Of these trajectories: nobody can read the dossier any more, and what was written about it goes."""
    rounds = CalibrationRound.objects.filter(trajectory__in=own)
    for found in rounds.select_related("consent"):
        if found.consent.holds:
            let_go_of_dossier(found)
        elif found.stopped_at is None:
            found.stopped_at = timezone.now()
            found.save(update_fields=["stopped_at"])
    notes = CalibrationScore.objects.filter(participant__round__in=rounds).exclude(note="")
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
