"""What is the same for everybody leaves without what sessions and languages add on the way out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

MARK = "is_same_for_everybody"


class SameForEverybodyMiddleware:
    """Stands outside the session and language middleware, and keeps marked answers fit for a shared cache.

    Those note that the cookie was looked at, and may send it anew; for a badge's file or a status list neither matters.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, MARK, False):
            response.cookies.clear()
            for name in ("Vary", "Content-Language"):
                if name in response.headers:
                    del response.headers[name]
        return response
