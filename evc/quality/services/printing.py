"""A dossier on paper: asked for, made by a job, fetched by the reader whose name stands on every page."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evc.quality.models import DossierPrint
from evc.quality.printing.making import dossier_pdf
from evc.quality.services.reading import readable
from foundation.audit import services as audit
from foundation.errors import NotFound
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from foundation.typesetting import TypesettingFailed, TypesettingTooHeavy
from portfolio.services.files import OpenedFile, store

PRINT_DAYS = 7
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_print(outcome_id: UUID, *, by: Person) -> DossierPrint:
    """Ask for the draft report and the dossier as one PDF. One in the making is enough: asking again gives that one.

    Raises NotFound for whoever may not read the dossier.
    """
    outcome = readable(outcome_id, by)
    asked, is_new = DossierPrint.objects.get_or_create(
        outcome=outcome, reader=by, ready_at=None, defaults={"language": by.language or get_language() or "nl"}
    )
    if is_new:
        audit.record("dossier.print-asked", on=asked, by=by, outcome=outcome.pk)
        enqueue("quality.print", key=asked.pk, print=asked.pk)
    return asked


def make_print(print_id: UUID) -> None:
    """Make what was asked for, and let go of this reader's earlier ones. Safe to do twice.

    What can't be set is noted with its code: trying again would give the same.
    """
    asked = DossierPrint.objects.select_related("reader").filter(pk=print_id, ready_at=None).first()
    if asked is None:
        return
    try:
        outcome = readable(asked.outcome_id, asked.reader)
        with translation.override(asked.language):
            pdf = dossier_pdf(outcome, reader=asked.reader, at=timezone.now())
    except (TypesettingFailed, TypesettingTooHeavy, NotFound) as error:
        logger.error("dossier print %s could not be made: %s %s", asked.pk, error.code, getattr(error, "why", ""))
        asked.problem, asked.ready_at = error.code, timezone.now()
        asked.save(update_fields=["problem", "ready_at"])
        return
    kept = store().put(outcome.trajectory.candidate_id, BytesIO(pdf))
    with transaction.atomic():
        asked.sha256, asked.size, asked.ready_at = kept.sha256, kept.size, timezone.now()
        asked.save(update_fields=["sha256", "size", "ready_at"])
        earlier = DossierPrint.objects.filter(outcome=outcome, reader=asked.reader).exclude(pk=asked.pk)
        _forget(list(earlier.exclude(ready_at=None).select_related("outcome__trajectory")))


@transaction.atomic
def open_print(print_id: UUID, *, by: Person) -> OpenedFile:
    """The PDF, for whose name it bears and as long as they may read the dossier; the candidate sees that it was printed.

    Raises NotFound.
    """
    asked = DossierPrint.objects.visible_to(by).exclude(sha256="").filter(pk=print_id).first()
    if asked is None:
        raise NotFound(_("There is no such print."))
    outcome = readable(asked.outcome_id, by)
    candidate = outcome.trajectory.candidate
    audit.record("dossier.printed", on=outcome, by=by, chain=candidate.audit_chain, form="print", sha256=asked.sha256)
    name = f"dossier-{str(outcome.pk)[:8]}-{asked.asked_at:%Y-%m-%d}.pdf"
    return OpenedFile(store().open(candidate.pk, asked.sha256), "application/pdf", name, asked.sha256, is_drawn=True)


@transaction.atomic
def forget_prints(today: date) -> None:
    """Remove what was ready more than PRINT_DAYS ago: it holds a whole dossier."""
    old = DossierPrint.objects.filter(ready_at__date__lt=today - timedelta(PRINT_DAYS))
    _forget(list(old.select_related("outcome__trajectory")))


def forget_prints_of(trajectory_id: UUID) -> None:
    """Remove every print of one case; the caller's transaction."""
    _forget(list(DossierPrint.objects.filter(outcome__trajectory=trajectory_id).select_related("outcome__trajectory")))


def _forget(prints: list[DossierPrint]) -> None:
    for gone in prints:
        owner, sha256 = gone.outcome.trajectory.candidate_id, gone.sha256
        gone.delete()
        if sha256 and not DossierPrint.objects.filter(sha256=sha256).exists():
            transaction.on_commit(partial(_remove, owner, sha256))


def _remove(owner: UUID, sha256: str) -> None:
    if store().exists(owner, sha256):
        store().path(owner, sha256).unlink(missing_ok=True)
