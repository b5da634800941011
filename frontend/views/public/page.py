"""Pages for anybody: the same whoever looks, so that they can be cached and need no session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_public(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Show a page without the navigation and the organisation of whoever happens to be signed in."""
    return render(request, template, {"navigation": None, "organisation": None, **(context or {})}, status=status)
