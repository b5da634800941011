"""Receiving a file in pieces, and making evidence of it when the last byte is there: once, however often the end is reached."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.errors import ErkendError, InvalidInput, NotFound, Unavailable, WrongState
from foundation.files import Received, sha256_of, too_large
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from foundation.pieces import CHECKSUMS, Checksum, PieceStore, Readable
from foundation.sniffing import Family, claimed_family
from portfolio import rules
from portfolio.errors import UnknownKind
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceKind, Upload
from portfolio.services.files import add_file, add_item_from_file, bytes_used, require_place, require_room

__all__ = [
    "CHECKSUMS",
    "KNOWN_ALREADY",
    "Purpose",
    "begin_upload",
    "cancel_upload",
    "clean_name",
    "end_upload",
    "file_of",
    "keep_anyway",
    "known_file",
    "limit_for",
    "receive",
    "received_so_far",
    "require_open",
    "room_of",
    "same_file",
    "settle",
]

AT_MOST_UNFINISHED = 100  # at the same time, of one person
KNOWN_ALREADY = "portfolio.known-already"
# Kinds that are made in another way than from one file.
_NOT_FROM_A_FILE = frozenset({EvidenceKind.PRACTICE_LOG, EvidenceKind.REFLECTION, EvidenceKind.BADGE})


@dataclass(frozen=True, slots=True)
class Purpose:
    """What becomes of an upload: a file of ``item``, the next version of its ``line``, or an item of its own.

    ``holds_case_data``: what the person said of data of an investigation; None where it was not asked.
    """

    item: UUID | None = None
    line: UUID | None = None
    kind: str = ""
    holds_case_data: bool | None = None


class _About(TypedDict):
    stream: Received
    name: str
    file_id: UUID
    holds_case_data: bool | None


def pieces() -> PieceStore:
    return PieceStore(settings.ERKEND_UPLOADS_DIR)


def begin_upload(
    owner: Person, *, name: str, length: int, by: Person, media_type: str = "", purpose: Purpose | None = None
) -> Upload:
    """Make room for a file of ``length`` bytes, before its first byte is sent.

    Raises InvalidInput with the sentence that says what is allowed, NotFound for an item that is not one's own, DiskFull.
    ``media_type`` is what the sender calls it: only which of the limits holds depends on it.
    """
    rules.require_owner(owner.pk, by)
    name, purpose = clean_name(name), purpose or Purpose()
    if length < 1:
        raise InvalidInput(_("This file is empty. Look whether you can open it, and add it again."), code="empty")
    limit = limit_for(name, media_type)
    if length > limit:
        raise too_large(limit)
    item = _item_for(owner, purpose)
    waiting = Upload.objects.filter(owner=owner, state=Upload.State.RECEIVING)
    _require_room_for(owner, length, item, purpose)
    if waiting.count() >= AT_MOST_UNFINISHED:
        raise InvalidInput(
            _("%(count)s files are on their way already. Go on with those first, or stop some of them.")
            % {"count": AT_MOST_UNFINISHED},
            code="portfolio.too-many-uploads",
        )
    now = timezone.now()
    upload = Upload(
        owner=owner,
        name=name,
        length=length,
        item=item,
        line=purpose.line,
        kind=purpose.kind,
        holds_case_data=purpose.holds_case_data,
        created_at=now,
        expires_at=now + timedelta(days=settings.ERKEND_UPLOAD_DAYS),
    )
    pieces().begin(owner.pk, upload.pk)
    with transaction.atomic():
        upload.save(force_insert=True)
        enqueue("portfolio.end_upload", key=upload.pk, not_before=upload.expires_at, upload=upload.pk)
    return upload


def received_so_far(upload: Upload) -> int:
    """How many bytes of it are here; all of them when it is done."""
    return upload.length if upload.state != Upload.State.RECEIVING else pieces().size(upload.owner_id, upload.pk)


def receive(
    upload_id: UUID, source: Readable, *, at: int, size: int, by: Person, checksum: Checksum | None = None
) -> int:
    """Add a piece of ``size`` bytes that begins at ``at``; gives how many bytes are here now.

    Raises OffsetMoved, ChecksumMismatch, DiskFull, InvalidInput for more than was announced.
    """
    upload = Upload.objects.visible_to(by).get(pk=upload_id)
    require_open(upload)
    if at + size > upload.length:
        raise InvalidInput(
            _("More was sent than was announced. Choose the file again, and add it anew."), code="upload.too-long"
        )
    return pieces().add(upload.owner_id, upload.pk, source, at=at, checksum=checksum)


def settle(upload_id: UUID, *, by: Person) -> Upload:
    """Make evidence of an upload that is here whole; one that isn't stays as it is, one that was settled too.

    What can't be taken is refused with its sentence, and its bytes go. A file that is in the portfolio already is not added
    again: the person is asked (``keep_anyway``). Raises Unavailable when it can't be looked into now; then nothing changed.
    """
    upload = Upload.objects.visible_to(by).get(pk=upload_id)
    if upload.state != Upload.State.RECEIVING or received_so_far(upload) < upload.length:
        return upload
    whole = _whole(upload)
    known = known_file(by, sha256=whole.sha256) if upload.item_id is None and file_of(upload) is None else None
    if known is not None:
        sentence = _("You have this file already: “%(title)s”.") % {"title": known.item.title}
        return _refuse(upload, code=KNOWN_ALREADY, sentence=str(sentence), keep_bytes=True)
    return _make(upload, whole, by=by)


def keep_anyway(upload_id: UUID, *, by: Person) -> Upload:
    """Add a file that is in the portfolio already, because the person wants that."""
    upload = Upload.objects.visible_to(by).get(pk=upload_id)
    if upload.state == Upload.State.DONE:
        return upload
    if upload.problem_code != KNOWN_ALREADY:
        raise WrongState(_("This file is not waiting for an answer of yours."), code="upload.not-asked")
    return _make(upload, _whole(upload), by=by)


def cancel_upload(upload_id: UUID, *, by: Person) -> None:
    """Stop: nothing of it stays. What became evidence stays evidence."""
    upload = Upload.objects.visible_to(by).get(pk=upload_id)
    _forget(upload)


def end_upload(upload_id: UUID) -> None:
    """At the end of its days: what is whole becomes evidence after all, of the rest nothing stays."""
    upload = Upload.objects.filter(pk=upload_id).select_related("owner").first()
    if upload is None:
        return
    with suppress(NotFound):  # its bytes may be gone, after a restore for example
        settle(upload.pk, by=upload.owner)
    _forget(upload)


def known_file(owner: Person, **of: object) -> EvidenceFile | None:
    """A file of a present item of the owner's, by sha256, or by name and size."""
    files = EvidenceFile.objects.filter(owner=owner, item__removed_at=None, **of)
    return files.select_related("item").order_by("uploaded_at").first()


