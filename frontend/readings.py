"""The log of who read somebody's evidence, with names: ids in, words out, in three queries whatever the length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.audit.models import AuditEntry
from foundation.people.models import Person
from portfolio.models import EvidenceItem, ShareLink


@dataclass(frozen=True, slots=True)
class Reading:
    at: datetime
    reader: str
    title: str
    was_frozen: bool  # as it was handed in, not as it is now


def in_words(entries: Iterable[AuditEntry]) -> list[Reading]:
    """Each entry with the reader's name and the item's title, as they are now."""
    rows = list(entries)
    links = ShareLink.objects.in_bulk({UUID(row.data["link"]) for row in rows if "link" in row.data})
    people = Person.objects.in_bulk({row.actor_id for row in rows if row.actor_id})
    items = EvidenceItem.objects.in_bulk({UUID(row.data["item"]) for row in rows if "item" in row.data})
    readings = []
    for row in rows:
        reader = people.get(row.actor_id)
        item = items.get(UUID(row.data["item"])) if "item" in row.data else None
        readings.append(
            Reading(
                at=row.at,
                reader=_reader(row, reader, links),
                title=item.title if item is not None else _whole(row),
                was_frozen="manifest" in row.data or row.event in {"dossier.read", "dossier.printed"},
            )
        )
    return readings


def _whole(row: AuditEntry) -> str:
    """What was read when it was no single item."""
    return {
        "dossier.read": _("Your whole dossier, on the screen"),
        "dossier.printed": _("Your whole dossier, as a PDF to print"),
        "guidance.read": _("How you are guided: plan, requests and hours"),
    }.get(row.event, _("An item that is gone"))


def _reader(row: AuditEntry, reader: Person | None, links: Mapping[UUID, ShareLink]) -> str:
    if row.actor_id is None and "link" in row.data:
        link = links.get(UUID(row.data["link"]))
        return _("Somebody with your link “%(title)s”") % {"title": link.title if link is not None else "…"}
    return reader.name if reader is not None else _("Somebody whose account is gone")
