"""All that the page of one item shows: what the person typed, what the machine read, who may see it, and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evc.standards.models import Origin, WorkProcess
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person
from frontend import evidence, warnings
from frontend.authorship import in_words
from frontend.file_facts import Mark, Reading, file_facts, marks, readings
from frontend.forms.candidate.items import ItemForm
from frontend.imported_badge import ShownBadge, shown_badge
from frontend.place_page import PlaceRow, comment_place, place_rows
from portfolio.authorship import Standing, said_of
from portfolio.models import (
    STARR_PARTS,
    AudienceMember,
    EvidenceComment,
    EvidenceFile,
    EvidenceItem,
    EvidenceKind,
    ImportedBadge,
    Recording,
    StarrPart,
    Testimony,
)
from portfolio.reading import ReadField
from portfolio.services.proposing import typed_from_reading
from portfolio.testimonies import SignedTestimony
from portfolio.versions import covered_copy
from portfolio.witnesses import witnesses_of

CAN_BE_SHARED = frozenset({State.BUILDING, State.SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in its last version; ``preview`` is an address or empty."""

    file: EvidenceFile
    facts: str  # "PDF, 2 pages, 340 kB"
    preview: str
    original: str
    older: tuple[EvidenceFile, ...]
    marks: tuple[Mark, ...]  # where on the preview something was read
    is_covered: bool  # others get a copy with blocks


@dataclass(frozen=True, slots=True)
class ReadingField:
    """A field of the form in which the owner checks what was read."""

    field: Any  # BoundField
    is_read: bool


