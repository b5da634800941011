"""Making the ZIP: for the command line at once, for a person by a job."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from foundation.people.selectors import confirmed_addresses
from portfolio import rules
from portfolio.models import PortfolioExport
from portfolio.services.files import OpenedFile, store
from portfolio.taking_along.archive import write_archive
from portfolio.taking_along.format import FORMAT, FORMAT_VERSION, schema_bytes
from portfolio.taking_along.keys import Keys
from portfolio.taking_along.page import page_of
from portfolio.taking_along.parcel import Blob, Packing
from portfolio.taking_along.parts import PARTS
from portfolio.taking_along.plain import as_bytes, moment

EXPORT_DAYS = 7
GIVEN_UP_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Exported:
    """How much went along."""

    items: int
    entries: int
    files: int
    badges: int


def export_portfolio(owner: Person, target: IO[bytes], *, by: Person | None) -> Exported:
    """Write the whole portfolio as one ZIP to ``target``, which can be searched. ``by`` is None for an operator.

    What differs between two exports of the same content stands in about.json and nowhere else. The rows are read at one
    moment; the files are copied afterwards, piece by piece, while others go on working.
    """
    if by is not None:
        rules.require_owner(owner.pk, by)
    document, blobs = _gathered(owner, by=by)
    write_archive(target, blobs)
    return Exported(
        items=len(document["items"]),
        entries=len(document["practice"]),
        files=sum(name.startswith("files/") for name in blobs),
        badges=len(document["badges"]),
    )


@transaction.atomic
def ask_export(owner: Person, *, by: Person) -> PortfolioExport:
    """Ask for a copy to take along. One in the making is enough: asking again gives that one, for a day."""
    rules.require_owner(owner.pk, by)
    given_up = timezone.now() - GIVEN_UP_AFTER  # the job tried as often as it may
    PortfolioExport.objects.filter(owner=owner, ready_at=None, asked_at__lt=given_up).delete()
    asked, is_new = PortfolioExport.objects.get_or_create(owner=owner, ready_at=None)
    if is_new:
        enqueue("portfolio.make_export", key=asked.pk, export=asked.pk)
    return asked


def make_export(export_id: UUID) -> None:
    """Make the copy that was asked for, and let go of those before it. Safe to do twice."""
    asked = PortfolioExport.objects.select_related("owner").filter(pk=export_id, ready_at=None).first()
    if asked is None:  # made already, or its owner is gone
        return
    settings.ERKEND_FILES_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.ERKEND_FILES_DIR, suffix=".export") as made:
        export_portfolio(asked.owner, made, by=asked.owner)
        made.flush()
        kept = store().put(asked.owner_id, Path(made.name))
    with transaction.atomic():
        asked.ready_at, asked.sha256, asked.size = timezone.now(), kept.sha256, kept.size
        asked.save(update_fields=["ready_at", "sha256", "size"])
        forget_exports(asked.owner, but=asked)


def open_export(export_id: UUID, *, by: Person) -> OpenedFile:
    """The copy, for its owner and nobody else. Raises PortfolioExport.DoesNotExist."""
    asked = PortfolioExport.objects.exclude(ready_at=None).get(pk=export_id, owner=by)
    name = f"portfolio-{asked.asked_at:%Y-%m-%d}.zip"
    return OpenedFile(store().open(asked.owner_id, asked.sha256), "application/zip", name, asked.sha256)


def forget_exports(owner: Person, *, but: PortfolioExport | None = None, ready_before: date | None = None) -> None:
    """Remove ready copies with their files: they are as large as the portfolio, and hold all of it."""
    old = PortfolioExport.objects.filter(owner=owner).exclude(ready_at=None)
    if but is not None:
        old = old.exclude(pk=but.pk)
    if ready_before is not None:
        old = old.filter(ready_at__date__lt=ready_before)
    gone = set(old.values_list("sha256", flat=True))
    old.delete()
    still = set(PortfolioExport.objects.filter(owner=owner).values_list("sha256", flat=True))
    for sha256 in gone - still:
        transaction.on_commit(partial(_remove, owner.pk, sha256))


def forget_old_exports(today: date) -> None:
    """Remove the copies that were ready more than EXPORT_DAYS ago."""
    for owner in Person.objects.filter(portfolio_exports__ready_at__date__lt=today - timedelta(EXPORT_DAYS)).distinct():
        with transaction.atomic():
            forget_exports(owner, ready_before=today - timedelta(EXPORT_DAYS))


def _remove(owner: UUID, sha256: str) -> None:
    if store().exists(owner, sha256):
        store().path(owner, sha256).unlink(missing_ok=True)


@transaction.atomic
def _gathered(owner: Person, *, by: Person | None) -> tuple[dict[str, Any], dict[str, Blob]]:
    packing = Packing(owner, Keys(owner))
    document: dict[str, Any] = {"$schema": "portfolio.schema.json", "format": FORMAT, "version": FORMAT_VERSION}
    for part in PARTS:
        document[part.name] = part.pack(packing)
    record("portfolio.exported", on=owner, by=by, items=len(document["items"]), files=len(packing.blobs))
    return document, packing.blobs | {
        "about.json": Blob.of(as_bytes(_about(owner))),
        "index.html": Blob.of(page_of(document, name=owner.name, language=owner.language)),
        "portfolio.json": Blob.of(as_bytes(document)),
        "portfolio.schema.json": Blob.of(schema_bytes()),
    }


def _about(owner: Person) -> dict[str, Any]:
    """What must differ: when, where and for whom it was made."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "made_at": moment(timezone.now()),
        "made_by": public_address("/"),
        "person": {"name": owner.name, "email": owner.email, "addresses": sorted(confirmed_addresses(owner))},
    }
