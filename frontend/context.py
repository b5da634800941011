"""What every template may count on, beside the request, the reader and their messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from frontend.navigation import links


def page(request: HttpRequest) -> dict[str, Any]:
    """`embedded`: is this the set-up in which every mail may be seen? `navigation`: read only by the pages that draw it."""
    context: dict[str, Any] = {"embedded": getattr(settings, "ERKEND_EMBEDDED", False)}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["navigation"] = SimpleLazyObject(lambda: links(request))
    return context
