"""What every template may count on, beside the request, the reader and their messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from frontend.navigation import account_links, frame_of


def page(request: HttpRequest) -> dict[str, Any]:
    """`embedded`: is this the set-up in which every mail may be seen? The rest is read only by the pages that draw it."""
    frame = SimpleLazyObject(lambda: frame_of(request))
    return {
        "embedded": getattr(settings, "ERKEND_EMBEDDED", False),
        "navigation": SimpleLazyObject(lambda: frame.navigation if _is_signed_in(request) else []),
        "organisation": SimpleLazyObject(lambda: frame.organisation if _is_signed_in(request) else None),
        "account_links": SimpleLazyObject(lambda: account_links(request) if _is_signed_in(request) else []),
        "footer_links": [{"label": _("Accessibility"), "href": reverse("accessibility")}],
    }


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated
