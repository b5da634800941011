"""Baking into PNG: one uncompressed ``iTXt`` chunk with the keyword ``openbadgecredential``.

How chunks and text chunks are laid out: PNG (third edition), 5.3 and 11.3.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from credentials.core.errors import CredentialError
from credentials.core.primitives.baking_limits import MAX_CREDENTIAL_BYTES, as_credential_bytes, as_credential_text

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
OLD_KEYWORD = b"openbadges"  # Open Badges 2.0 and before, in an iTXt or a tEXt chunk

_TEXT_CHUNKS = (b"iTXt", b"tEXt", b"zTXt")


class _Chunk(NamedTuple):
    kind: bytes  # four letters
    data: bytes
    start: int  # offset of the length field in the file
    end: int  # offset behind the checksum

    @property
    def keyword(self) -> bytes:
        return self.data.split(b"\0", 1)[0] if self.kind in _TEXT_CHUNKS else b""


def bake_png(png: bytes, credential_text: str) -> bytes:
    """The same picture with the credential right behind its header, in place of one that was there.

    Every other byte of the picture stays as it is. Raises CredentialError ``not-bakeable``, ``too-large`` or what is
    wrong with the picture.
    """
    text = as_credential_bytes(credential_text)
    if b"\0" in text:
        raise CredentialError("The credential holds a NUL character, which PNG can't carry.", code="not-bakeable")
    # keyword, NUL, compression flag and method 0, empty language tag, empty translated keyword, text
    baked = _write_chunk(b"iTXt", KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + text)

    parts = [PNG_SIGNATURE]
    end = len(PNG_SIGNATURE)
    for chunk in _walk(png):
        end = chunk.end
        if chunk.keyword == KEYWORD:
            continue
        parts.append(png[chunk.start : chunk.end])
        if chunk.kind == b"IHDR":
            parts.append(baked)
    parts.append(png[end:])
    return b"".join(parts)


def unbake_png(png: bytes) -> str:
    """The credential's text in this PNG, exactly as baked. Raises CredentialError; the codes are in ``baking``."""
    chunks = list(_walk(png))
    baked = [chunk for chunk in chunks if chunk.keyword == KEYWORD]
    if len(baked) > 1:
        raise CredentialError(
            "This picture holds more than one badge, so it is unclear which one counts.", code="baked-twice"
        )
    if baked:
        return as_credential_text(_read_text(baked[0]))
    if any(chunk.keyword == OLD_KEYWORD for chunk in chunks):
        raise CredentialError(
            "This is a badge of an older kind (Open Badges 2.0 or before), which can't be checked here.",
            code="old-badge-kind",
        )
    raise CredentialError("This is a picture without a badge in it.", code="not-a-badge")


def _walk(png: bytes) -> Iterator[_Chunk]:
    """The chunks up to IEND, each within the file and with its checksum right. What follows IEND is no part of it."""
    if not png.startswith(PNG_SIGNATURE):
        raise CredentialError("This is not a PNG picture.", code="unknown-kind")
    position = len(PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        start = position
        if start + 12 > len(png):
            raise _truncated()
        length, kind = struct.unpack_from(">I4s", png, start)
        position = start + 12 + length
        if position > len(png):
            raise _truncated()
        (checksum,) = struct.unpack_from(">I", png, position - 4)
        if zlib.crc32(memoryview(png)[start + 4 : position - 4]) != checksum:
            raise CredentialError(
                "A part of this picture doesn't match its checksum: it was changed or damaged after it was made.",
                code="damaged",
            )
        if start == len(PNG_SIGNATURE) and kind != b"IHDR":
            raise CredentialError("This PNG picture doesn't begin as one should.", code="malformed")
        yield _Chunk(kind, png[start + 8 : position - 4], start, position)


def _read_text(chunk: _Chunk) -> bytes:
    """The text of a text chunk as bytes, expanded where it was compressed."""
    body = chunk.data[len(KEYWORD) + 1 :]
    if chunk.kind == b"tEXt":
        return body
    if chunk.kind == b"zTXt":
        if body[:1] != b"\0":
            _refuse_shape()
        return _expand(body[1:])
    if len(body) < 2 or body[0] > 1 or body[1] != 0:
        _refuse_shape()
    language_and_rest = body[2:].split(b"\0", 2)
    if len(language_and_rest) != 3:
        _refuse_shape()
    text = language_and_rest[2]
    return _expand(text) if body[0] == 1 else text


def _expand(packed: bytes) -> bytes:
    """Expand zlib data, but never past the limit."""
    expander = zlib.decompressobj()
    try:
        text = expander.decompress(packed, MAX_CREDENTIAL_BYTES + 1)
    except zlib.error as error:
        raise CredentialError(
            "The badge in this picture is compressed in a way that can't be read.", code="malformed"
        ) from error
    if len(text) <= MAX_CREDENTIAL_BYTES and not expander.eof:
        raise CredentialError("The badge in this picture is cut off.", code="truncated")
    return text


def _write_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _truncated() -> CredentialError:
    return CredentialError("This picture is cut off: the end of the file is missing.", code="truncated")


def _refuse_shape() -> NoReturn:
    raise CredentialError("The place of the badge in this picture is not laid out as it should be.", code="malformed")
