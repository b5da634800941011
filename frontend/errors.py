"""The only place where domain errors become form errors and error pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.errors import ErkendError, InvalidInput, NotAllowed, NotFound, Unavailable, WrongState

_STATUS: dict[type[ErkendError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    Unavailable: 503,
    InvalidInput: 422,
}


def status_of(error: ErkendError) -> int:
    """The HTTP status that a page answers with."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)


@contextmanager
def errors_on(form: BaseForm) -> Iterator[None]:
    """Put a domain error on the form, so that the page comes back with what was typed."""
    try:
        yield
    except (NotFound, NotAllowed):
        raise
    except ErkendError as error:
        field = error.field if error.field in form.fields else NON_FIELD_ERRORS
        form.add_error(field, str(error.message))


def error_page(request: HttpRequest, *, status: int, message: str = "") -> HttpResponse:
    """A page that says what happened and what to do."""
    template = {400: "400", 403: "403", 404: "404", 409: "409", 413: "413", 422: "409", 503: "500"}.get(status, "500")
    return render(request, f"errors/{template}.html", {"message": message}, status=status)


def domain_error(request: HttpRequest, error: ErkendError) -> HttpResponse:
    return error_page(request, status=status_of(error), message=str(error.message))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Mostly an old tab after signing in anew: the page says to load it again, nothing was changed."""
    return render(request, "errors/csrf.html", status=403)
