"""Sending a file that somebody uploaded: never as a page of ours, never guessed, never run."""

from __future__ import annotations

import os
import re
from typing import Any, BinaryIO, TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from foundation.files import MEDIA_TYPES
from portfolio.services.files import OpenedFile

R = TypeVar("R", bound=HttpResponseBase)

# Even opened in a tab of its own, what a stranger made can load and run nothing.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_SANDBOX = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; img-src 'self'; sandbox"


def file_response(opened: OpenedFile, *, inline: bool = False, asked: str = "", only_if: str = "") -> HttpResponseBase:
    """The file as a download; ``inline`` only for what ``may_be_inline``.

    ``asked`` and ``only_if`` are the headers Range and If-Range: a film is played from any moment, and a download goes on
    where it was lost (RFC 9110, 14). More parts at once, or what can't be read, gets the whole file.
    """
    size, tag = os.fstat(opened.stream.fileno()).st_size, f'"{opened.sha256}"'
    part = _part(asked, size) if only_if in {"", tag} else None
    if part is not None and part.start >= part.stop:
        opened.stream.close()
        response: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _guarded(response)
    stream: Any = opened.stream
    if part is not None:
        opened.stream.seek(part.start)
        stream = _Limited(opened.stream, part.stop - part.start)
    response = FileResponse(
        stream,
        content_type=opened.media_type,
        as_attachment=not inline,
        filename=opened.name,
        status=200 if part is None else 206,
    )
    response["Accept-Ranges"], response["ETag"] = "bytes", tag
    if part is not None:
        response["Content-Length"] = str(part.stop - part.start)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return _guarded(response)


def may_be_inline(opened: OpenedFile) -> bool:
    """What a browser shows or plays without running anything: pictures that we drew anew, film and sound."""
    return opened.is_drawn or opened.media_type in MEDIA_TYPES


class _Limited:
    """The next ``left`` bytes of a stream."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        self.stream, self.left = stream, left

    def read(self, size: int) -> bytes:
        data = self.stream.read(min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.stream.close()


def _part(asked: str, size: int) -> range | None:
    """The bytes that are asked for; an empty range where there are none such, None for the whole file."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1 if last else size))


def picture_response(data: bytes) -> HttpResponse:
    """A picture that we drew."""
    return _guarded(HttpResponse(data, content_type="image/png"))


def _guarded(response: R) -> R:
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
