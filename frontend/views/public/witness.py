"""Somebody who was there confirms or refuses, from a mailed link. Opening the page changes nothing: mail scanners do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation.errors import InvalidInput, WrongState
from frontend.errors import status_of
from frontend.views.public.page import render_public
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as a card, with what went wrong with the answer to it and what was typed."""

    entry: Repetition
    problem: str = ""
    because: str = ""


@csrf_exempt  # the link is the whole permission; a browser that keeps no cookies has to be able to answer
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The entries, one a card, with an answer each; when all are answered, thanks."""
    asked = portfolio.find_confirmation(token)
    if asked is None:
        return render_public(request, "public/witness_ended.html", status=404)
    if request.method == "POST":
        return _answer(request, asked, token)
    return _page(request, asked)


def _answer(request: HttpRequest, asked: ConfirmationRequest, token: str) -> HttpResponse:
    because = request.POST.get("because", "")
    answer = request.POST.get("answer")
    try:
        entry = UUID(request.POST.get("entry", ""))
    except ValueError:
        entry = None
    if entry is None or answer not in {"right", "wrong"}:
        return _page(request, asked, status=422)
    try:
        if answer == "right":
            portfolio.confirm_repetition(token, entry)
        else:
            portfolio.refuse_repetition(token, entry, because=because)
    except (InvalidInput, WrongState) as error:
        wrong = EntryLine(Repetition(pk=entry), problem=str(error.message), because=because)
        return _page(request, asked, wrong=wrong, status=status_of(error))
    following = asked.repetitions.filter(state=Repetition.State.ASKED).order_by("day", "pk").first()
    place = f"#entry-{following.pk}" if following is not None else ""
    language = f"?lang={request.GET['lang']}" if request.GET.get("lang") in {"nl", "en"} else ""
    return redirect(f"{reverse('confirm', args=[token])}{language}{place}")


def _page(
    request: HttpRequest, asked: ConfirmationRequest, *, wrong: EntryLine | None = None, status: int = 200
) -> HttpResponse:
    entries = list(asked.repetitions.order_by("day", "pk"))
    waiting = sum(entry.state == Repetition.State.ASKED for entry in entries)
    context = {
        "asked": asked,
        "heading": _("Were you there?") if waiting else _("Thank you"),
        "entries": [
            EntryLine(entry, wrong.problem, wrong.because) if wrong and wrong.entry.pk == entry.pk else EntryLine(entry)
            for entry in entries
        ],
        "open_count": waiting,
    }
    return render_public(request, "public/witness.html", context, status=status)
