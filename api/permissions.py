"""Signed in, and with a token that may do this. Who may see which object is its queryset's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from foundation.people.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView


class SignedInWithScope(BasePermission):
    """A session may do all that its person may; a token only what its scopes say ("read", "write")."""

    @property
    def message(self) -> str:
        return _("This token may not do this. Make one with the scope “read” to look and “write” to change.")

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        if not isinstance(request.auth, ApiToken):
            return True
        return ("read" if request.method in SAFE_METHODS else "write") in request.auth.scopes


class BySession(BasePermission):
    """Only for somebody signed in on this site: with a token nobody makes the next token."""

    @property
    def message(self) -> str:
        return _("Tokens are made and withdrawn on this site, not with a token. Sign in first.")

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user and request.user.is_authenticated and request.auth is None)


class Anybody(BasePermission):
    """Open to whoever asks, signed in or not."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return True
