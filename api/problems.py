"""RFC 9457 problem details: the only place where domain errors become answers of the API."""

from __future__ import annotations

import math
from typing import Any

from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from foundation.errors import ErkendError, InvalidInput, NotAllowed, NotFound, Unavailable, WrongState

MEDIA_TYPE = "application/problem+json"
_STATUS: dict[type[ErkendError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    Unavailable: 503,
    InvalidInput: 422,
}
# Of a file that can't be taken HTTP has its own words.
_STATUS_OF_CODE = {"too-large": 413, "type-not-allowed": 415, "type-mismatch": 415, "not-supported-yet": 415}


def problem(status: int, *, code: str, title: str, detail: str, **members: Any) -> Response:
    """One problem: ``type`` is a stable urn with the code, ``detail`` a sentence that says what to do."""
    body = {
        "type": f"urn:erkend:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        **members,
    }
    return Response(body, status=status, content_type=MEDIA_TYPE)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. What it doesn't know stays an error of the server."""
    set_rollback()
    if isinstance(error, ErkendError):
        return _domain_problem(error)
    if isinstance(error, (Http404, ObjectDoesNotExist)):
        return problem(404, code="not-found", title=_title(404), detail=_("There is nothing at this address for you."))
    if isinstance(error, PermissionDenied):
        return problem(403, code="not-allowed", title=_title(403), detail=_("You may not do this."))
    if isinstance(error, SuspiciousOperation):
        status = 413 if isinstance(error, RequestDataTooBig) else 400
        detail = _("This request can't be read. Look whether it is whole, and send less at a time.")
        return problem(status, code="request-unreadable", title=_title(status), detail=detail)
    return _framework_problem(error) if isinstance(error, exceptions.APIException) else None


def _framework_problem(error: exceptions.APIException) -> Response:
    if isinstance(error, exceptions.ValidationError):
        errors = list(_fields(error.detail))
        detail = _("Some values can't be used. Correct them and send the request again.")
        return problem(400, code="invalid-input", title=_title(400), detail=detail, errors=errors)
    code = str(getattr(error, "default_code", "error")).replace("_", "-")
    answer = problem(error.status_code, code=code, title=_title(error.status_code), detail=_sentence(error))
    if header := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = header
    if (wait := getattr(error, "wait", None)) is not None:
        answer["Retry-After"] = str(max(1, math.ceil(wait)))
    return answer


def _domain_problem(error: ErkendError) -> Response:
    status = next((number for kind, number in _STATUS.items() if isinstance(error, kind)), 400)
    if isinstance(error, InvalidInput):
        status = _STATUS_OF_CODE.get(error.code, status)
    members: dict[str, Any] = {"data": plain(dict(error.data))} if error.data else {}
    if error.field:
        members["errors"] = [{"field": error.field, "detail": str(error.message)}]
    return problem(status, code=error.code, title=_title(status), detail=str(error.message), **members)


def _sentence(error: exceptions.APIException) -> str:
    """The framework's own words, unless they don't say what to do."""
    sentences = {
        exceptions.NotAuthenticated: _("Sign in, or send a token in the header “Authorization: Bearer …”."),
        exceptions.MethodNotAllowed: _(
            "This address does not take this method. Allowed are those in the header Allow."
        ),
        exceptions.UnsupportedMediaType: _(
            "This address does not read this kind of body. Send JSON with the header “Content-Type: application/json”, "
            "or a file as multipart/form-data where the documentation says so."
        ),
        exceptions.Throttled: _("You ask more often than this address answers. Wait a moment and try again."),
    }
    return sentences.get(type(error), str(error.detail))


def plain(value: Any) -> Any:
    """Facts of an error as JSON holds them."""
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _fields(detail: Any, path: str = "") -> Any:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _fields(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            yield from _fields(inner, f"{path}.{position}" if isinstance(inner, (dict, list)) else path)
    else:
        yield {"field": path, "detail": str(detail)}


def _title(status: int) -> str:
    return {
        400: _("Invalid request"),
        401: _("Sign in first"),
        403: _("Not allowed"),
        404: _("Not found"),
        405: _("This address does not do that"),
        409: _("Not possible now"),
        413: _("Too large"),
        415: _("This kind can't be read"),
        422: _("Invalid input"),
        429: _("Too many requests"),
        503: _("Not available now"),
    }.get(status, _("Error"))
