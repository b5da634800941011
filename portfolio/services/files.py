"""Files of an item: received, looked into by a bounded process, kept under their sha256, opened for whoever may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO, Literal, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from foundation.audit.models import AuditEntry
from foundation.audit.services import record
from foundation.files import MEDIA_TYPES, FileStore, Received, sniff
from foundation.people.models import Person
from foundation.sniffing import HEAD_BYTES
from portfolio import reading, rules
from portfolio.errors import NoRoomLeft, TooManyFiles
from portfolio.models import CoveredCopy, EvidenceFile, EvidenceItem
from portfolio.services.items import locked_item
from portfolio.services.proposing import kind_of, typed_from_reading

Form = Literal["preview", "original"]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file ready to be sent. The caller closes ``stream``."""

    stream: BinaryIO
    media_type: str
    name: str
    sha256: str
    is_drawn: bool = False
    """Whether these are pixels that we drew ourselves: only those are shown in a page, the rest goes as an attachment."""


class Kept(Protocol):
    """What is kept of a file: an EvidenceFile, or its entry in a manifest."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    @property
    def preview_sha256(self) -> str: ...

    @property
    def preview_media_type(self) -> str: ...


def store() -> FileStore:
    return FileStore(settings.ERKEND_FILES_DIR)


def add_file(
    item_id: UUID,
    *,
    stream: BinaryIO | Received,
    name: str,
    by: Person,
    line: UUID | None = None,
    file_id: UUID | None = None,
    holds_case_data: bool | None = None,
) -> EvidenceFile:
    """Add a file to an item; with ``line`` it becomes the next version of that file.

    Raises InvalidInput with a sentence for whatever can't be taken; then nothing of it stays. The file is looked into
    before the transaction begins: a slow document holds nobody up. ``file_id`` becomes its key, so that what must be added
    once is: the second time raises IntegrityError.
    """
    item = EvidenceItem.objects.get(pk=item_id)
    rules.require_owner(item.owner_id, by)
    rules.require_present(item)
    examined = examine_file(by, stream, name)
    with transaction.atomic():
        item = locked_item(item_id, by=by)
        require_place(item, line=line)
        if holds_case_data is not None:
            rules.require_not_shared_with_case_data(item, holds_case_data)
            item.holds_case_data = item.holds_case_data or holds_case_data  # another file of it may
            item.save(update_fields=["holds_case_data"])
        return keep_file(item, examined, by=by, line=line, file_id=file_id)


def add_item_from_file(
    owner: Person,
    *,
    stream: BinaryIO | Received,
    name: str,
    by: Person,
    kind: str | None = None,
    file_id: UUID | None = None,
    holds_case_data: bool | None = None,
) -> EvidenceItem:
    """Make an item of a file: what the machine reads is proposed, the person confirms or corrects it later."""
    rules.require_owner(owner.pk, by)
    examined = examine_file(owner, stream, name)
    return keep_item(owner, examined, name=name, by=by, kind=kind, file_id=file_id, holds_case_data=holds_case_data)


@transaction.atomic
def keep_item(
    owner: Person,
    examined: ExaminedFile,
    *,
    name: str,
    by: Person,
    kind: str | None = None,
    file_id: UUID | None = None,
    holds_case_data: bool | None = None,
) -> EvidenceItem:
    """Make an item of a file that was looked into; in the caller's transaction where there is one."""
    fields = typed_from_reading(examined.examination.fields)
    title = fields.pop("title", "") or PurePath(name.replace("\\", "/")).stem or name
    fields["holds_case_data"] = holds_case_data
    item = EvidenceItem(owner=owner, kind=kind or kind_of(examined.examination), title=title[:300], **fields)
    item.save(force_insert=True)
    record("evidence.added", on=item, by=by, kind=item.kind)
    keep_file(item, examined, by=by, line=None, file_id=file_id)
    return item


