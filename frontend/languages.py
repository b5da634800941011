"""Which language a page is shown in: what the address asks, what the person chose, the cookie, the browser, else Dutch."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

OFFERED = ("nl", "en")
DEFAULT = "nl"


def language_of(request: HttpRequest) -> str:
    """The language for a request without `?lang=`."""
    person = getattr(request, "user", None)
    chosen = getattr(person, "language", "") if person is not None and person.is_authenticated else ""
    if chosen in OFFERED:
        return str(chosen)
    if (kept := request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)) in OFFERED:
        return str(kept)
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (language := code.partition("-")[0]) in OFFERED:
            return language
    return DEFAULT


class LanguageMiddleware:
    """Speaks the reader's language. With `?lang=` the address alone decides, so a public page stays cacheable.

    Stands after the authentication middleware, since it asks the person for their choice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang")
        from_address = asked in OFFERED
        language = str(asked) if from_address else language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not from_address:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
