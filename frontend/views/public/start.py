"""The first page, and what it stands on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from frontend.views.public.page import render_public


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Erkend is, and two doors."""
    return render_public(request, "public/start.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, how that was found out, and how to report a problem."""
    return render_public(request, "public/accessibility.html")
