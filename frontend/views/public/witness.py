"""Somebody who was there confirms or refuses, from a mailed link. Opening a page changes nothing: mail scanners do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from api.throttling import seconds_before_asking
from foundation.people.models import Person
from frontend.devices import owners_of_device
from frontend.errors import errors_on
from frontend.forms.public.witness import NotMeForm, OwnAddressForm
from frontend.languages import OFFERED
from frontend.pages import sent
from frontend.views.public.page import render_public
from frontend.witnessing import WitnessPage, answer, page_of
from portfolio import services as portfolio


@csrf_exempt  # the link is the whole permission; a browser that keeps no cookies has to be able to answer
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """First who the witness is, once; then the entries, one a card, with an answer each or one for all."""
    asked = portfolio.find_confirmation(token)
    if asked is None:
        return render_public(request, "public/witness_ended.html", status=404)
    device = owners_of_device(request)
    if asked.owner_id in device:
        return _own_device(request, asked.owner)
    if request.method != "POST":
        return _page(request, page_of(asked, change="about" in request.GET))
    done = answer(request, asked, token, on_device_of=device)
    if isinstance(done, WitnessPage):
        return _page(request, done)
    return redirect(f"{reverse('confirm', args=[token])}{_language(request)}{done}")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the QR on a candidate's phone: the witness, on their own device, says where to mail the link."""
    found = portfolio.find_witness_code(token)
    if found is None:
        return render_public(request, "public/witness_code_ended.html", status=404)
    device = owners_of_device(request)
    if found.owner_id in device:
        return _own_device(request, found.owner)
    form = OwnAddressForm(sent(request))
    context = {"candidate": found.owner, "form": form, "entries": found.repetitions.order_by("day", "pk")}
    if request.method != "POST":
        return render_public(request, "public/witness_code.html", context)
    if seconds := seconds_before_asking(request):
        later = render_public(request, "public/witness_code.html", context | {"seconds": seconds}, status=429)
        later.headers["Retry-After"] = str(seconds)
        return later
    if form.is_valid():
        language = get_language() or ""
        with errors_on(form):
            asked = portfolio.use_witness_code(token, language=language, on_device_of=device, **form.cleaned_data)
            return render_public(request, "public/witness_code_sent.html", {"asked": asked})
    return render_public(request, "public/witness_code.html", context, status=422)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """What was confirmed in a witness's name; only pressing the button says that it was not them."""
    notice = portfolio.find_notice(token)
    if notice is None:
        return render_public(request, "public/witness_ended.html", status=404)
    form = NotMeForm(sent(request), lines=notice.lines.all())
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            portfolio.dispute_confirmations(token, form.cleaned_data["entries"])
            return redirect(f"{reverse('confirmed', args=[token])}{_language(request)}")
    context = {"notice": notice, "form": form, "disputed": [each for each in notice.lines.all() if each.disputed_at]}
    return render_public(request, "public/witness_not_me.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, page: WitnessPage) -> HttpResponse:
    return render_public(request, "public/witness.html", {"page": page, "asked": page.asked}, status=page.status)


def _own_device(request: HttpRequest, owner: Person) -> HttpResponse:
    return render_public(request, "public/witness_own_device.html", {"candidate": owner}, status=403)


def _language(request: HttpRequest) -> str:
    chosen = request.GET.get("lang")
    return f"?lang={chosen}" if chosen in OFFERED else ""
