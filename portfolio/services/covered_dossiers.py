"""A part of a frozen dossier for people who need not know whose it is: what its owner chose, covered, without names.

The document has the form of a manifest's (``portfolio.models.Manifest``). What it leaves out of an item: whose name stands
on it, with whom it was made, recordings of a voice, what a referee signed, a badge from elsewhere, names of files, and the
practice log, which names witnesses. Of the files it holds pictures and PDFs only: nothing else can be covered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from foundation.audit.services import record
from foundation.people.models import Person
from portfolio.dossier import Dossier, FrozenFile, FrozenItem, dossier_of
from portfolio.models import EvidenceFile, EvidenceKind, Manifest
from portfolio.services.covering import can_be_covered
from portfolio.services.files import OpenedFile, open_copy, page_picture
from portfolio.services.freezing import canonical_json, manifest_contents
from portfolio.services.frozen_facts import frozen_file
from portfolio.versions import covered_copy

HIDDEN = "[…]"  # where a name stood
_SHORTEST_PART = 3  # letters of a part of a name that is looked for by itself: "de" and "Al" stand everywhere
_TEXTS = ("title", "what_it_shows", "organisation", "level")


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A picture or PDF of the dossier. ``is_covered``: others would get a copy in which something is covered."""

    file: FrozenFile
    is_covered: bool


@dataclass(frozen=True, slots=True)
class OfferedItem:
    item: FrozenItem
    files: tuple[OfferedFile, ...]
    left_out: int  # files that are never shown this way: film, sound, text documents

    @property
    def uncovered(self) -> tuple[FrozenFile, ...]:
        return tuple(each.file for each in self.files if not each.is_covered)


def offered_items(manifest: Manifest) -> list[OfferedItem]:
    """What of a frozen dossier can be shown covered; two queries. Not the practice log, nor a testimony that was signed."""
    items = [item for item in manifest_contents(manifest).items if _has_something_left(item)]
    known = _files_of(items)
    return [_offered(item, known) for item in items]


def covered_document(manifest: Manifest, items: Collection[UUID], *, name: str) -> str:
    """The chosen items of a manifest as JSON text, without ``name``, each file as it is covered now."""
    known = _files_of(manifest_contents(manifest).items)
    document = json.loads(manifest.document)
    chosen = [entry for entry in document["items"] if UUID(entry["id"]) in set(items)]
    return canonical_json(
        {
            "frozen_at": document["frozen_at"],
            "items": [_covered_entry(entry, known, name) for entry in chosen],
            "practice": [],
        }
    )


@lru_cache(maxsize=4)
def covered_contents(document: str) -> Dossier:
    return dossier_of(json.loads(document))


def log_covered_reading(manifest: Manifest, item: UUID, *, by: Person) -> None:
    """That somebody read the text of an item, where its owner sees it."""
    record("evidence.read", on=manifest, by=by, item=item, manifest=manifest.pk, form="calibration")


def open_covered_file(manifest: Manifest, document: str, file_id: UUID, *, by: Person) -> OpenedFile:
    """A picture as others may have it. Raises EvidenceFile.DoesNotExist for what is no picture of the document."""
    found = _found(document, file_id)
    if not found.media_type.startswith("image/"):
        raise EvidenceFile.DoesNotExist
    opened = open_copy(manifest.owner_id, found, form="original")
    _log_file(manifest, document, file_id, by=by)
    return opened


def open_covered_page(manifest: Manifest, document: str, file_id: UUID, *, page: int, by: Person) -> bytes:
    """A page of a PDF as a PNG: never the file itself, which tells who made it. Raises as above, and InvalidInput."""
    found = _found(document, file_id)
    if found.media_type != "application/pdf":
        raise EvidenceFile.DoesNotExist
    picture = page_picture(manifest.owner_id, found.sha256, page=page)
    _log_file(manifest, document, file_id, by=by)
    return picture


def without_name(text: str, name: str) -> str:
    """A text without somebody's name, whole or in part; parts only where they begin with a capital, as names do."""
    text = re.sub(re.escape(name), HIDDEN, text, flags=re.IGNORECASE)
    for part in name.split():
        if len(part) >= _SHORTEST_PART and part[0].isupper():
            text = re.sub(rf"\b{re.escape(part)}\b", HIDDEN, text)
    return text


def _has_something_left(item: FrozenItem) -> bool:
    return item.kind != EvidenceKind.PRACTICE_LOG and (item.testimony is None or bool(item.files))


def _files_of(items: Sequence[FrozenItem]) -> dict[UUID, EvidenceFile]:
    wanted = [file.id for item in items for file in item.files]
    return {file.pk: file for file in EvidenceFile.objects.filter(pk__in=wanted).prefetch_related("covered_copies")}


def _offered(item: FrozenItem, known: Mapping[UUID, EvidenceFile]) -> OfferedItem:
    files = tuple(
        OfferedFile(file, file.is_covered or covered_copy(known[file.id]) is not None)
        for file in item.files
        if _can_be_shown(file.id, known)
    )
    return OfferedItem(item, files, len(item.files) - len(files))


def _can_be_shown(file_id: UUID, known: Mapping[UUID, EvidenceFile]) -> bool:
    return file_id in known and can_be_covered(known[file_id])


def _covered_entry(entry: Mapping[str, Any], known: Mapping[UUID, EvidenceFile], name: str) -> dict[str, Any]:
    content = entry["content"]
    kept = content | {key: without_name(content[key], name) for key in _TEXTS}
    kept |= {"starr": {part: without_name(text, name) for part, text in content["starr"].items()}}
    kept |= {"holder": "", "authorship": None, "badge": None, "testimony": None, "recordings": []}
    return {
        "id": entry["id"],
        "content": kept,
        "files": [_covered_file(file, known) for file in entry["files"] if _can_be_shown(UUID(file["id"]), known)],
        "work_processes": entry["work_processes"],
        "places": [],
    }


def _covered_file(frozen: dict[str, Any], known: Mapping[UUID, EvidenceFile]) -> dict[str, Any]:
    """As it is covered now; what was covered when it was handed in stays so, whatever was done with it since."""
    now = known[UUID(frozen["id"])]
    file = frozen_file(now) if covered_copy(now) is not None else frozen
    if file["preview_sha256"] and not file.get("preview_media_type"):
        file = file | {"preview_media_type": now.preview_media_type}
    return file | {"name": "", "signature": {}, "warnings": []}


def _found(document: str, file_id: UUID) -> FrozenFile:
    for item in covered_contents(document).items:
        for file in item.files:
            if file.id == file_id:
                return file
    raise EvidenceFile.DoesNotExist


def _log_file(manifest: Manifest, document: str, file_id: UUID, *, by: Person) -> None:
    item = next(item for item in covered_contents(document).items if any(file.id == file_id for file in item.files))
    record("evidence.read", on=manifest, by=by, item=item.id, file=file_id, manifest=manifest.pk, form="calibration")
