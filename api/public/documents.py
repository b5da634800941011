"""Sending a public document: from a shared cache where it can, and readable for pages of others."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from api.endpoints import Endpoint
from api.middleware import MARK
from api.permissions import Anybody


class PublicDocument(Endpoint):
    """A GET that needs no session. Who asks is looked up only where the view wants to know."""

    permission_classes = [Anybody]

    def perform_authentication(self, request: Request) -> None:
        """Nothing: ``request.user`` is found when it is asked for."""


def public_document(
    request: Request,
    body: bytes,
    *,
    media_type: str,
    seconds: int,
    sha256: str = "",
    file_name: str = "",
    is_open: bool = True,
) -> HttpResponse:
    """The document with its ETag, or 304 where the caller has it. ``seconds``: how long a cache may keep it.

    ``is_open`` False: meant for this caller alone; no cache keeps it, and no page of others reads it.
    """
    plain: HttpRequest = request._request
    etag = f'"{sha256 or hashlib.sha256(body).hexdigest()}"'
    response = HttpResponse(body, content_type=media_type)
    if file_name:
        response.headers["Content-Disposition"] = content_disposition_header(False, file_name) or "inline"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response = _validated(plain, response, etag)
    if is_open:
        response.headers["Cache-Control"] = f"public, max-age={seconds}"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        setattr(response, MARK, True)
    else:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _validated(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
