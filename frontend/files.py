"""Sending a file that somebody uploaded: never as a page of ours, never guessed, never run."""

from __future__ import annotations

from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from portfolio.services.files import OpenedFile

R = TypeVar("R", bound=HttpResponseBase)

# Even opened in a tab of its own, what a stranger made can load and run nothing.
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"


def file_response(opened: OpenedFile, *, inline: bool = False) -> FileResponse:
    """The file as a download; ``inline`` only for pictures that we drew anew ourselves."""
    response = FileResponse(
        opened.stream, content_type=opened.media_type, as_attachment=not inline, filename=opened.name
    )
    return _guarded(response)


def picture_response(data: bytes) -> HttpResponse:
    """A picture that we drew."""
    return _guarded(HttpResponse(data, content_type="image/png"))


def _guarded(response: R) -> R:
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
