"""Taking an export in: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import Arrival, Arrived, CoveredCopy, EvidenceFile, PortfolioImport
from portfolio.services.badges import CheckedBadge, check_badge
from portfolio.services.covering import DrawnCover, draw_cover
from portfolio.services.files import ExaminedFile, examine_file, require_room, store
from portfolio.taking_along import badges, items
from portfolio.taking_along.keys import Keys
from portfolio.taking_along.opening import OpenedExport, damaged, opened
from portfolio.taking_along.parcel import FileKey, Row, Taking
from portfolio.taking_along.parts import PARTS
from portfolio.taking_along.plain import read_at


@dataclass(frozen=True, slots=True)
class Imported:
    """By part how many records were new, and how many were here already. ``arrival`` is None when nothing was new."""

    arrival: Arrival | None
    new: Mapping[str, int]
    known: Mapping[str, int]

    @property
    def is_known(self) -> bool:
        return self.arrival is None


@dataclass(slots=True)
class _Kept:
    """What was written to the owner's folder on the way, to be taken away again when the import fails."""

    owner: Person
    examined: dict[FileKey, ExaminedFile | CheckedBadge] = field(default_factory=dict)
    covers: dict[FileKey, DrawnCover] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)

    def take_back(self) -> None:
        used = EvidenceFile.objects.filter(owner=self.owner)
        covers = CoveredCopy.objects.filter(owner=self.owner)
        still = {
            sha256
            for rows in (used, covers)
            for column in ("sha256", "preview_sha256")
            for sha256 in rows.values_list(column, flat=True)
        }
        for sha256 in self.new - still:
            if store().exists(self.owner.pk, sha256):
                store().path(self.owner.pk, sha256).unlink(missing_ok=True)


def import_portfolio(
    source: BinaryIO, *, to: Person, by: Person | None, asked: PortfolioImport | None = None
) -> Imported:
    """Add what is in an export to a person's portfolio. What they have already is left as it is.

    Raises InvalidInput with a sentence for whatever can't be taken; then nothing of it stays. Files go through the same
    door as an upload, before the transaction begins. ``by`` is None for an operator. What came of ``asked`` is written in
    the same transaction.
    """
    if by is not None:
        rules.require_owner(to.pk, by)
    with opened(source) as export:
        rows = _new_rows(export, to)
        with _files_of(export, rows, to) as kept:
            try:
                with transaction.atomic():
                    done = _take_in(export, kept, to, by=by)
                    if asked is not None:
                        _note_done(asked, done)
                return done
            except (IntegrityError, DataError) as error:  # what the database itself refuses contradicts itself
                raise damaged() from error


def _note_done(asked: PortfolioImport, done: Imported) -> None:
    asked.state, asked.finished_at = PortfolioImport.State.DONE, timezone.now()
    asked.arrival, asked.new, asked.known = done.arrival, dict(done.new), dict(done.known)
    asked.save(update_fields=["state", "finished_at", "arrival", "new", "known"])


def _new_rows(export: OpenedExport, owner: Person) -> dict[str, list[Row]]:
    """By part what is not here yet."""
    keys = Keys(owner)
    known = {part.name: part.known(owner, keys) for part in PARTS}
    return {name: [row for row in export.document[name] if row["key"] not in known[name]] for name in known}


@transaction.atomic
def _take_in(export: OpenedExport, kept: _Kept, owner: Person, *, by: Person | None) -> Imported:
    Person.objects.select_for_update().get(pk=owner.pk)  # of two imports at once the second finds what the first added
    rows = _new_rows(export, owner)
    new = {name: len(found) for name, found in rows.items()}
    known = {name: len(export.document[name]) - count for name, count in new.items()}
    if not any(new.values()):
        return Imported(None, new, known)
    arrival = Arrival.objects.create(
        owner=owner, came_from=export.about["made_by"], exported_at=read_at(export.about["made_at"])
    )
    taking = Taking(owner, arrival, kept.examined, kept.covers, _records(owner))
    for part in PARTS:
        _require_once(rows[part.name])
        part.take(rows[part.name], taking)
    record("portfolio.imported", on=arrival, by=by, records=new)
    return Imported(arrival, new, known)


