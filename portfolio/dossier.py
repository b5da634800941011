"""A frozen dossier as it is read: plain dataclasses made from a manifest's document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portfolio.models import DIRECT_KINDS, EvidenceKind


@dataclass(frozen=True, slots=True)
class FrozenFile:
    id: UUID
    sha256: str
    name: str
    media_type: str
    size: int
    page_count: int | None
    preview_sha256: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrozenItem:
    id: UUID
    kind: str
    title: str
    what_it_shows: str
    organisation: str
    level: str
    holder: str
    code: str
    code_system: str
    starr: Mapping[str, str]
    is_own_work: bool
    co_authors: str
    period_from: date | None
    period_until: date | None
    issued_on: date | None
    valid_until: date | None
    files: tuple[FrozenFile, ...]
    work_processes: frozenset[str]  # codes

    @property
    def kind_name(self) -> str:
        return str(EvidenceKind(self.kind).label)

    @property
    def is_direct(self) -> bool:
        """Comes from the work itself (domain fact 28)."""
        return self.kind in DIRECT_KINDS

    @property
    def newest_day(self) -> date | None:
        """The day that its age is counted from."""
        return self.period_until or self.issued_on or self.period_from


@dataclass(frozen=True, slots=True)
class FrozenPractice:
    """The practice log of one work process as it stood. ``confirmed`` are those that count, ``old`` of them flagged."""

    work_process: str
    required: int | None
    confirmed: int
    old: int
    repetitions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    items: tuple[FrozenItem, ...]
    practice: Mapping[str, FrozenPractice]  # by work process code

    def item(self, item_id: UUID) -> FrozenItem | None:
        return next((item for item in self.items if item.id == item_id), None)

    def items_for(self, code: str) -> tuple[FrozenItem, ...]:
        """The items that are claimed for a work process."""
        return tuple(item for item in self.items if code in item.work_processes)


def dossier_of(document: Mapping[str, Any]) -> Dossier:
    """From a manifest's JSON (see portfolio.models.Manifest)."""
    practice = (
        FrozenPractice(
            work_process=row["work_process"],
            required=row["required"],
            confirmed=row["confirmed"],
            old=row["old"],
            repetitions=tuple(row["repetitions"]),
        )
        for row in document["practice"]
    )
    return Dossier(
        items=tuple(_item(entry) for entry in document["items"]),
        practice={row.work_process: row for row in practice},
    )


def _item(entry: Mapping[str, Any]) -> FrozenItem:
    content = entry["content"]
    return FrozenItem(
        id=UUID(entry["id"]),
        kind=content["kind"],
        title=content["title"],
        what_it_shows=content["what_it_shows"],
        organisation=content["organisation"],
        level=content["level"],
        holder=content["holder"],
        code=content["code"],
        code_system=content["code_system"],
        starr=content["starr"],
        is_own_work=content["is_own_work"],
        co_authors=content["co_authors"],
        period_from=_day(content["period_from"]),
        period_until=_day(content["period_until"]),
        issued_on=_day(content["issued_on"]),
        valid_until=_day(content["valid_until"]),
        files=tuple(
            FrozenFile(**{**file, "id": UUID(file["id"]), "warnings": tuple(file["warnings"])})
            for file in entry["files"]
        ),
        work_processes=frozenset(entry["work_processes"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
