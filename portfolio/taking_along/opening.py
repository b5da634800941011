"""Opening an export that somebody sends. It may be anything: nothing of it is believed before it was looked at.

Nothing is unpacked to a path that the ZIP names: entries are found by names of our own form, read piece by piece, and kept
under their sha256. Each refusal is an InvalidInput with a sentence.
"""

from __future__ import annotations

import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from foundation.errors import InvalidInput
from portfolio.taking_along.format import require_document
from portfolio.taking_along.parcel import Row

# A portfolio has some thousands of files; the list of them is read into memory before anything can be looked at.
MOST_ENTRIES = 50_000
MOST_DIRECTORY_BYTES = 10 * 1024 * 1024
MOST_DOCUMENT_BYTES = 24 * 1024 * 1024  # portfolio.json
MOST_ABOUT_BYTES = 64 * 1024
MOST_TIMES_SMALLER = 100  # packed; what packs better than this was made to

_ABOUT, _DOCUMENT = "about.json", "portfolio.json"
_CONTENT = re.compile(r"files/[0-9a-f]{64}|badges/[0-9a-f-]{36}\.(json|png)")
_BESIDE = frozenset({_ABOUT, _DOCUMENT, "portfolio.schema.json", "index.html", "files/", "badges/"})
_END = struct.Struct("<4s4H2LH")  # the end of a ZIP, without a comment
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")


@dataclass(frozen=True, slots=True)
class OpenedExport:
    """An export whose form is right; what its files hold was not looked at yet."""

    archive: zipfile.ZipFile
    about: dict[str, Any]
    document: dict[str, list[Row]]

    @contextmanager
    def read(self, name: str) -> Iterator[BinaryIO]:
        """One entry as a stream; more than it says to hold is never read, and less is damaged."""
        try:
            with self.archive.open(name) as stream:
                yield cast(BinaryIO, stream)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise damaged() from error


@contextmanager
def opened(source: BinaryIO) -> Iterator[OpenedExport]:
    """The export in ``source``, which can be searched. Raises InvalidInput."""
    _require_small_directory(source)
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise _no_export() from error
    with archive:
        _require_harmless(archive.infolist(), length=source.seek(0, 2))
        about = _json(archive, _ABOUT, most=MOST_ABOUT_BYTES)
        _require_about(about)
        document = _json(archive, _DOCUMENT, most=MOST_DOCUMENT_BYTES)
        require_document(document)
        _require_complete(archive, document)
        yield OpenedExport(archive, about, document)


