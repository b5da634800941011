"""What every view of a signed-in person shares: showing a page, and answering a script with JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

from foundation.errors import ErkendError
from foundation.people.models import Person
from frontend.errors import status_of


class Crumb(TypedDict, total=False):
    """One step of the way to a page; the last has no ``href``."""

    label: Any
    href: str


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int | None = None
) -> HttpResponse:
    """Show a page. When one of its forms came back with errors the answer is 422, with what was typed still in it."""
    if status is None:
        status = 422 if any(_has_errors(value) for value in context.values()) else 200
    return render(request, template, dict(context), status=status)


def person_of(request: HttpRequest) -> Person:
    """Who is signed in. Views that call this stand behind ``login_required``."""
    assert isinstance(request.user, Person)
    return request.user


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None when it is only shown. A form without anything ticked is sent as well."""
    return request.POST if request.method == "POST" else None


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks (upload.js, autosave.js), not a person who sends a form."""
    return "application/json" in request.headers.get("Accept", "")


def json_problem(error: ErkendError) -> JsonResponse:
    """A domain error as our scripts read it."""
    return JsonResponse({"message": str(error.message), "code": error.code}, status=status_of(error))


def _has_errors(value: object) -> bool:
    if isinstance(value, BaseForm):
        return value.is_bound and bool(value.errors)
    return isinstance(value, list) and any(_has_errors(each) for each in value)
