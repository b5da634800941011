"""The words of the tus protocol 1.0 (https://tus.io/protocols/resumable-upload): headers read and answered, nothing else.

Creation, termination, checksum and expiration are the extensions that are spoken. What can't be read is an InvalidInput.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from foundation.errors import ErkendError, InvalidInput
from foundation.pieces import CHECKSUMS, Checksum
from frontend.errors import status_of

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum,expiration"
PIECE_TYPE = "application/offset+octet-stream"

# Where the protocol, or HTTP, has a number of its own for what is wrong. Elsewhere the kind of error decides.
_STATUS = {
    "tus.version": 412,
    "tus.length-missing": 411,
    "tus.piece-type": 415,
    "too-large": 413,
    "upload.too-long": 413,
    "portfolio.full": 413,
    "upload.checksum": 460,
    "upload.expired": 410,
    "upload.no-space": 507,
}


class View(Protocol):
    def __call__(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase: ...


def spoken(view: View) -> View:
    """A view for scripts: signed in or 401, errors as JSON with a sentence, never stored, and the method that is meant.

    A client that can't send PATCH or DELETE posts with X-HTTP-Method-Override. Every answer names the version.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if request.method == "POST" and (meant := request.headers.get("X-HTTP-Method-Override")):
            request.method = meant.upper()
        response: HttpResponseBase
        if not request.user.is_authenticated and request.method != "OPTIONS":
            sentence = _("You are signed out. Sign in again, then go on where you were.")
            response = JsonResponse({"message": sentence, "code": "signed-out"}, status=401)
        else:
            try:
                response = view(request, *args, **options)
            except ErkendError as error:
                response = problem(error)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return wrapped


def problem(error: ErkendError) -> HttpResponse:
    """A domain error with the protocol's own number where it has one."""
    response = JsonResponse(
        {"message": str(error.message), "code": error.code}, status=_STATUS.get(error.code) or status_of(error)
    )
    if error.code == "tus.version":
        response["Tus-Version"] = VERSION
    if isinstance(offset := error.data.get("offset"), int):
        response["Upload-Offset"] = str(offset)
    return response


def require_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise InvalidInput(_("This server speaks version 1.0.0 of the tus protocol."), code="tus.version")


def length_of(request: HttpRequest) -> int:
    """How long the file is going to be, in bytes."""
    return _number(request.headers.get("Upload-Length"), name="Upload-Length")


def offset_of(request: HttpRequest) -> int:
    """Where the piece begins, in bytes."""
    return _number(request.headers.get("Upload-Offset"), name="Upload-Offset")


def piece_size_of(request: HttpRequest) -> int:
    """How long the piece is, in bytes, after a look at what it says to be."""
    if request.content_type != PIECE_TYPE:
        raise InvalidInput(_("Send a part of a file as %(type)s.") % {"type": PIECE_TYPE}, code="tus.piece-type")
    if "Content-Length" not in request.headers:
        raise InvalidInput(_("Say in Content-Length how long the part is."), code="tus.length-missing")
    return _number(request.headers.get("Content-Length") or "0", name="Content-Length")


def checksum_of(request: HttpRequest) -> Checksum | None:
    """What the piece hashes to, where that is said: "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="."""
    said = request.headers.get("Upload-Checksum")
    if said is None:
        return None
    algorithm, _space, digest = said.partition(" ")
    if algorithm not in CHECKSUMS:
        raise _unreadable("Upload-Checksum")
    return Checksum(algorithm, _decoded(digest, name="Upload-Checksum"))


def metadata_of(request: HttpRequest) -> dict[str, str]:
    """Keys and values: "filename d2VlcmJhci5wZGY=,is_draft"."""
    found: dict[str, str] = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        if not key:
            continue
        if key in found:
            raise _unreadable("Upload-Metadata")
        try:
            found[key] = _decoded(value, name="Upload-Metadata").decode()
        except UnicodeDecodeError:
            raise _unreadable("Upload-Metadata") from None
    return found


def key_of(value: str | None) -> UUID | None:
    """A uuid in the metadata; None where there is none."""
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise _unreadable("Upload-Metadata") from None


def described(response: HttpResponseBase, *, offset: int, length: int | None = None, expires: datetime) -> None:
    """Say in headers where the file ends, how long it is going to be, and until when that is remembered."""
    response["Upload-Offset"] = str(offset)
    if length is not None:
        response["Upload-Length"] = str(length)
    response["Upload-Expires"] = http_date(expires.timestamp())


def _number(value: str | None, *, name: str) -> int:
    if value is None or not (value.isascii() and value.isdigit()) or len(value) > 18:
        raise _unreadable(name)
    return int(value)


def _decoded(value: str, *, name: str) -> bytes:
    try:
        return base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise _unreadable(name) from None


def _unreadable(name: str) -> InvalidInput:
    return InvalidInput(
        _("The header %(name)s is missing or can't be read.") % {"name": name}, code="tus.header", header=name
    )
