"""Items with their files, links, places, comments of the owner, and what they say of whose work it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from foundation.people.models import Person
from portfolio.models import (
    Authorship,
    CoveredCopy,
    EvidenceComment,
    EvidenceFile,
    EvidenceItem,
    EvidenceLink,
    Place,
    Recording,
)
from portfolio.services.badges import CheckedBadge, keep_badge
from portfolio.services.covering import keep_cover
from portfolio.services.files import keep_file
from portfolio.services.items import add_item
from portfolio.taking_along import references
from portfolio.taking_along.opening import damaged
from portfolio.taking_along.parcel import Blob, Packing, Part, Row, Taking
from portfolio.taking_along.plain import day, moment, read_at, read_day, read_moment

NAME = "items"
_TEXTS = ("title", "what_it_shows", "organisation", "level", "holder", "code", "code_system")
_DATES = ("period_from", "period_until", "issued_on", "valid_until")
_MOMENTS = ("reading_confirmed_at", "created_at", "changed_at", "removed_at")
_PLACE = ("page_from", "page_until", "second_from", "second_until", "note")
# Said at the upload of what else was in that portfolio then; here it is asked anew.
_OF_THE_MOMENT = "already-in-portfolio"


def pack(packing: Packing) -> list[Row]:
    owner = packing.owner
    items = (
        EvidenceItem.objects.filter(owner=owner)
        .select_related("imported_badge__file")
        .prefetch_related(
            "files__covered_copies__file",
            "authorships",
            "recordings__file",
            Prefetch("comments", EvidenceComment.objects.filter(by=owner).select_related("file")),
            Prefetch("links", EvidenceLink.objects.select_related("work_process__version__standard")),
            Prefetch("links__places", Place.objects.select_related("file")),
        )
    )
    rows = [_packed(item, packing) for item in items]
    return sorted(rows, key=lambda row: (row["created_at"], row["key"]))


def _packed(item: EvidenceItem, packing: Packing) -> Row:
    kept = packing.keys.kept_with(NAME, item.pk)
    files = sorted(item.files.all(), key=lambda file: (file.uploaded_at, str(file.line), file.version))
    for file in files:
        packing.blobs[f"files/{file.sha256}"] = Blob(file.owner_id, file.sha256, file.size)
    links = [
        references.reference(link.work_process) | {"places": _ordered(_place(place) for place in link.places.all())}
        for link in item.links.all()
    ]
    return {
        "key": packing.keys.of(NAME, item.pk),
        "kind": item.kind,
        **{name: getattr(item, name) for name in _TEXTS},
        **{name: day(getattr(item, name)) for name in _DATES},
        **{name: moment(getattr(item, name)) for name in _MOMENTS},
        "holds_case_data": item.holds_case_data,
        "badge": _badge(item),
        "starr": item.starr,
        "files": [_file(file) for file in files],
        "links": sorted([*links, *kept.get("links", [])], key=references.order_of),
        "comments": _ordered(_comment(comment) for comment in item.comments.all()),
        "covered": _ordered(_cover(copy) for file in files for copy in file.covered_copies.all() if not copy.ended_at),
        "authorships": _ordered(_authorship(said) for said in item.authorships.all()),
        "recordings": _ordered(_recording(recording) for recording in item.recordings.all()),
    }


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """In an order of their own content, so that new identifiers change nothing."""
    return sorted(rows, key=lambda row: [(name, str(row[name])) for name in sorted(row)])


def _file(file: EvidenceFile) -> Row:
    return {
        "line": str(file.line),
        "version": file.version,
        "sha256": file.sha256,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "page_count": file.page_count,
        "duration_seconds": file.duration_seconds,
        "reading": file.reading,
        "signature": file.signature,
        "warnings": [code for code in file.warnings if code != _OF_THE_MOMENT],
        "uploaded_at": moment(file.uploaded_at),
    }


def _badge(item: EvidenceItem) -> Row | None:
    """Where a badge from elsewhere came from. What a check found is not taken along: it is checked anew on arrival."""
    badge = getattr(item, "imported_badge", None)
    return {"file": _which(badge.file), "came_from": badge.came_from} if badge is not None else None


def _which(file: EvidenceFile) -> Row:
    return {"line": str(file.line), "version": file.version}


def _place(place: Place) -> Row:
    return {
        "at": moment(place.pointed_at),
        "file": _which(place.file),
        **{name: getattr(place, name) for name in _PLACE},
    }


def _comment(comment: EvidenceComment) -> Row:
    return {
        "at": moment(comment.at),
        "text": comment.text,
        "file": _which(comment.file) if comment.file else None,
        "page": comment.page,
        "second": comment.second,
    }


def _cover(copy: CoveredCopy) -> Row:
    """Where others must not look. The copy is drawn anew where it arrives."""
    return {"at": moment(copy.made_at), "file": _which(copy.file), "boxes": copy.boxes}


def _authorship(said: Authorship) -> Row:
    return {
        "at": moment(said.said_at),
        "made_by": said.made_by,
        "with_whom": said.with_whom,
        "own_part": said.own_part,
        "tools": said.tools,
        "about": said.about,
    }


def _recording(recording: Recording) -> Row:
    return {
        "file": _which(recording.file),
        "part": recording.part,
        "text": recording.text,
        "text_confirmed_at": moment(recording.text_confirmed_at),
        "removed_at": moment(recording.removed_at),
    }


def take(rows: list[Row], taking: Taking) -> None:
    for row in rows:
        _take(row, taking)


def _take(row: Row, taking: Taking) -> None:
    owner = taking.owner
    typed: dict[str, Any] = {name: row[name] for name in (*_TEXTS, "starr", "holds_case_data")}
    typed |= {name: read_day(row[name]) for name in _DATES}
    item = add_item(owner, kind=row["kind"], by=owner, **typed)
    files = {(file["line"], file["version"]): _take_file(file, row, item, taking) for file in _by_version(row)}
    unknown = [link for link in row["links"] if not _take_link(link, item, files)]
    for comment in row["comments"]:
        EvidenceComment.objects.create(
            item=item,
            by=owner,
            text=comment["text"],
            file=_of(files, comment["file"]) if comment["file"] else None,
            page=comment["page"],
            second=comment["second"],
            at=read_at(comment["at"]),
        )
    for said in row["authorships"]:
        Authorship.objects.create(
            item=item,
            owner=owner,
            said_at=read_at(said["at"]),
            **{name: said[name] for name in ("made_by", "with_whom", "own_part", "tools", "about")},
        )
    for recording in row["recordings"]:
        Recording.objects.create(
            item=item,
            owner=owner,
            file=_of(files, recording["file"]),
            part=recording["part"],
            text=recording["text"],
            text_confirmed_at=read_moment(recording["text_confirmed_at"]),
            removed_at=read_moment(recording["removed_at"]),
        )
    for cover in row["covered"]:
        which = cover["file"]
        drawn = taking.covers[row["key"], which["line"], which["version"]]
        copy = keep_cover(_of(files, which), drawn, by=owner)
        copy.made_at = read_at(cover["at"])
        copy.save(update_fields=["made_at"])
    EvidenceItem.objects.filter(pk=item.pk).update(**{name: read_moment(row[name]) for name in _MOMENTS})
    taking.note(NAME, row["key"], item.pk, {"links": unknown} if unknown else None)


def _by_version(row: Row) -> list[Row]:
    return sorted(row["files"], key=lambda file: (file["line"], file["version"]))


def _take_file(row: Row, of: Row, item: EvidenceItem, taking: Taking) -> EvidenceFile:
    examined, line = taking.examined[of["key"], row["line"], row["version"]], UUID(row["line"])
    if isinstance(examined, CheckedBadge):
        came_from = of["badge"]["came_from"]
        file = keep_badge(item, examined, name=row["name"], came_from=came_from, by=taking.owner, line=line)
    else:
        file = keep_file(item, examined, by=taking.owner, line=line)
    file.uploaded_at = read_at(row["uploaded_at"])
    file.save(update_fields=["uploaded_at"])
    return file


def _take_link(row: Row, item: EvidenceItem, files: dict[tuple[str, int], EvidenceFile]) -> bool:
    """Whether this Erkend knows the work process; if not, the link is kept in words."""
    work_process = references.find(row)
    if work_process is None:
        return False
    link, _made = EvidenceLink.objects.get_or_create(item=item, work_process=work_process)
    for place in row["places"]:
        Place.objects.create(
            link=link,
            file=_of(files, place["file"]),
            owner=item.owner,
            pointed_at=read_at(place["at"]),
            **{name: place[name] for name in _PLACE},
        )
    return True


def _of(files: dict[tuple[str, int], EvidenceFile], which: Row) -> EvidenceFile:
    file = files.get((which["line"], which["version"]))
    if file is None:
        raise damaged()
    return file


def here(owner: Person) -> frozenset[str]:
    return frozenset(str(pk) for pk in EvidenceItem.objects.filter(owner=owner).values_list("pk", flat=True))


PART = Part(NAME, pack, take, here)
