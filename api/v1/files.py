"""Sending somebody's evidence: as an attachment, guessed at by no browser, kept by no cache, able to run nothing."""

from __future__ import annotations

from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from portfolio.services.files import OpenedFile

Answer = TypeVar("Answer", bound=HttpResponseBase)

_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def file_response(opened: OpenedFile) -> FileResponse:
    response = FileResponse(opened.stream, as_attachment=True, filename=opened.name, content_type=opened.media_type)
    return guarded(response)


def picture_response(png: bytes) -> HttpResponse:
    return guarded(HttpResponse(png, content_type="image/png"))


def guarded(response: Answer) -> Answer:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
