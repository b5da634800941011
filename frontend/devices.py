"""Whose phone or computer this is, as far as is known: so that nobody confirms their own practice on it.

The browser of somebody who asked for a confirmation or a testimony keeps that in a signed cookie, also after signing out.
It serves nothing else, and holds nothing but the person's id.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from foundation.people.models import Person

COOKIE = "erkend_device_of"
_SALT = "frontend.devices"
_KEPT_SECONDS = 180 * 24 * 3600


def owners_of_device(request: HttpRequest) -> frozenset[UUID]:
    """Who is signed in here, and who asked others from here."""
    known = {request.user.pk} if request.user.is_authenticated else set()
    kept = request.get_signed_cookie(COOKIE, "", salt=_SALT, max_age=_KEPT_SECONDS)
    if kept:
        known.add(UUID(kept))
    return frozenset(known)


def remember_device(response: HttpResponse, person: Person) -> HttpResponse:
    """Note that the person asks others from this browser."""
    response.set_signed_cookie(
        COOKIE,
        str(person.pk),
        salt=_SALT,
        max_age=_KEPT_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