def content_of(document: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """By its name in the ZIP what the document says of each file: sha256 and size in bytes."""
    files = {
        f"files/{file['sha256']}": (file["sha256"], file["size"])
        for item in document["items"]
        for file in item["files"]
    }
    badges = {file["name"]: (file["sha256"], file["size"]) for badge in document["badges"] for file in badge["files"]}
    return files | badges


def damaged() -> InvalidInput:
    return InvalidInput(
        _("This ZIP is damaged: something in it can't be read. Copy or download it once more, and try again."),
        code="taking-along.damaged",
    )


def _require_small_directory(source: BinaryIO) -> None:
    """Look at the end of the ZIP, which says how long the list of its entries is, before that list is read."""
    length = source.seek(0, 2)
    end = _unpacked(source, length - _END.size, _END)
    if end is None or end[0] != b"PK\x05\x06" or end[7] != 0:
        raise _no_export()
    entries, directory = end[4], end[5]
    locator = _unpacked(source, length - _END.size - _LOCATOR_64.size, _LOCATOR_64)
    if locator is not None and locator[0] == b"PK\x06\x07":
        for place in (locator[2], length - _END.size - _LOCATOR_64.size - _END_64.size):
            found = _unpacked(source, place, _END_64)
            if found is not None and found[0] == b"PK\x06\x06":
                entries, directory = max(entries, found[7]), max(directory, found[8])
    if (entries > MOST_ENTRIES and entries != 0xFFFF) or (directory > MOST_DIRECTORY_BYTES and directory != 0xFFFFFFFF):
        raise _too_much()


def _unpacked(source: BinaryIO, place: int, form: struct.Struct) -> tuple[Any, ...] | None:
    if place < 0 or place > source.seek(0, 2) - form.size:
        return None
    source.seek(place)
    return form.unpack(source.read(form.size))


def _require_harmless(entries: list[zipfile.ZipInfo], *, length: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _too_much()
    if len({entry.filename for entry in entries}) != len(entries):
        raise damaged()
    for entry in entries:
        _require_plain(entry)
    if sum(entry.compress_size for entry in entries) > length:  # entries that share their bytes
        raise _bomb()


def _require_plain(entry: zipfile.ZipInfo) -> None:
    # As it stands in the ZIP: the library already cuts a name at a null byte.
    name, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    if name.startswith(("/", "\\")) or ".." in name or "\\" in name or ":" in name or "\0" in name:
        raise InvalidInput(
            _("This ZIP has a file in it that wants to be put somewhere else on the computer. We take nothing of it."),
            code="taking-along.path",
        )
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise InvalidInput(
            _("This ZIP has something in it that points to another file. We take nothing of it."),
            code="taking-along.link",
        )
    if name not in _BESIDE and not _CONTENT.fullmatch(name):
        raise InvalidInput(
            _("This ZIP has a file in it that is no part of an export: “%(name)s”. Send the ZIP as Erkend made it.")
            % {"name": name[:80]},
            code="taking-along.stranger",
        )
    if entry.flag_bits & 0x1:
        raise InvalidInput(
            _("This ZIP is locked with a password. Send the ZIP as Erkend made it."), code="taking-along.locked"
        )
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise damaged()
    if entry.file_size > MOST_TIMES_SMALLER * max(entry.compress_size, 1024):
        raise _bomb()


def _json(archive: zipfile.ZipFile, name: str, *, most: int) -> Any:
    try:
        entry = archive.getinfo(name)
        if entry.file_size > most:
            raise _too_much()
        with archive.open(entry) as stream:
            return json.loads(stream.read(most + 1), parse_constant=_refuse_constant)
    except KeyError:
        raise _no_export() from None
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise damaged() from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(
            _("%(name)s in this export can't be read. Ask for a new export where it was made.") % {"name": name},
            code="taking-along.json",
        ) from error


def _refuse_constant(word: str) -> None:
    raise ValueError(word)


def _require_about(about: Any) -> None:
    made_at = about.get("made_at") if isinstance(about, dict) else None
    made_by = about.get("made_by") if isinstance(about, dict) else None
    if not isinstance(made_at, str) or not isinstance(made_by, str) or len(made_by) > 300:
        raise _no_export()


def _require_complete(archive: zipfile.ZipFile, document: dict[str, Any]) -> None:
    """Each file that the document names is there in its size, and no other."""
    named = content_of(document)
    there = {entry.filename: entry.file_size for entry in archive.infolist() if _CONTENT.fullmatch(entry.filename)}
    if there != {name: size for name, (_sha256, size) in named.items()}:
        raise InvalidInput(
            _("The files in this ZIP are not those that its list names. Send the ZIP as Erkend made it."),
            code="taking-along.incomplete",
        )


def _no_export() -> InvalidInput:
    return InvalidInput(
        _("This is not an export of a portfolio. Send the ZIP as Erkend made it, whole and under any name."),
        code="taking-along.no-export",
    )


def _too_much() -> InvalidInput:
    return InvalidInput(
        _("This ZIP holds more than a portfolio can. Send the ZIP as Erkend made it."), code="taking-along.too-much"
    )


def _bomb() -> InvalidInput:
    return InvalidInput(
        _("What is in this ZIP would become far larger than the ZIP itself. Send the ZIP as Erkend made it."),
        code="taking-along.bomb",
    )
