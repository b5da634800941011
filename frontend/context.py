"""What every template may count on, beside the request, the reader and their messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """`embedded`: is this the set-up in which every mail may be seen?"""
    return {"embedded": getattr(settings, "ERKEND_EMBEDDED", False)}