def _records(owner: Person) -> dict[tuple[str, str], UUID]:
    """What came along before, for what points at it now. Our own records are their own key."""
    found = Arrived.objects.filter(owner=owner).exclude(record=None).values_list("part", "key", "record")
    own = {(part.name, key): UUID(key) for part in PARTS for key in part.here(owner)}
    return own | {(part, str(key)): record for part, key, record in found if record is not None}


def _require_once(rows: list[Row]) -> None:
    if len({row["key"] for row in rows}) != len(rows):
        raise damaged()


@contextmanager
def _files_of(export: OpenedExport, rows: Mapping[str, list[Row]], owner: Person) -> Iterator[_Kept]:
    """The files of what is new, kept and looked into; taken back when the block ends with an error."""
    wanted = {file["sha256"]: file["size"] for item in rows[items.NAME] for file in item["files"]}
    new = {sha256: size for sha256, size in wanted.items() if not store().exists(owner.pk, sha256)}
    require_room(owner, sum(new.values()))
    kept = _Kept(owner)
    try:
        for item in rows[items.NAME]:
            for file in item["files"]:
                kept.examined[item["key"], file["line"], file["version"]] = _examined(export, item, file, kept)
            for cover in item["covered"]:
                _draw(item, cover, kept)
        for badge in rows[badges.NAME]:
            for file in badge["files"]:
                _store(export, file, kept)
        yield kept
    except BaseException:
        kept.take_back()
        raise


def _examined(export: OpenedExport, item: Row, file: Row, kept: _Kept) -> ExaminedFile | CheckedBadge:
    was_here = store().exists(kept.owner.pk, file["sha256"])
    with export.read(f"files/{file['sha256']}") as stream:
        if _is_badge(item, file):
            checked = check_badge(kept.owner, stream.read(settings.ERKEND_MAX_DOCUMENT_BYTES + 1))
            sha256, preview = checked.document.stored.sha256, checked.document.preview.get("preview_sha256", "")
            found: ExaminedFile | CheckedBadge = checked
        else:
            examined = examine_file(kept.owner, stream, file["name"])
            sha256, preview = examined.sha256, examined.preview_sha256
            found = examined
    kept.new |= {preview} - {""} | (set() if was_here else {sha256})
    _require_sha256(sha256, file["sha256"])
    return found


def _draw(item: Row, cover: Row, kept: _Kept) -> None:
    """What the owner covered is covered from the first moment here."""
    key = (item["key"], cover["file"]["line"], cover["file"]["version"])
    examined = kept.examined.get(key)
    if not isinstance(examined, ExaminedFile):
        raise damaged()
    found = examined.examination
    drawn = draw_cover(
        kept.owner.pk, examined.sha256, found.media_type, pages=found.page_count or 1, boxes=cover["boxes"]
    )
    kept.new |= {drawn.stored.sha256, drawn.preview_sha256}
    kept.covers[key] = drawn


def _is_badge(item: Row, file: Row) -> bool:
    return item["badge"] is not None and item["badge"]["file"] == {"line": file["line"], "version": file["version"]}


def _store(export: OpenedExport, file: Row, kept: _Kept) -> None:
    """A badge that was issued is kept as it came, for going along again."""
    was_here = store().exists(kept.owner.pk, file["sha256"])
    with export.read(file["name"]) as stream:
        sha256 = store().put(kept.owner.pk, stream, limit_bytes=file["size"]).sha256
    if not was_here:
        kept.new.add(sha256)
    _require_sha256(sha256, file["sha256"])


def _require_sha256(found: str, said: str) -> None:
    if found != said:
        raise InvalidInput(
            _("A file in this ZIP was changed after the export was made. Ask for a new export where it was made."),
            code="taking-along.changed",
        )
