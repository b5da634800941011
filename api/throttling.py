"""How often one address may ask what is open to anybody. Counted in the shared cache, so over all processes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


class ConfirmThrottle(_ByAddress):
    """Also against guessing links."""

    scope = "confirm"
