"""Files that people send: which kinds we take as evidence, their sha256, and the store that keeps them under it.

Every refusal is an ``InvalidInput`` with a stable code and a sentence that says what to do:
``empty``, ``too-large``, ``type-mismatch``, ``type-not-allowed``, ``encrypted``. Whoever then opens the file with its real
parser (``portfolio.reading``) adds ``encrypted``, ``damaged``, ``image-too-large``, ``too-many-pages`` and ``too-heavy``.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput, NotFound
from foundation.sniffing import HEAD_BYTES, TAIL_BYTES, Family, Sniffed, claimed_family, sniff

__all__ = [
    "DOCUMENT_LIMIT_BYTES",
    "EVIDENCE_TYPES",
    "MEDIA_LIMIT_BYTES",
    "MEDIA_TYPES",
    "Family",
    "FileStore",
    "Received",
    "Sniffed",
    "Stored",
    "received",
    "require_evidence_file",
    "sha256_of",
    "sniff",
    "sniff_file",
]

DOCUMENT_LIMIT_BYTES = 25 * 1024 * 1024
MEDIA_LIMIT_BYTES = 500 * 1024 * 1024

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Film and sound that browsers play. They are kept as they are: nothing here opens them but for their length.
MEDIA_TYPES = frozenset(
    {
        "video/mp4",
        "video/x-m4v",
        "video/quicktime",
        "video/3gpp",
        "video/webm",
        "audio/mp4",
        "audio/mpeg",
        "audio/aac",
        "audio/ogg",
        "audio/x-wav",
        "audio/x-flac",
    }
)
EVIDENCE_TYPES = frozenset({"application/pdf", "image/jpeg", "image/png", "image/heic", WORD_TYPE}) | MEDIA_TYPES

_CHUNK_BYTES = 256 * 1024
_ABANDONED_AFTER_SECONDS = 24 * 3600
_SHA256 = re.compile(r"[0-9a-f]{64}")

# Kinds that are refused with their own advice. What is not here gets the sentence of its family, or the general one.
_REFUSED_TYPES = {
    SHEET_TYPE: (
        "type-not-allowed",
        _(
            "An Excel file is not evidence by itself. Is it a practice log? Import it in your practice log. "
            "Save any other sheet as PDF, and add the PDF."
        ),
    ),
    "application/vnd.ms-office.macros": (
        "type-not-allowed",
        _("This office file holds macros: small programs. Save it as PDF, and add the PDF."),
    ),
    "image/svg+xml": (
        "type-not-allowed",
        _("We do not accept SVG files as evidence. Save the drawing as PDF or PNG, and add that file."),
    ),
    "text/csv": (
        "type-not-allowed",
        _(
            "A CSV file is not evidence by itself. Is it a practice log? Import it in your practice log. "
            "Save any other table as PDF, and add the PDF."
        ),
    ),
}
_REFUSED_FAMILIES = {
    Family.MEDIA: (
        "type-not-allowed",
        _("We can't play this kind of film or sound. Save a film as MP4 and sound as MP3 or M4A, and add that file."),
    ),
    Family.IMAGE: (
        "type-not-allowed",
        _("We do not accept this kind of picture. Save it as JPEG or PNG, and add that file."),
    ),
    Family.OFFICE: (
        "type-not-allowed",
        _("We do not accept this kind of office file. Save it as PDF, and add the PDF."),
    ),
    Family.ARCHIVE: (
        "type-not-allowed",
        _("We do not accept packed files. Unpack it on your own computer, and add the files one by one."),
    ),
    Family.PROGRAM: ("type-not-allowed", _("This is a program. We accept documents, photos, film and sound.")),
    Family.WEB: (
        "type-not-allowed",
        _("We do not accept web pages. Print the page to PDF in your browser, and add the PDF."),
    ),
    Family.TEXT: ("type-not-allowed", _("We do not accept plain text files. Save the text as PDF, and add the PDF.")),
}
_LOCKED = _("This file is protected with a password. Save it without a password and add it again.")
_BROKEN_OFFICE = _("This office file is damaged or not complete. Open it, save it again, and add it again.")
_REFUSED_ANYHOW = (
    "type-not-allowed",
    _(
        "We do not know this kind of file. We accept PDF, Word (.docx), JPEG, PNG, HEIC, MP4, MP3 and M4A. "
        "Save it as one of those, and add it again."
    ),
)


@dataclass(frozen=True, slots=True)
class Received:
    """A whole file that lies complete on disk, for as long as the ``with`` lasts."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Stored:
    """``sha256`` in hex, ``size`` in bytes."""

    sha256: str
    size: int