def same_file(upload: Upload) -> EvidenceFile | None:
    """The file of the portfolio that this upload is the same as."""
    with suppress(NotFound):
        return known_file(upload.owner, sha256=_whole(upload).sha256)
    return None


@dataclass(frozen=True, slots=True)
class Room:
    """How much a person's files take, and how much they may take; in bytes."""

    used: int
    limit: int


def room_of(owner: Person) -> Room:
    return Room(bytes_used(owner), settings.ERKEND_MAX_PERSON_BYTES)


def file_of(upload: Upload) -> EvidenceFile | None:
    """What became of it."""
    return EvidenceFile.objects.filter(pk=upload.pk).select_related("item").first()


def clean_name(name: str) -> str:
    """The name without folders and without characters that can't be seen; never empty."""
    name = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    return "".join(each for each in name if each.isprintable()).strip()[:255] or "document"


def limit_for(name: str, media_type: str = "") -> int:
    """The largest size in bytes of a file that is called so."""
    _extension, claimed = claimed_family(name)
    is_media = claimed is Family.MEDIA or (claimed is None and media_type.startswith(("video/", "audio/")))
    return int(settings.ERKEND_MAX_MEDIA_BYTES if is_media else settings.ERKEND_MAX_DOCUMENT_BYTES)


def _item_for(owner: Person, purpose: Purpose) -> EvidenceItem | None:
    if purpose.kind and (purpose.kind not in EvidenceKind.values or purpose.kind in _NOT_FROM_A_FILE):
        raise UnknownKind(purpose.kind)
    if purpose.item is None:
        if purpose.line is not None:
            raise InvalidInput(_("Say of which item this is a new version."), code="upload.no-item")
        return None
    item = EvidenceItem.objects.owned_by(owner).filter(pk=purpose.item).first()
    if item is None or (purpose.line and not item.files.filter(line=purpose.line).exists()):
        raise NotFound(_("This item is not here (any more)."), code="portfolio.no-item")
    rules.require_present(item)
    return item


