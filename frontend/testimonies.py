"""How a request for a testimony stands, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portfolio.models import TestimonyRequest


@dataclass(frozen=True, slots=True)
class RequestLine:
    """``state`` is one of the tag `status`; ``href`` leads to the evidence once it is signed."""

    request: TestimonyRequest
    state: str
    word: str
    is_open: bool = False
    href: str = ""


def lines_of(requests: Iterable[TestimonyRequest], *, now: datetime) -> list[RequestLine]:
    return [_line(request, now) for request in requests]


def _line(request: TestimonyRequest, now: datetime) -> RequestLine:
    if request.answered_at is not None:
        return RequestLine(request, "recognised", _("Signed"), href=reverse("item", args=[request.testimony.item_id]))
    if request.declined_at is not None:
        return RequestLine(request, "not-yet", _("Does not write one"))
    if request.revoked_at is not None:
        return RequestLine(request, "not-yet", _("You ended the link"))
    if request.expires_at <= now:
        return RequestLine(request, "not-yet", _("The time is over"))
    return RequestLine(request, "waiting", _("Waits for an answer"), is_open=True)