def open_file(file_id: UUID, *, by: Person, form: Form = "preview") -> OpenedFile:
    """Open a file for whoever may see it. Another's reading is logged where the owner can see it.

    Only the owner gets the original of a photo: it holds the place and the device. Raises EvidenceFile.DoesNotExist.
    """
    file = EvidenceFile.objects.visible_to(by).get(pk=file_id)
    opened = open_form(file, form=form, is_owner=file.owner_id == by.pk)
    if file.owner_id != by.pk and not is_playing_on(file, by=by):
        record("evidence.read", on=file, by=by, item=file.item_id, form=form)
    return opened


def is_playing_on(file: EvidenceFile, *, by: Person) -> bool:
    """Whether this person began to play this film or sound within the hour: a browser asks for it in many parts."""
    if file.media_type not in MEDIA_TYPES:
        return False
    since = timezone.now() - timedelta(hours=1)
    told = AuditEntry.objects.filter(event="evidence.read", object_id=file.pk, actor_id=by.pk, at__gt=since)
    return told.exists()


def open_page(file_id: UUID, *, page: int, by: Person) -> bytes:
    """One page of a PDF, or the whole picture, for whoever may see it: as a PNG that we drew. Others get what is covered.

    Raises EvidenceFile.DoesNotExist, and InvalidInput for a page that isn't there.
    """
    file = EvidenceFile.objects.visible_to(by).get(pk=file_id)
    covered = file.covered_copies.filter(ended_at=None).first() if file.owner_id != by.pk else None
    picture = page_picture(file.owner_id, covered.sha256 if covered else file.sha256, page=page)
    if file.owner_id != by.pk:
        record("evidence.read", on=file, by=by, item=file.item_id, form="page")
    return picture


def open_form(file: EvidenceFile, *, form: Form, is_owner: bool) -> OpenedFile:
    """The bytes in the form that this reader may have: of a covered file only its owner gets what lies under the blocks."""
    if is_owner:
        return _opened(file.owner_id, file, preview=form == "preview")
    covered = file.covered_copies.filter(ended_at=None).first()
    if covered is not None:
        return _opened(file.owner_id, covered, preview=form == "preview", name=file.name)
    return open_copy(file.owner_id, file, form=form)


def open_copy(owner_id: UUID, kept: Kept, *, form: Form) -> OpenedFile:
    """A file for others: of a photo as it was taken, which holds the place and the device, only what was drawn of it."""
    hides_place = kept.media_type.startswith("image/") and not getattr(kept, "is_covered", False)
    return _opened(owner_id, kept, preview=form == "preview" or hides_place)


def _opened(owner_id: UUID, kept: Kept | CoveredCopy, *, preview: bool, name: str = "") -> OpenedFile:
    name = name or getattr(kept, "name", "")
    if preview and kept.preview_sha256:
        drawn = f"{PurePath(name).stem}.{_extension(kept.preview_media_type)}"
        stream = store().open(owner_id, kept.preview_sha256)
        return OpenedFile(stream, kept.preview_media_type, drawn, kept.preview_sha256, is_drawn=True)
    return OpenedFile(store().open(owner_id, kept.sha256), kept.media_type, name, kept.sha256)


