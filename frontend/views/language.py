"""The reader's choice of language: kept with the account of who is signed in, which comes first, and in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from foundation.people import services as people
from foundation.people.models import Person
from frontend.languages import OFFERED

A_YEAR = 365 * 24 * 60 * 60  # seconds


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language and return to the page that asked; anything else than an offered language changes nothing."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    language = request.POST.get("language")
    if language in OFFERED:
        if isinstance(request.user, Person):
            people.set_language(request.user.pk, language=language, by=request.user)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
