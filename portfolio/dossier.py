"""A frozen dossier as it is read: plain dataclasses made from a manifest's document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from portfolio.models import DIRECT_KINDS, Authorship, EvidenceKind
from portfolio.testimonies import SignedTestimony, signed_testimony


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
    preview_media_type: str = ""
    duration_seconds: int | None = None
    signature: Mapping[str, str] = field(default_factory=dict)  # {"state", "signer"}, see EvidenceFile
    is_covered: bool = False  # others get a copy in which something was covered

    @property
    def page_numbers(self) -> range:
        return range(1, (self.page_count or 0) + 1)


@dataclass(frozen=True, slots=True)
class FrozenAuthorship:
    """Whose work it is, as its owner said. ``is_of_this_version``: said of what was handed in, not of an earlier version."""

    made_by: str
    with_whom: str
    own_part: str
    tools: tuple[Mapping[str, Any], ...]  # {"name", "is_ai", "used_for"}
    said_at: datetime | None
    is_of_this_version: bool


@dataclass(frozen=True, slots=True)
class FrozenRecording:
    """A part of a story that was spoken; ``text`` is a text version that its owner confirmed, or empty."""

    part: str
    file: UUID
    text: str


@dataclass(frozen=True, slots=True)
class FrozenPlace:
    """Where in a file a claim can be seen: pages counted from 1, or seconds. ``confirmed``: looked up in this version."""

    work_process: str
    file: UUID
    page_from: int | None
    page_until: int | None
    second_from: int | None
    second_until: int | None
    note: str
    confirmed: bool


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
    authorship: FrozenAuthorship | None
    period_from: date | None
    period_until: date | None
    issued_on: date | None
    valid_until: date | None
    files: tuple[FrozenFile, ...]
    work_processes: frozenset[str]  # codes
    recordings: tuple[FrozenRecording, ...] = ()
    places: tuple[FrozenPlace, ...] = ()
    testimony: SignedTestimony | None = None  # what a referee signed
    badge: Mapping[str, Any] | None = None  # of a badge from elsewhere: verdict, holder, checked_at, report

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
    """The practice log of one work process as it stood. ``confirmed`` are those that count, ``old`` of them flagged.

    ``different_witnesses`` is None in a manifest from before it was counted. In ``repetitions`` a counter-entry has a negative
    count, and says in ``corrects`` which entry it takes off and in ``because`` why.
    """

    work_process: str
    required: int | None
    confirmed: int
    old: int
    different_witnesses: int | None
    least_witnesses: int
    repetitions: tuple[Mapping[str, Any], ...]

    @property
    def lacks_witnesses(self) -> bool:
        """Whether fewer different people confirmed than the standard asks."""
        return self.different_witnesses is not None and self.different_witnesses < self.least_witnesses > 1

    @property
    def witnesses(self) -> list[Mapping[str, str]]:
        """Who confirmed, each once, with what they said of themself: name, and function, knows_how and tie ("" when unsaid)."""
        unsaid = {"function": "", "knows_how": "", "tie": ""}
        found = {
            (row["witness"], *about.values()): {"name": row["witness"], **about}
            for row in self.repetitions
            if row["witness"]
            for about in [row.get("about_witness") or unsaid]
        }
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Dossier:
    items: tuple[FrozenItem, ...]
    practice: Mapping[str, FrozenPractice]  # by work process code
    statement: str = ""  # what was stated over the whole of it, in the words that its owner read

    def item(self, item_id: UUID) -> FrozenItem | None:
        return next((item for item in self.items if item.id == item_id), None)

    def items_for(self, code: str) -> tuple[FrozenItem, ...]:
        """The items that are claimed for a work process."""
        return tuple(item for item in self.items if code in item.work_processes)

    def items_by_work_process(self) -> Mapping[str, Sequence[FrozenItem]]:
        """The same for every work process that something is claimed for, by its code."""
        found: dict[str, list[FrozenItem]] = {}
        for item in self.items:
            for code in item.work_processes:
                found.setdefault(code, []).append(item)
        return found


def dossier_of(document: Mapping[str, Any]) -> Dossier:
    """From a manifest's JSON (see portfolio.models.Manifest)."""
    practice = (
        FrozenPractice(
            work_process=row["work_process"],
            required=row["required"],
            confirmed=row["confirmed"],
            old=row["old"],
            different_witnesses=row.get("different_witnesses"),
            least_witnesses=row.get("least_witnesses", 1),
            repetitions=tuple(row["repetitions"]),
        )
        for row in document["practice"]
    )
    return Dossier(
        items=tuple(_item(entry) for entry in document["items"]),
        practice={row.work_process: row for row in practice},
        statement=document.get("statement", {}).get("text", ""),
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
        authorship=_authorship(content),
        period_from=_day(content["period_from"]),
        period_until=_day(content["period_until"]),
        issued_on=_day(content["issued_on"]),
        valid_until=_day(content["valid_until"]),
        files=tuple(
            FrozenFile(**{**file, "id": UUID(file["id"]), "warnings": tuple(file["warnings"])})
            for file in entry["files"]
        ),
        work_processes=frozenset(entry["work_processes"]),
        recordings=tuple(
            FrozenRecording(**{**each, "file": UUID(each["file"])}) for each in content.get("recordings", ())
        ),
        places=tuple(FrozenPlace(**{**each, "file": UUID(each["file"])}) for each in entry.get("places", ())),
        testimony=_testimony(content.get("testimony")),
        badge=content.get("badge"),
    )


def _testimony(signed: Mapping[str, Any] | None) -> SignedTestimony | None:
    return signed_testimony(signed, sha256=signed["sha256"]) if signed else None


def _authorship(content: Mapping[str, Any]) -> FrozenAuthorship | None:
    """What was said of whose work it is; a manifest of before that question holds a tick and the names of others."""
    if "authorship" not in content:
        if not content.get("is_own_work") and not content.get("co_authors"):
            return None
        made_by = Authorship.MadeBy.TOGETHER if content["co_authors"] else Authorship.MadeBy.ALONE
        return FrozenAuthorship(str(made_by), content["co_authors"], "", (), None, is_of_this_version=True)
    said = content["authorship"]
    if said is None:
        return None
    return FrozenAuthorship(
        **{**said, "tools": tuple(said["tools"]), "said_at": datetime.fromisoformat(said["said_at"])}
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
