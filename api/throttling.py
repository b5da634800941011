"""How often one address may ask what is open to anybody. Counted in the shared cache, so over all processes together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView


class _ByAddress(SimpleRateThrottle):
    """Every caller counts, signed in or not."""

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class VerifyThrottle(_ByAddress):
    scope = "verify"


def seconds_before_verifying(request: HttpRequest) -> int | None:
    """For the page that checks badges, which counts together with the API: None when it may be done now, which counts."""
    return _seconds_before(VerifyThrottle(), request)


def _seconds_before(throttle: _ByAddress, request: HttpRequest) -> int | None:
    # What decides is the caller's address alone; a request of Django knows it as well.
    if throttle.allow_request(cast("Request", request), cast("APIView", None)):
        return None
    return max(1, math.ceil(throttle.wait() or 1))


class ConfirmThrottle(_ByAddress):
    """Also against guessing links."""

    scope = "confirm"


class AskThrottle(_ByAddress):
    """Pages where somebody without an account has a mail sent to an address that they type."""

    scope = "ask"


def seconds_before_asking(request: HttpRequest) -> int | None:
    """None when a mail may be asked for now, which counts."""
    return _seconds_before(AskThrottle(), request)
