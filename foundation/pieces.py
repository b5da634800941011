"""A file that comes in pieces: kept on disk as far as it is here, whatever happens to the connection or to this process.

The size of what lies on disk *is* how much was received. A piece is added under a lock and only where the file ends at that
moment: of two that send the same part at once one goes on, the other hears where the file ends by now. A connection that
died without saying so holds nothing up.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput, NotFound, Unavailable, WrongState

CHECKSUMS = ("sha1", "sha256")
_PIECE_BYTES = 256 * 1024
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the sender says that the piece hashes to: a name of CHECKSUMS, and the digest raw."""

    algorithm: str
    digest: bytes


class OffsetMoved(WrongState):
    """The file does not end where the sender thinks; ``offset`` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(
            _("This part was received already, or one before it is missing. Go on from where the file ends."),
            code="upload.offset",
            offset=offset,
        )


class ChecksumMismatch(InvalidInput):
    def __init__(self) -> None:
        super().__init__(_("This part was damaged on its way. Send it again."), code="upload.checksum")


class DiskFull(Unavailable):
    def __init__(self) -> None:
        super().__init__(
            _("There is no room for files on the server now. What was received is kept: try again later."),
            code="upload.no-space",
        )


class PieceStore:
    """Unfinished files under ``<root>/<owner's uuid>/<uuid>``; what is still being checked stands beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self, owner: UUID, key: UUID) -> None:
        """An empty file to add to. Raises DiskFull."""
        with _full_disk_told():
            self._folder(owner).mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self._folder(owner) / str(key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

    def path(self, owner: UUID, key: UUID) -> Path:
        """Where it lies. Raises NotFound when it is not there (any more)."""
        path = self._folder(owner) / str(key)
        if not path.is_file():
            raise NotFound(_("This file is not here any more."), code="file-not-found")
        return path

    def size(self, owner: UUID, key: UUID) -> int:
        """Bytes received so far. Raises NotFound."""
        return self.path(owner, key).stat().st_size

    def add(self, owner: UUID, key: UUID, source: Readable, *, at: int, checksum: Checksum | None = None) -> int:
        """Add what ``source`` gives to the end, which must be ``at``; gives the new size.

        With a checksum nothing is added before the whole piece is proven. Raises OffsetMoved, ChecksumMismatch, DiskFull
        (with what was added before intact), and whatever reading the source raises, also then with what came before kept.
        """
        path = self.path(owner, key)
        with _full_disk_told():
            if checksum is None:
                return _append(path, source, at=at)
            with _proven(path, source, checksum) as piece:
                return _append(path, piece, at=at)

    def remove(self, owner: UUID, key: UUID) -> None:
        """The file and what was being checked of it."""
        for path in self._folder(owner).glob(f"{key}*"):
            path.unlink(missing_ok=True)

    def _folder(self, owner: UUID) -> Path:
        return self.root / str(owner)


def _append(path: Path, source: Readable, *, at: int) -> int:
    with path.open("r+b", buffering=0) as target:
        if (size := os.fstat(target.fileno()).st_size) != at:
            raise OffsetMoved(size)
        try:
            while piece := source.read(_PIECE_BYTES):
                at = _write(target.fileno(), piece, at=at)
        finally:
            os.fsync(target.fileno())
    return at


def _write(descriptor: int, piece: bytes, *, at: int) -> int:
    """The whole piece or nothing of it."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        if (size := os.fstat(descriptor).st_size) != at:
            raise OffsetMoved(size)
        written = 0
        try:
            while written < len(piece):
                written += os.pwrite(descriptor, piece[written:] if written else piece, at + written)
        except OSError:
            os.ftruncate(descriptor, at)
            raise
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    return at + written


@contextmanager
def _proven(path: Path, source: Readable, checksum: Checksum) -> Iterator[BinaryIO]:
    """The piece beside the file, after its checksum proved right."""
    digest = hashlib.new(checksum.algorithm, usedforsecurity=False)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("x+b") as kept:
            beside.chmod(0o600)
            while piece := source.read(_PIECE_BYTES):
                digest.update(piece)
                kept.write(piece)
            if digest.digest() != checksum.digest:
                raise ChecksumMismatch
            kept.seek(0)
            yield kept
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _full_disk_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull from error
        raise
