"""A signed testimony as it is shown: to the referee, the candidate, the coach and the assessors alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portfolio.models import Testimony, TestimonyRequest
from portfolio.testimonies import ANSWERS, SignedTestimony, read_testimony


@dataclass(frozen=True, slots=True)
class RequestLine:
    """How a request stands; ``state`` is one of components/status.html, ``href`` leads to the evidence once it is signed."""

    request: TestimonyRequest
    state: str
    word: str
    is_open: bool
    href: str


@dataclass(frozen=True, slots=True)
class ShownTestimony:
    said: SignedTestimony
    answers: tuple[tuple[str, str], ...]  # question, answer

    @property
    def short_hash(self) -> str:
        return self.said.sha256[:12]


def lines_of(requests: Iterable[TestimonyRequest], *, now: datetime) -> list[RequestLine]:
    return [_line(request, now) for request in requests]


def _line(request: TestimonyRequest, now: datetime) -> RequestLine:
    if request.answered_at is not None:
        href = reverse("item", args=[request.testimony.item_id])
        return RequestLine(request, "recognised", _("Signed"), is_open=False, href=href)
    if request.declined_at is not None:
        state, word = "stop", _("Declined")
    elif request.revoked_at is not None:
        state, word = "not-yet", _("You ended the link")
    elif request.expires_at <= now:
        state, word = "not-yet", _("The time is over")
    else:
        return RequestLine(request, "waiting", _("Waits for an answer"), is_open=True, href="")
    return RequestLine(request, state, word, is_open=False, href="")


def shown_testimony(testimony: Testimony) -> ShownTestimony:
    return in_words(read_testimony(testimony.document, sha256=testimony.sha256))


def in_words(said: SignedTestimony) -> ShownTestimony:
    questions = {
        "what": _("What they saw"),
        "when": _("When that was"),
        "how_often": _("How often they saw it"),
        "how_well": _("How well it went"),
    }
    return ShownTestimony(said, tuple((questions[name], said.answers[name]) for name in ANSWERS))
