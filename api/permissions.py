"""Signed in, and with a token that may do this. Who may see which object is its queryset's business."""

from __future__ import annotations

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.people.models import ApiToken


class SignedInWithScope(BasePermission):
    """A session may do all that its person may; a token only what its scopes say ("read", "write")."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        if not isinstance(request.auth, ApiToken):
            return True
        return ("read" if request.method in SAFE_METHODS else "write") in request.auth.scopes
