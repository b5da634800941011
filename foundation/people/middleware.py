"""A session ends after a time of rest, not a time after it began."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

# A write for every page would be much; the end of the session is exact to this.
_NOTE_AFTER_SECONDS = 10 * 60
_SEEN = "seen"


class SessionRestMiddleware:
    """Moves the end of a signed-in session along while it is used. A page that asks no session is left cacheable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            now = int(time.time())
            if now - session.get(_SEEN, 0) >= _NOTE_AFTER_SECONDS:
                session[_SEEN] = now  # a changed session is saved with a new end
        return response
