"""Reading a dossier in a calibration round: only what was chosen, covered, and each time in the candidate's own log."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.quality.models import CalibrationRound
from foundation.errors import NotFound
from foundation.people.models import Person
from portfolio.dossier import Dossier, FrozenItem
from portfolio.services.covered_dossiers import (
    covered_contents,
    log_covered_reading,
    open_covered_file,
    open_covered_page,
)
from portfolio.services.files import OpenedFile


def readable_round(round_id: UUID, by: Person) -> CalibrationRound:
    """One whose dossier this person may read now: who scores in it, and who leads it. Raises NotFound.

    The candidate agreed to these readers and to no other quality officer.
    """
    rounds = CalibrationRound.objects.select_related("consent", "manifest", "organisation")
    found = (
        rounds.filter(pk__in=CalibrationRound.objects.scored_by(by), pk=round_id).first()
        or rounds.filter(pk__in=CalibrationRound.objects.led_by(by), pk=round_id, asked_by=by).first()
    )
    if found is None or not found.dossier_can_be_read:
        raise NotFound(_("This dossier can't be read here any more."))
    return found


def dossier_of_round(found: CalibrationRound) -> Dossier:
    """Its titles and what they are for; empty when it can't be read any more."""
    if not found.dossier_can_be_read:
        return Dossier(items=(), practice={})
    return covered_contents(found.consent.document)


@transaction.atomic
def read_calibration_item(round_id: UUID, item: UUID, *, by: Person) -> tuple[CalibrationRound, FrozenItem]:
    """Raises NotFound."""
    found = readable_round(round_id, by)
    shown = dossier_of_round(found).item(item)
    if shown is None:
        raise NotFound(_("This item is no part of the dossier."))
    log_covered_reading(found.manifest, item, by=by)
    return found, shown


def open_calibration_file(round_id: UUID, file_id: UUID, *, by: Person) -> OpenedFile:
    """Raises NotFound, EvidenceFile.DoesNotExist."""
    found = readable_round(round_id, by)
    return open_covered_file(found.manifest, found.consent.document, file_id, by=by)


def open_calibration_page(round_id: UUID, file_id: UUID, *, page: int, by: Person) -> bytes:
    """Raises NotFound, EvidenceFile.DoesNotExist, InvalidInput."""
    found = readable_round(round_id, by)
    return open_covered_page(found.manifest, found.consent.document, file_id, page=page, by=by)
