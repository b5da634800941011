"""The candidate asks somebody for a testimony, sees what came of it, and ends a link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.devices import remember_device
from frontend.errors import errors_on
from frontend.forms.candidate.testimonies import AskTestimonyForm
from frontend.pages import person_of, render_page, sent
from frontend.practice import work_processes_for
from frontend.testimonies import lines_of
from frontend.views.candidate.own import crumbs_in_portfolio
from portfolio import services as portfolio
from portfolio.models import TestimonyRequest


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Everybody who was asked, with how it stands."""
    person = person_of(request)
    title = _("Testimonies")
    context = {
        "title": title,
        "crumbs": crumbs_in_portfolio({"label": title}),
        "lines": lines_of(TestimonyRequest.objects.visible_to(person).select_related("testimony"), now=timezone.now()),
    }
    return render_page(request, "candidate/testimonies.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = AskTestimonyForm(sent(request), work_processes=work_processes_for(person))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            asked = portfolio.ask_testimony(person, by=person, **form.asked)
            messages.success(request, _("%(name)s gets a mail with a link.") % {"name": asked.referee_name})
            return remember_device(redirect("testimonies"), person)
    title = _("Ask for a testimony")
    crumbs = crumbs_in_portfolio({"label": _("Testimonies"), "href": reverse("testimonies")}, {"label": title})
    context = {"title": title, "crumbs": crumbs, "form": form}
    return remember_device(render_page(request, "candidate/testimony_ask.html", context), person)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    asked = get_object_or_404(TestimonyRequest.objects.visible_to(person), pk=pk)
    portfolio.revoke_testimony(asked.pk, by=person)
    messages.success(request, _("The link does not work any more. You can ask somebody else."))
    return redirect("testimonies")
