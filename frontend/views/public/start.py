"""The first page, and what it stands on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from foundation.people.models import Organisation
from frontend.views.public.page import render_public


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Erkend is, and two doors."""
    return render_public(request, "public/start.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, how that was found out, what was not tested, and whom to tell of a problem."""
    contacts = Organisation.objects.filter(is_provider=True).exclude(contact_email="").order_by("name")
    return render_public(request, "public/accessibility.html", {"contacts": contacts})