def page_picture(owner_id: UUID, sha256: str, *, page: int) -> bytes:
    """One page of a PDF, drawn in the bounded process; raises InvalidInput for a page that isn't there."""
    return reading.render_page(store().path(owner_id, sha256), page)


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file that is kept and was looked into, and belongs to no item yet."""

    name: str
    sha256: str
    size: int
    preview_sha256: str
    examination: reading.Examination


def examine_file(owner: Person, stream: BinaryIO | Received, name: str) -> ExaminedFile:
    """Keep what is sent, and look into it. Raises InvalidInput, and then nothing of it stays."""
    name = PurePath(name.replace("\\", "/")).name[:255] or "document"
    limit, media_limit = settings.ERKEND_MAX_DOCUMENT_BYTES, settings.ERKEND_MAX_MEDIA_BYTES
    stored = (
        store().adopt(owner.pk, stream)
        if isinstance(stream, Received)
        else store().put(owner.pk, stream, limit_bytes=_limit_for(stream))
    )
    is_new = not EvidenceFile.objects.filter(owner=owner, sha256=stored.sha256).exists()
    try:
        if is_new:
            require_room(owner, stored.size)
        examination = reading.examine(
            store().path(owner.pk, stored.sha256),
            name=name,
            limit_bytes=limit,
            media_limit_bytes=media_limit,
            roots=settings.ERKEND_SIGNATURE_ROOTS,
        )
        preview = store().put(owner.pk, BytesIO(examination.preview)).sha256 if examination.preview else ""
    except BaseException:
        if is_new:
            store().path(owner.pk, stored.sha256).unlink(missing_ok=True)
        raise
    return ExaminedFile(name, stored.sha256, stored.size, preview, examination)


def _limit_for(stream: BinaryIO) -> int:
    """How many bytes may come: film and sound are longer than documents, and their first bytes say what they are."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    is_media = sniff(head).media_type in MEDIA_TYPES
    return settings.ERKEND_MAX_MEDIA_BYTES if is_media else settings.ERKEND_MAX_DOCUMENT_BYTES


def require_room(owner: Person, size: int) -> None:
    """Raises NoRoomLeft when so many bytes more don't fit in the owner's portfolio."""
    if bytes_used(owner) + size > settings.ERKEND_MAX_PERSON_BYTES:
        raise NoRoomLeft(limit_mb=settings.ERKEND_MAX_PERSON_BYTES // (1024 * 1024))


def bytes_used(owner: Person) -> int:
    """How much all versions of a person's files take together."""
    used: int | None = EvidenceFile.objects.filter(owner=owner).aggregate(total=Sum("size"))["total"]
    return used or 0


def require_place(item: EvidenceItem, *, line: UUID | None, waiting: int = 0) -> None:
    """Raises TooManyFiles when the item holds as many files as it may; a next version takes no place.

    ``waiting``: how many more are on their way to it.
    """
    limit = settings.ERKEND_MAX_ITEM_FILES
    if line is None and item.files.values("line").distinct().count() + waiting >= limit:
        raise TooManyFiles(limit=limit)


def keep_file(
    item: EvidenceItem, examined: ExaminedFile, *, by: Person, line: UUID | None, file_id: UUID | None = None
) -> EvidenceFile:
    """Make it a file of the item, in the caller's transaction; a ``line`` that is there gets its next version."""
    version = 1
    if line is not None:
        latest = EvidenceFile.objects.filter(item=item, line=line).order_by("-version").first()
        version = latest.version + 1 if latest else 1
    seen_before = EvidenceFile.objects.filter(owner=item.owner, sha256=examined.sha256, item__removed_at=None)
    warnings = list(examined.examination.warnings)
    if seen_before.exclude(item=item).exists():
        warnings.append("already-in-portfolio")
    file = EvidenceFile.objects.create(
        pk=file_id or uuid4(),
        item=item,
        owner=item.owner,
        line=line or uuid4(),
        version=version,
        sha256=examined.sha256,
        name=examined.name,
        media_type=examined.examination.media_type,
        size=examined.size,
        page_count=examined.examination.page_count,
        duration_seconds=examined.examination.duration_seconds,
        preview_sha256=examined.preview_sha256,
        preview_media_type=examined.examination.preview_type or "",
        reading={
            name: {"value": field.value, "snippet": field.snippet, "page": field.page, "box": field.box}
            for name, field in examined.examination.fields.items()
        },
        signature=examined.examination.signature or {},
        warnings=warnings,
    )
    item.changed_at = timezone.now()
    item.save(update_fields=["changed_at"])
    record("evidence.file-added", on=file, by=by, item=item.pk, sha256=examined.sha256, version=version)
    return file


def _extension(media_type: str) -> str:
    return {"image/jpeg": "jpg", "image/png": "png"}.get(media_type, "bin")