@dataclass(frozen=True, slots=True)
class ShareLine:
    """Whether and with whom an item is shared in one of the owner's trajectories."""

    trajectory: Trajectory
    is_shared: bool
    can_be_shared: bool
    readers: tuple[str, ...]  # names of who reads along now


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A part of a story that was spoken, with the text version that there is."""

    label: str
    recording: Recording
    address: str


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment with the place that it is about; both empty for the item as a whole."""

    comment: EvidenceComment
    is_own: bool
    place: str
    place_href: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Whose work the item is: ``standing`` is a value of portfolio.authorship.Standing."""

    standing: str
    facts: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    item: EvidenceItem
    is_owner: bool
    is_unread: bool
    files: tuple[FileLine, ...]
    facts: tuple[dict[str, Any], ...]
    story: tuple[tuple[str, str], ...]  # label, text
    spoken: tuple[SpokenLine, ...]
    reading_form: ItemForm | None
    reading_fields: tuple[ReadingField, ...]
    readings: tuple[Reading, ...]  # everything that was read, and where
    warnings: tuple[str, ...]
    work_processes: tuple[WorkProcess, ...]
    is_example: bool  # a text of these is made up
    shares: tuple[ShareLine, ...]
    comments: tuple[CommentLine, ...]
    places: tuple[PlaceRow, ...]
    badge: ShownBadge | None
    testimony: SignedTestimony | None
    witnesses: tuple[Mapping[str, str], ...]  # of a practice log: who confirmed, with what they said of themselves
    said: SaidLine | None  # None for a kind of which it is not asked


def item_page(item_id: UUID, *, viewer: Person, reading_form: ItemForm | None = None) -> ItemPage:
    """The page for this viewer, who may see the item. ``reading_form``: the form as it was sent, with its errors."""
    item = (
        EvidenceItem.objects.visible_to(viewer)
        .select_related("owner")
        .prefetch_related(
            "files__covered_copies",
            "links__work_process__core_task",
            "links__places__file",
            "shares",
            "authorships",
            "recordings__file",
            Prefetch("comments", EvidenceComment.objects.select_related("by", "file")),
        )
        .get(pk=item_id)
    )
    files, is_owner = evidence.current_files(item), item.owner_id == viewer.pk
    is_unread = evidence.is_unread(item, files)
    read = _read_values(files)
    form = reading_form or (ItemForm.of(item) if is_owner and is_unread and item.removed_at is None else None)
    work_processes = sorted(
        (link.work_process for link in item.links.all()), key=lambda row: (row.version_id, row.position)
    )
    spoken = tuple(_spoken(item))
    told = {line.recording.file_id for line in spoken}
    return ItemPage(
        item=item,
        is_owner=is_owner,
        is_unread=is_unread,
        files=tuple(_file_line(file, item) for file in files if file.pk not in told),
        facts=tuple(_facts(item, read, is_unread=is_unread)),
        story=tuple(_story(item)),
        spoken=spoken,
        reading_form=form,
        reading_fields=tuple(_reading_fields(form, read)) if form else (),
        readings=tuple(readings(files)),
        warnings=tuple(
            warnings.of_item(item, files, owner_name=item.owner.name, today=timezone.localdate()) if is_owner else ()
        ),
        work_processes=tuple(work_processes),
        is_example=any(Origin.EXAMPLE in {row.origin, row.core_task.origin} for row in work_processes),
        shares=tuple(_shares(item)) if is_owner else (),
        comments=tuple(
            CommentLine(comment, comment.by_id == viewer.pk, *comment_place(comment)) for comment in item.comments.all()
        ),
        places=tuple(place_rows(item, files)),
        badge=_badge(item),
        testimony=_testimony(item),
        witnesses=tuple(witnesses_of(item)),
        said=_said(item, files),
    )


def _spoken(item: EvidenceItem) -> list[SpokenLine]:
    by_part = {recording.part: recording for recording in item.recordings.all() if recording.removed_at is None}
    return [
        SpokenLine(str(part.label), by_part[part], evidence.file_address(by_part[part].file, "preview"))
        for part in StarrPart
        if part in by_part
    ]


def _said(item: EvidenceItem, files: Sequence[EvidenceFile]) -> SaidLine | None:
    said = said_of(item, files=files, answers=list(item.authorships.all()))
    if said.standing == Standing.NOT_ASKED:
        return None
    return SaidLine(str(said.standing), tuple(in_words(said.newest)) if said.newest else ())


def _testimony(item: EvidenceItem) -> SignedTestimony | None:
    signed = Testimony.objects.filter(item=item).first() if item.kind == EvidenceKind.TESTIMONY else None
    return signed.said if signed is not None else None


def _badge(item: EvidenceItem) -> ShownBadge | None:
    kept = ImportedBadge.objects.filter(item=item).first() if item.kind == EvidenceKind.BADGE else None
    return shown_badge(kept) if kept is not None else None


def _read_values(files: Sequence[EvidenceFile]) -> dict[str, Any]:
    """What the machine read, by field of the item."""
    values: dict[str, Any] = {}
    for file in files:
        fields = {name: ReadField(**found) for name, found in file.reading.items()}
        values = typed_from_reading(fields) | values
    return values


def _reading_fields(form: ItemForm, read: Mapping[str, Any]) -> list[ReadingField]:
    return [ReadingField(field, is_read=field.name in read and field.initial == read[field.name]) for field in form]


def _facts(item: EvidenceItem, read: Mapping[str, Any], *, is_unread: bool) -> list[dict[str, Any]]:
    """What was typed, as a list of facts; what only the machine says of it is dotted, what differs is said beside it."""
    facts: list[dict[str, Any]] = []
    for field in ItemForm.of(item):
        if field.name in {"title", "what_it_shows", "code_system"}:
            continue
        value = getattr(item, field.name)
        if value in (None, "", False):
            continue
        shown = _in_words(value)
        if field.name == "code" and item.code_system:
            shown = f"{item.code_system} {shown}"
        differs = field.name in read and read[field.name] != value
        if differs:
            shown = _("%(typed)s (the document says: %(read)s)") % {
                "typed": shown,
                "read": _in_words(read[field.name]),
            }
        facts.append({"label": field.label, "value": shown, "read": is_unread and field.name in read and not differs})
    return facts


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return _("Yes") if value is True else str(value)


def _story(item: EvidenceItem) -> list[tuple[str, str]]:
    if item.kind != EvidenceKind.REFLECTION:
        return []
    labels = {
        "situation": _("Situation"),
        "task": _("Task"),
        "action": _("Action"),
        "result": _("Result"),
        "reflection": _("Reflection"),
    }
    return [(labels[part], item.starr[part]) for part in STARR_PARTS if item.starr.get(part)]


def _file_line(file: EvidenceFile, item: EvidenceItem) -> FileLine:
    older = [other for other in item.files.all() if other.line == file.line and other.version < file.version]
    is_covered = covered_copy(file) is not None
    return FileLine(
        file=file,
        facts=file_facts(file),
        preview=evidence.file_address(file, "preview") if file.preview_sha256 else "",
        original=evidence.file_address(file, "original"),
        older=tuple(sorted(older, key=lambda other: -other.version)),
        marks=tuple(marks(file)) if file.preview_sha256 and not is_covered else (),
        is_covered=is_covered,
    )


def _shares(item: EvidenceItem) -> list[ShareLine]:
    """One line for each trajectory of the owner's."""
    shared = {share.audience_id for share in item.shares.all() if share.ended_at is None}
    members = AudienceMember.objects.filter(reads_frozen_only=False).exclude(person=item.owner_id)
    own = (
        Trajectory.objects.as_part(item.owner, Participant.Part.CANDIDATE)
        .select_related("standard_version__standard", "provider", "audience")
        .prefetch_related(Prefetch("audience__members", members.select_related("person")))
    )
    return [
        ShareLine(
            trajectory=row,
            is_shared=row.audience_id in shared,
            can_be_shared=row.state in CAN_BE_SHARED,
            readers=tuple(member.person.name for member in row.audience.members.all()),
        )
        for row in own
        if row.audience_id in shared or row.state in CAN_BE_SHARED
    ]
