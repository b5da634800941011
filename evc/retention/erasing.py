"""Erasing one class of a case, by what each room does when a whole person is erased (``privacy.py``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from credentials import services as credentials
from credentials.models import SealedDocument
from evc.assessments import privacy as assessments
from evc.outcomes import privacy as outcomes
from evc.quality import privacy as quality
from evc.quality.calibration_privacy import let_go_of_calibrations
from evc.quality.services.printing import forget_prints_of
from evc.trajectories import privacy as trajectories
from evc.trajectories.models import Kept, Trajectory
from foundation.privacy.registry import Erasure
from foundation.privacy.services import erasure_of
from portfolio import privacy as portfolio


def erase_class(trajectory: Trajectory, kept: Kept) -> None:
    """In the caller's transaction, which holds the case; files go after it. Safe to do twice.

    What stays of a case: its states with their days, parts, results, levels, digests, badge and log.
    """
    _ERASERS[kept](trajectory, erasure_of(trajectory.candidate))


def _dossier(trajectory: Trajectory, erasure: Erasure) -> None:
    portfolio.let_go_of_dossier(trajectory.audience)
    forget_prints_of(trajectory.pk)
    let_go_of_calibrations(Trajectory.objects.filter(pk=trajectory.pk))


def _words(trajectory: Trajectory, erasure: Erasure) -> None:
    own = Trajectory.objects.filter(pk=trajectory.pk)
    quality.erase_words(own, erasure)
    outcomes.erase_words(own)
    assessments.erase_words(own)
    trajectories.erase_words(own)


def _contested(trajectory: Trajectory, erasure: Erasure) -> None:
    outcomes.erase_contested(Trajectory.objects.filter(pk=trajectory.pk))


def _decision(trajectory: Trajectory, erasure: Erasure) -> None:
    """Every report of the case, the replaced ones and those of a correction too."""
    trajectories.erase_agreements(Trajectory.objects.filter(pk=trajectory.pk), erasure)
    counted = trajectory.outcomes.exclude(report_claim_key="").values_list("report_claim_key", flat=True)
    documents = {row.pk: row for row in SealedDocument.objects.filter(claim_key__in=list(counted))}
    while earlier := SealedDocument.objects.filter(replaced_by__in=list(documents)).exclude(pk__in=list(documents)):
        documents |= {row.pk: row for row in earlier}
    for document in documents.values():
        credentials.let_go_of_document(document)


_ERASERS: Mapping[Kept, Callable[[Trajectory, Erasure], None]] = {
    Kept.DOSSIER: _dossier,
    Kept.WORDS: _words,
    Kept.CONTESTED: _contested,
    Kept.DECISION: _decision,
}
assert set(_ERASERS) == set(Kept)
