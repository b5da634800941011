"""Portfolios for tests, made through the services."""

from __future__ import annotations

import wave
from io import BytesIO
from typing import Any

from evc.demo.documents import make_documents
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem

_DOCUMENTS: dict[str, bytes] = {}


def document(name: str) -> bytes:
    """One of the demo's documents, made once a test run."""
    if not _DOCUMENTS:
        _DOCUMENTS.update(make_documents())
    return _DOCUMENTS[name]


def recording(seconds: int = 2) -> bytes:
    """So many seconds of silence, as a WAV."""
    target = BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return target.getvalue()


def make_item(owner: Person, *, file: str | None = None, work_processes: Any = (), **fields: Any) -> EvidenceItem:
    """An item of the owner's, with one of the demo's documents as its file where ``file`` names it."""
    item = portfolio.add_item(
        owner, kind=fields.pop("kind", "work_product"), title=fields.pop("title", "Plan"), by=owner, **fields
    )
    if file is not None:
        portfolio.add_file(item.pk, stream=BytesIO(document(file)), name=file, by=owner)
    if work_processes:
        portfolio.link_item(item.pk, work_processes=work_processes, by=owner)
    return item
