"""The observation form on a phone: a page that holds nothing, what a phone needs to know, and what it sends."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from evc.assessments import services as assessments
from evc.assessments.selectors import Observable, observables
from evc.trajectories.models import Trajectory
from foundation.errors import ErkendError, InvalidInput
from frontend.pages import json_problem, person_of
from frontend.views.public.page import render_public
from portfolio import services as portfolio


@require_safe
def observe(request: HttpRequest) -> HttpResponse:
    return render_public(request, "professional/observe.html", {})


@require_safe
@never_cache
def observe_state(request: HttpRequest) -> HttpResponse:
    """Who is signed in, the token that a change needs, and what this person may observe. {"person": null} for nobody."""
    if not request.user.is_authenticated:
        return JsonResponse({"person": None})
    person = person_of(request)
    places = [_place(row) for row in observables(person)]
    return JsonResponse({"person": str(person.pk), "token": get_token(request), "places": places})


@require_POST
def observe_sync(request: HttpRequest) -> HttpResponse:
    """Take one observation, once: the same key again is answered as before. 409 when somebody else wrote it."""
    if not request.user.is_authenticated:
        sentence = _("You are signed out. Sign in again, then go on where you were.")
        return JsonResponse({"message": sentence, "code": "signed-out"}, status=401)
    person = person_of(request)
    try:
        sent = _read(request)
        portfolio.require_same_person(_uuid(sent.get("person")), by=person)
        found = get_object_or_404(Trajectory.objects.visible_to(person), pk=_uuid(sent.get("trajectory")))
        instrument = get_object_or_404(found.route.instruments, pk=_uuid(sent.get("instrument")))
        record = assessments.keep_observation(
            found.pk,
            key=_uuid(sent.get("key")),
            instrument=instrument,
            held_on=_day(sent.get("held_on")),
            from_time=_time(sent.get("from_time")),
            until_time=_time(sent.get("until_time")),
            place=str(sent.get("place") or ""),
            facts=[_fact(each) for each in sent.get("facts") or []],
            by=person,
        )
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"record": str(record.pk)})


def _place(row: Observable) -> dict[str, Any]:
    return {
        "trajectory": str(row.trajectory.pk),
        "instrument": str(row.instrument.pk),
        "name": row.instrument.name,
        "candidate": row.trajectory.candidate.name,
        "criteria": [{"id": str(each.pk), "code": each.code, "title": each.title} for each in row.criteria],
    }


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        sent = None
    if not isinstance(sent, dict) or not isinstance(sent.get("facts") or [], list):
        raise _unreadable()
    return sent


def _fact(sent: object) -> assessments.Fact:
    if not isinstance(sent, dict):
        raise _unreadable()
    criterion = sent.get("criterion")
    return assessments.Fact(
        text=str(sent.get("text") or ""),
        at=_time(sent.get("at")),
        criterion=_uuid(criterion) if criterion else None,
    )


def _uuid(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise _unreadable() from None


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidInput(_("Fill in the day of the observation."), code="day-missing", field="held_on") from None


def _time(value: object) -> time | None:
    if not value:
        return None
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise InvalidInput(_("Write a time as 14:05."), code="time-invalid", field="from_time") from None


def _unreadable() -> InvalidInput:
    return InvalidInput(_("What was sent can't be read. Load the page again."), code="observation-unreadable")