def _require_room_for(owner: Person, length: int, item: EvidenceItem | None, purpose: Purpose) -> None:
    """Room for this one beside what is on its way already."""
    waiting = Upload.objects.filter(owner=owner, state=Upload.State.RECEIVING)
    require_room(owner, length + (waiting.aggregate(total=Sum("length"))["total"] or 0))
    if item is not None:
        require_place(item, line=purpose.line, waiting=waiting.filter(item=item, line=None).count())


def require_open(upload: Upload) -> None:
    """Raises NotFound for one whose days are over, WrongState with its sentence for one that was refused."""
    if upload.state == Upload.State.REFUSED:
        raise WrongState(upload.problem, code=upload.problem_code)
    if upload.state == Upload.State.RECEIVING and upload.expires_at <= timezone.now():
        raise NotFound(
            _("This upload was begun too long ago. Choose the file again, and add it anew."), code="upload.expired"
        )


def _whole(upload: Upload) -> Received:
    path = pieces().path(upload.owner_id, upload.pk)
    return Received(path, sha256_of(path), upload.length)


def _make(upload: Upload, whole: Received, *, by: Person) -> Upload:
    try:
        _add(upload, whole, by=by)
    except IntegrityError:  # another request reached the end at the same moment, and was first
        if file_of(upload) is None:
            raise
    except Unavailable:
        raise
    except ErkendError as error:
        if file_of(upload) is None:
            return _refuse(upload, code=error.code, sentence=str(error.message))
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.DONE, problem_code="", problem="")
    upload.state, upload.problem_code, upload.problem = Upload.State.DONE, "", ""
    pieces().remove(upload.owner_id, upload.pk)
    return upload


def _add(upload: Upload, whole: Received, *, by: Person) -> None:
    if file_of(upload) is not None:  # made before, by a process that ended before it could say so
        return
    about = _About(stream=whole, name=upload.name, file_id=upload.pk, holds_case_data=upload.holds_case_data)
    if upload.item_id is not None:
        add_file(upload.item_id, by=by, line=upload.line, **about)
    else:
        add_item_from_file(upload.owner, by=by, kind=upload.kind or None, **about)


def _refuse(upload: Upload, *, code: str, sentence: str, keep_bytes: bool = False) -> Upload:
    refused = {"state": Upload.State.REFUSED, "problem_code": code[:80], "problem": sentence}
    Upload.objects.filter(pk=upload.pk).exclude(state=Upload.State.DONE).update(**refused)
    upload.refresh_from_db()
    if not keep_bytes:
        pieces().remove(upload.owner_id, upload.pk)
    return upload


def _forget(upload: Upload) -> None:
    pieces().remove(upload.owner_id, upload.pk)
    upload.delete()
