"""A referee answers from a mailed link, without an account: typed text is kept, signing and declining are explicit presses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from foundation.errors import ErkendError
from frontend.devices import owners_of_device
from frontend.errors import errors_on
from frontend.forms.public.testimony import TestimonyForm
from frontend.languages import OFFERED
from frontend.pages import json_problem, sent
from frontend.views.public.page import render_public
from portfolio import services as portfolio
from portfolio.models import TestimonyRequest


@csrf_exempt  # the link is the whole permission; a browser that keeps no cookies has to be able to answer
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; after signing what was signed."""
    asked = portfolio.find_testimony_request(token)
    if asked is None:
        return render_public(request, "public/witness_ended.html", status=404)
    device = owners_of_device(request)
    if asked.owner_id in device:
        return render_public(request, "public/witness_own_device.html", {"candidate": asked.owner}, status=403)
    if asked.answered_at is not None or asked.declined_at is not None:
        return _done(request, asked)
    form = TestimonyForm.of(asked, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            portfolio.sign_testimony(token, on_device_of=device, **form.texts)
            return redirect(_here(request, token))
    context = {
        "asked": asked,
        "form": form,
        "token": token,
        "work_processes": asked.work_processes.order_by("position"),
    }
    return render_public(request, "public/testimony.html", context, status=422 if form.errors else 200)


@csrf_exempt
@never_cache
@require_POST
def save(request: HttpRequest, token: str) -> JsonResponse:
    """One field of a draft, as autosave.js sends it."""
    part = {request.POST.get("field", ""): request.POST.get("value", "")}
    try:
        portfolio.save_testimony_draft(token, part, on_device_of=owners_of_device(request))
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"saved": True})


@csrf_exempt
@never_cache
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    portfolio.decline_testimony(token, because=request.POST.get("because", ""), on_device_of=owners_of_device(request))
    return redirect(_here(request, token))


def _done(request: HttpRequest, asked: TestimonyRequest) -> HttpResponse:
    signed = asked.testimony.said if asked.answered_at is not None else None
    return render_public(request, "public/testimony_done.html", {"asked": asked, "signed": signed})


def _here(request: HttpRequest, token: str) -> str:
    chosen = request.GET.get("lang")
    return reverse("testimony", args=[token]) + (f"?lang={chosen}" if chosen in OFFERED else "")
