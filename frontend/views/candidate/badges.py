"""Badges from elsewhere: adding one, and checking it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.candidate.badges import BadgeForm
from frontend.pages import person_of, render_page, sent
from frontend.verdicts import answer_on
from frontend.views.candidate.own import crumbs_in_portfolio, own_item
from portfolio import services as portfolio
from portfolio.errors import BadgeRefused
from portfolio.models import EvidenceItem, ImportedBadge


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Choose a badge; it is checked on the spot. One that is refused is told why, in the verifier's words."""
    form = BadgeForm(sent(request), request.FILES or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            try:
                item = _imported(form, person_of(request))
            except BadgeRefused as refused:
                answer = answer_on(refused.report)
                raise
            messages.success(request, _("The badge was checked and added. Now say which work it shows."))
            return redirect("item", pk=item.pk)
    title = _("Add a badge")
    return render_page(
        request,
        "candidate/item_add_badge.html",
        {
            "title": title,
            "crumbs": crumbs_in_portfolio({"label": _("Add evidence"), "href": reverse("item-add")}, {"label": title}),
            "form": form,
            "answer": answer,
        },
    )


@login_required
@require_POST
def check_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check the badge of an item as it stands now."""
    item = own_item(request, pk)
    if not ImportedBadge.objects.filter(item=item).exists():
        raise Http404
    portfolio.check_badge_again(item.pk, by=person_of(request))
    messages.success(request, _("The badge was checked again."))
    return redirect("item", pk=pk)


def _imported(form: BadgeForm, person: Person) -> EvidenceItem:
    file = form.cleaned_data["file"]
    if file is None:
        return portfolio.import_badge_from(person, address=form.cleaned_data["address"], by=person)
    return portfolio.import_badge(person, data=file.read(), name=file.name, by=person)