def sha256_of(source: BinaryIO | Path) -> str:
    """The sha256 in hex, read piece by piece."""
    if isinstance(source, Path):
        with source.open("rb", buffering=0) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def sniff_file(path: Path) -> Sniffed:
    """What is in the file, from its first and last bytes."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - TAIL_BYTES))
        return sniff(head, stream.read(TAIL_BYTES))


def require_evidence_file(
    path: Path, *, name: str, limit_bytes: int = DOCUMENT_LIMIT_BYTES, media_limit_bytes: int = MEDIA_LIMIT_BYTES
) -> Sniffed:
    """What is in the file, when it is a kind that we take as evidence; ``name`` is what the sender calls it.

    Looks at size and some bytes only: opening it is for ``portfolio.reading``. Raises InvalidInput (codes: see above).
    """
    size = path.stat().st_size
    if size == 0:
        raise InvalidInput(_("This file is empty. Look whether you can open it, and add it again."), code="empty")
    found = sniff_file(path)
    most = media_limit_bytes if found.media_type in MEDIA_TYPES else limit_bytes
    if size > most:
        raise too_large(most)

    extension, claimed = claimed_family(name)
    if claimed is not None and claimed != found.family:
        _refuse_mismatch(extension, claimed, found)
    if claimed is Family.OFFICE and found.family is Family.ARCHIVE:
        raise InvalidInput(_BROKEN_OFFICE, code="damaged", media_type=found.media_type)
    if found.media_type == "application/x-ole-storage" and _is_locked(path):
        raise InvalidInput(_LOCKED, code="encrypted")
    if found.media_type not in EVIDENCE_TYPES:
        code, sentence = _REFUSED_TYPES.get(found.media_type) or _REFUSED_FAMILIES.get(found.family, _REFUSED_ANYHOW)
        raise InvalidInput(sentence, code=code, media_type=found.media_type)
    return found


def _is_locked(path: Path) -> bool:
    """Whether an office file is wrapped in a password: then it is a stream of this name (MS-OFFCRYPTO, 2.3.4.4)."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _refuse_mismatch(extension: str, claimed: Family, found: Sniffed) -> None:
    """Refuse a name that hides what is inside; names of kinds that we refuse anyway get the sentence of the content."""
    if claimed is Family.PDF:
        sentence = _(
            "This is not a PDF file, even though its name ends in %(extension)s. "
            "Open it in the program that you made it with, save it as PDF, and add the PDF."
        )
    elif claimed is Family.IMAGE:
        sentence = _(
            "This is not a picture, even though its name ends in %(extension)s. Add the photo itself, as JPEG or PNG."
        )
    elif found.media_type in EVIDENCE_TYPES:
        sentence = _(
            "The name of this file ends in %(extension)s, but something else is inside. "
            "Look whether it is the right file, correct its name, and add it again."
        )
    else:
        return
    raise InvalidInput(sentence % {"extension": extension}, code="type-mismatch", extension=extension)


def too_large(limit_bytes: int) -> InvalidInput:
    """The refusal of a file that is larger than ``limit_bytes``."""
    limit_mb = limit_bytes // (1024 * 1024)
    return InvalidInput(
        _("This file is too large: %(limit_mb)s MB is the most. Make it smaller or split it, and add it again.")
        % {"limit_mb": limit_mb},
        code="too-large",
        limit_bytes=limit_bytes,
    )


@contextmanager
def received(source: BinaryIO | Path, *, folder: Path, limit_bytes: int | None = None) -> Iterator[Received]:
    """Write what is sent to a nameless file in ``folder`` while hashing it; the file goes when the block ends.

    Raises InvalidInput ``too-large`` as soon as there is more than ``limit_bytes``: a body without end fills no disk.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream, received(stream, folder=folder, limit_bytes=limit_bytes) as complete:
            yield complete
        return
    path = folder / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            path.chmod(0o600)
            while chunk := source.read(_CHUNK_BYTES):
                size += len(chunk)
                if limit_bytes is not None and size > limit_bytes:
                    raise too_large(limit_bytes)
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        yield Received(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


class FileStore:
    """Files on disk under ``<root>/<owner's uuid>/<sha256>``: immutable, and erased per owner by removing a folder.

    A sha256 is only ever looked up inside one owner's folder, so nobody can find out what somebody else has.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, owner: UUID, source: BinaryIO | Path, *, limit_bytes: int | None = None) -> Stored:
        """Keep the bytes; what the owner has already is not written over. Raises InvalidInput ``too-large``."""
        incoming, home = self.root / ".incoming", self.root / str(owner)
        for folder in (incoming, home):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(incoming)
        with received(source, folder=incoming, limit_bytes=limit_bytes) as complete:
            target = home / complete.sha256
            if not target.exists():
                # Two that put the same bytes at once both get here; the second replaces them by the very same bytes.
                complete.path.replace(target)
                _fsync_folder(home)
            return Stored(complete.sha256, complete.size)

    def adopt(self, owner: UUID, complete: Received) -> Stored:
        """Keep a file that is whole already and that nobody writes to any more, without copying it where the disk can do that."""
        home = self.root / str(owner)
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.link(complete.path, home / complete.sha256)
        except FileExistsError:
            pass  # the owner has these bytes already
        except OSError:  # another disk, or one that knows no second name for a file
            return self.put(owner, complete.path)
        _fsync_folder(home)
        return Stored(complete.sha256, complete.size)

    def open(self, owner: UUID, sha256: str) -> BinaryIO:
        """A stream to read from; the caller closes it. Raises NotFound."""
        return self.path(owner, sha256).open("rb")

    def exists(self, owner: UUID, sha256: str) -> bool:
        return _SHA256.fullmatch(sha256) is not None and (self.root / str(owner) / sha256).is_file()

    def path(self, owner: UUID, sha256: str) -> Path:
        """Where the bytes lie, for a parser that wants a file. Raises NotFound."""
        if not self.exists(owner, sha256):
            raise NotFound(_("This file is not here any more."), code="file-not-found")
        return self.root / str(owner) / sha256


def _sweep(incoming: Path) -> None:
    """Remove what a killed process left behind half-written."""
    before = time.time() - _ABANDONED_AFTER_SECONDS
    for path in incoming.iterdir():
        try:
            if path.stat().st_mtime < before:
                path.unlink()
        except FileNotFoundError:
            continue  # its own process finished it in the meantime


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
