"""What is asked of somebody with an account as a witness: the same as by the mailed link."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from frontend.pages import person_of, render_page
from frontend.witnessing import WitnessPage, answer, page_of, tasks_of
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Everybody who asks this person to confirm something."""
    tasks = tasks_of(person_of(request))
    return render_page(request, "confirmations.html", {"title": _("Confirm practice"), "tasks": tasks})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The entries of one candidate, with an answer each or one for all."""
    person = person_of(request)
    open_requests = ConfirmationRequest.objects.open().for_witness(person).select_related("owner")
    asked = get_object_or_404(open_requests, pk=pk)
    page: WitnessPage | str = page_of(asked, change="about" in request.GET)
    if request.method == "POST":
        page = answer(request, asked, portfolio.SignedIn(asked.pk, person))
    if isinstance(page, str):
        return redirect(f"{request.path}{page}")
    context = {"title": page.heading, "page": page, "asked": asked}
    return render_page(request, "confirmation.html", context, status=page.status)
