"""What goes along, on its way: the document that is made, and what is being taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from foundation.people.models import Person
from portfolio.models import Arrival, Arrived
from portfolio.services.badges import CheckedBadge
from portfolio.services.covering import DrawnCover
from portfolio.services.files import ExaminedFile
from portfolio.taking_along.keys import Keys

Row = dict[str, Any]
FileKey = tuple[str, str, int]  # item, line and version


@dataclass(frozen=True, slots=True)
class Blob:
    """A file that goes along: a stored one by its owner and sha256, or a small one as ``data``. ``size`` in bytes."""

    owner: UUID | None
    sha256: str
    size: int
    data: bytes = b""

    @classmethod
    def of(cls, data: bytes) -> Blob:
        return cls(None, hashlib.sha256(data).hexdigest(), len(data), data)


@dataclass(slots=True)
class Packing:
    """An export in the making. ``blobs``: by the name that they get in the ZIP."""

    owner: Person
    keys: Keys
    blobs: dict[str, Blob] = field(default_factory=dict)


@dataclass(slots=True)
class Taking:
    """An import on its way, inside the one transaction.

    ``examined``: by item key, line and version, each new file after it went through the door of an upload.
    ``covers``: what others get of a file instead of it, drawn here. ``records``: by part and key, the rows that are here.
    """

    owner: Person
    arrival: Arrival
    examined: Mapping[FileKey, ExaminedFile | CheckedBadge]
    covers: Mapping[FileKey, DrawnCover]
    records: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def note(self, part: str, key: str, record: UUID | None, kept: Row | None = None) -> None:
        """Remember that a record came along, and as what."""
        Arrived.objects.create(
            owner=self.owner, arrival=self.arrival, part=part, key=UUID(key), record=record, kept=kept or {}
        )
        if record is not None:
            self.records[part, key] = record


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the document: what is put in, how what is new is taken in, and the identifiers that are here already."""

    name: str
    pack: Callable[[Packing], list[Row]]
    take: Callable[[list[Row], Taking], None]
    here: Callable[[Person], frozenset[str]]

    def known(self, owner: Person, keys: Keys) -> frozenset[str]:
        """Keys of what the person has already, of their own or brought along before."""
        return keys.arrived(self.name) | self.here(owner)
