"""A portfolio with something of everything, and the ZIPs that are made of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from django.conf import settings

from evc.standards.models import StandardVersion
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceLink, EvidenceRequest, Place, PlannedItem
from portfolio.taking_along import export_portfolio
from portfolio.taking_along.plain import as_bytes
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item

DIPLOMA = "diploma-toezicht-op-straat.pdf"
SIDEWAYS = "foto-certificaat-op-tafel.jpg"
BOXES = [{"page": 1, "x": 0.1, "y": 0.2, "width": 0.3, "height": 0.05}]
WITNESS = {"witness_name": "Sanne de Lange", "witness_email": "s.delange@politie.example"}


def full_portfolio(version: StandardVersion, *, name: str = "Fatima el Amrani") -> Person:
    """Items with files in versions, links, a place, a comment and a story, one removed; a log with decisions."""
    owner: Person = PersonFactory(name=name, language="nl")
    w1, w2 = version.work_processes.get(code="W1"), version.work_processes.get(code="W2")
    item = make_item(owner, file=DIPLOMA, title="Diploma toezicht", kind="diploma", work_processes=[w1, w2])
    file = item.files.get()
    portfolio.add_file(item.pk, stream=BytesIO(document(SIDEWAYS)), name="foto.jpg", line=file.line, by=owner)
    Place.objects.create(
        link=EvidenceLink.objects.get(item=item, work_process=w1), file=file, owner=owner, page_from=1, page_until=1
    )
    portfolio.cover_file(item.files.get(version=2).pk, boxes=BOXES, by=owner)
    portfolio.comment(item.pk, text="Dit is het origineel.", by=owner)
    make_item(
        owner, title="Verhaal", kind="reflection", starr={"situation": "Op de markt was ruzie."}, work_processes=[w1]
    )
    removed = make_item(owner, title="Oud plan", file=SIDEWAYS)
    portfolio.remove_item(removed.pk, by=owner)
    _log(owner, version)
    _agreed(owner, w1)
    return owner


def _agreed(owner: Person, work_process: Any) -> None:
    """Something planned and something asked; as rows, since both take a coach."""
    audience = portfolio.make_audience(owner)
    planned = PlannedItem.objects.create(
        audience=audience, owner=owner, title="Foto van een ronde", kind="work_product", due_on=date(2026, 3, 1)
    )
    planned.work_processes.add(work_process)
    EvidenceRequest.objects.create(audience=audience, owner=owner, text="Wie was erbij?", due_on=date(2026, 3, 2))


def _log(owner: Person, version: StandardVersion) -> None:
    w1 = version.work_processes.get(code="W1")
    fields: dict[str, Any] = {"work_process": w1, "role": "independent", "by": owner, "count": 2, **WITNESS}
    yes = portfolio.note_repetition(owner, day=date(2026, 1, 6), task="Briefing", **fields)
    no = portfolio.note_repetition(owner, day=date(2026, 1, 7), task="Overdracht", **fields)
    portfolio.note_repetition(owner, day=date(2026, 1, 8), task="Ronde", **fields)
    portfolio.ask_confirmation(owner, repetitions=[yes, no], by=owner)
    mail = OutgoingMail.objects.filter(text__contains="/confirm/").order_by("-created_at")[0]
    secret = mail.text.split("/confirm/")[1].split()[0]
    answer(secret, yes.pk, no.pk)


def answer(secret: str, yes: Any, no: Any) -> None:
    portfolio.describe_witness(secret, name="Sanne", function="Agent", knows_how="Wij lopen samen dienst.", tie="")
    portfolio.confirm_repetition(secret, yes)
    portfolio.refuse_repetition(secret, no, because="Dat was een ander.")


def exported(owner: Person) -> BytesIO:
    target = BytesIO()
    export_portfolio(owner, target, by=owner)
    target.seek(0)
    return target


def entries_of(archive: BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rewritten(archive: BytesIO, change: Callable[[dict[str, bytes]], Any]) -> BytesIO:
    """The same ZIP with its entries changed."""
    entries = entries_of(archive)
    change(entries)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, data in entries.items():
            made.writestr(name, data)
    target.seek(0)
    return target


def with_document(archive: BytesIO, change: Callable[[dict[str, Any]], Any]) -> BytesIO:
    """The same export with its portfolio.json changed."""

    def edit(entries: dict[str, bytes]) -> None:
        found = json.loads(entries["portfolio.json"])
        change(found)
        entries["portfolio.json"] = as_bytes(found)

    return rewritten(archive, edit)


def rows_and_files(owner: Person) -> Mapping[str, int]:
    """What there is of a person, to see that nothing was added."""
    folder = settings.ERKEND_FILES_DIR / str(owner.pk)
    return {
        "items": owner.evidence.count(),
        "files": EvidenceFile.objects.filter(owner=owner).count(),
        "arrivals": owner.arrivals.count(),
        "stored": len(list(folder.iterdir())) if folder.exists() else 0,
    }
