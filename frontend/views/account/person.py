"""One's own account: name, language, and who read one's evidence."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.people import selectors
from foundation.people import services as people
from frontend.errors import errors_on
from frontend.forms.account.person import PersonForm
from frontend.pages import person_of, render_page
from frontend.readings import in_words
from portfolio.selectors import reading_log
from portfolio.services.links import links_of
from portfolio.services.named_readers import readers_of

_A_PAGE = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name and language, and the way to the rest."""
    person = person_of(request)
    form = PersonForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        with errors_on(form):
            people.rename_person(person.pk, name=form.cleaned_data["name"], by=person)
            people.set_language(person.pk, language=form.cleaned_data["language"], by=person)
            with translation.override(form.cleaned_data["language"] or translation.get_language()):
                messages.success(request, _("Your changes are kept."))
            return redirect("account")
    addresses = selectors.confirmed_addresses(person)
    return render_page(request, "account/account.html", {"form": form, "addresses": addresses})


@login_required
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened which of one's items, newest first; and what is shared now, to withdraw it."""
    page = Paginator(reading_log(person_of(request)), _A_PAGE).get_page(request.GET.get("page"))
    person = person_of(request)
    context = {
        "page": page,
        "readings": in_words(page.object_list),
        "links": links_of(person),
        "readers": readers_of(person),
    }
    return render_page(request, "account/readings.html", context)
