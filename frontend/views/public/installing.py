"""The installable practice log: its manifest, its service worker, and the page that stands in without a connection."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from frontend import installing
from frontend.forms.candidate.practice import PhoneEntryForm
from frontend.views.public.page import render_public


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    return JsonResponse(installing.manifest(), content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, so that it may take care of every page below it (its scope)."""
    return HttpResponse(installing.worker_script(), content_type="text/javascript; charset=utf-8")


@require_safe
def practice_offline(request: HttpRequest) -> HttpResponse:
    """The practice log without a connection. Nothing about anybody is in it: a script fills it from the phone itself."""
    return render_public(request, "candidate/practice_offline.html", {"form": PhoneEntryForm(initial={"count": 1})})
