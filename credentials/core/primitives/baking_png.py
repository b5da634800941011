"""Baking into PNG: one uncompressed ``iTXt`` chunk with the edition's keyword.

How chunks and text chunks are laid out: PNG (third edition), 5.3 and 11.3.3. Reading computes the checksum of every
chunk; writing leaves them alone, as it copies the picture's bytes and computes the one checksum that is new.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from credentials.core.errors import CredentialError
from credentials.core.limits import limits
from credentials.core.primitives.baking_editions import EDITIONS, OPEN_BADGES_3, Edition
from credentials.core.primitives.baking_limits import (
    PNG_SIGNATURE,
    as_credential_bytes,
    as_credential_text,
    over_limit,
)

MAX_CHUNKS = 100_000  # in the largest file chunks of 8 KB, as most programs write them, are 3,000

_TEXT_CHUNKS = (b"iTXt", b"tEXt", b"zTXt")
_KEYWORDS = tuple(edition.keyword + b"\0" for edition in EDITIONS)
_LENGTH_AND_KIND = struct.Struct(">I4s")
_CHECKSUM = struct.Struct(">I")


class _Chunk(NamedTuple):
    kind: bytes  # four letters
    start: int  # offset of the length field in the file
    end: int  # offset behind the checksum


def bake_png(png: bytes, credential_text: str, *, edition: Edition = OPEN_BADGES_3) -> bytes:
    """The same picture with the credential right behind its header, in place of any badge that was there.

    Every other byte of the picture stays as it is, a wrong checksum too: whoever reads the badge notices that. A badge of
    another edition goes as well, as two readers would otherwise see two badges. Raises CredentialError
    ``not-bakeable``, ``too-large`` or what is wrong with the picture's layout.
    """
    text = as_credential_bytes(credential_text)
    if b"\0" in text:
        raise CredentialError("The credential holds a NUL character, which PNG can't carry.", code="not-bakeable")
    # keyword, NUL, compression flag and method 0, empty language tag, empty translated keyword, text
    baked = _write_chunk(b"iTXt", edition.keyword + b"\0\0\0\0\0" + text)

    picture = memoryview(png)
    parts: list[bytes | memoryview] = []
    kept_from = 0
    for chunk in _walk(png):
        if chunk.kind == b"IHDR":
            parts += picture[: chunk.end], baked
            kept_from = chunk.end
        elif _is_baked(png, chunk):
            parts.append(picture[kept_from : chunk.start])
            kept_from = chunk.end
    parts.append(picture[kept_from:])
    return b"".join(parts)


def unbake_png(png: bytes) -> str:
    """The badge's text in this PNG, exactly as baked. Raises CredentialError; the codes are in ``baking``."""
    chunks = [chunk for chunk in _undamaged(png) if _is_baked(png, chunk)]
    for keyword in _KEYWORDS:
        baked = [chunk for chunk in chunks if png.startswith(keyword, chunk.start + 8)]
        if len(baked) > 1:
            raise CredentialError(
                "This picture holds more than one badge, so it is unclear which one counts.", code="baked-twice"
            )
        if baked:
            body = png[baked[0].start + 8 + len(keyword) : baked[0].end - 4]
            return as_credential_text(_read_text(baked[0].kind, body))
    raise CredentialError("This is a picture without a badge in it.", code="not-a-badge")


def _is_baked(png: bytes, chunk: _Chunk) -> bool:
    return chunk.kind in _TEXT_CHUNKS and png.startswith(_KEYWORDS, chunk.start + 8, chunk.end - 4)


def _walk(png: bytes) -> Iterator[_Chunk]:
    """The chunks up to IEND, each within the file. What follows IEND is no part of the picture."""
    if not png.startswith(PNG_SIGNATURE):
        raise CredentialError("This is not a PNG picture.", code="unknown-kind")
    end = len(PNG_SIGNATURE)
    kind = b""
    left = MAX_CHUNKS
    while kind != b"IEND":
        if not left:
            raise over_limit("This picture is in more than {limit} pieces.", MAX_CHUNKS, cap="chunks")
        left -= 1
        start = end
        if start + 12 > len(png):
            raise _truncated()
        length, kind = _LENGTH_AND_KIND.unpack_from(png, start)
        end = start + 12 + length
        if end > len(png):
            raise _truncated()
        if (kind == b"IHDR") != (start == len(PNG_SIGNATURE)):
            raise CredentialError("This PNG picture doesn't begin as one should.", code="malformed")
        yield _Chunk(kind, start, end)


def _undamaged(png: bytes) -> Iterator[_Chunk]:
    """The chunks, each with its checksum right."""
    picture = memoryview(png)
    for chunk in _walk(png):
        (checksum,) = _CHECKSUM.unpack_from(png, chunk.end - 4)
        if zlib.crc32(picture[chunk.start + 4 : chunk.end - 4]) != checksum:
            raise CredentialError(
                "A part of this picture doesn't match its checksum: it was changed or damaged after it was made.",
                code="damaged",
            )
        yield chunk


def _read_text(kind: bytes, body: bytes) -> bytes:
    """The text of a text chunk, from what stands behind its keyword; expanded where it was compressed."""
    if kind == b"tEXt":
        return body
    if kind == b"zTXt":
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
        text = expander.decompress(packed, limits().max_bytes + 1)
    except zlib.error as error:
        raise CredentialError(
            "The badge in this picture is compressed in a way that can't be read.", code="malformed"
        ) from error
    if len(text) <= limits().max_bytes and not expander.eof:
        raise CredentialError("The badge in this picture is cut off.", code="truncated")
    return text


def _write_chunk(kind: bytes, data: bytes) -> bytes:
    return _CHECKSUM.pack(len(data)) + kind + data + _CHECKSUM.pack(zlib.crc32(data, zlib.crc32(kind)))


def _truncated() -> CredentialError:
    return CredentialError("This picture is cut off: the end of the file is missing.", code="truncated")


def _refuse_shape() -> NoReturn:
    raise CredentialError("The place of the badge in this picture is not laid out as it should be.", code="malformed")
