"""Saying whose work an item is, and that it is still right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from frontend.errors import errors_on
from frontend.forms.candidate.authorship import AuthorshipForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_in_portfolio, own_item
from portfolio import services as portfolio
from portfolio.authorship import ASKED_OF


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Alone or with whom, and with which tools. What was said before is filled in."""
    item = own_item(request, pk)
    if item.kind not in ASKED_OF:
        raise Http404
    form = AuthorshipForm(sent(request), newest=item.authorships.last())
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            portfolio.say_authorship(item.pk, by=person_of(request), **form.answer)
            messages.success(request, _("Thank you. The assessors see beside this item what you said."))
            return redirect("item", pk=pk)
    title = _("Whose work is it?")
    crumbs = crumbs_in_portfolio({"label": item.title, "href": reverse("item", args=[pk])}, {"label": title})
    context = {"title": title, "crumbs": crumbs, "item": item, "form": form}
    return render_page(request, "candidate/item_authorship.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yes, what was said of the earlier version is right for this one."""
    portfolio.confirm_authorship(own_item(request, pk).pk, by=person_of(request))
    messages.success(request, _("Thank you. It is noted for this version."))
    return redirect("item", pk=pk)
