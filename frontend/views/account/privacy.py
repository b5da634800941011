"""Taking one's portfolio along, and erasing all that is one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.people.models import Person
from foundation.privacy.services import erase_person, plan_erasure
from frontend.arrivals import kept_only, line_of
from frontend.errors import errors_on
from frontend.files import file_response
from frontend.forms.account.privacy import EraseForm, TakeInForm
from frontend.pages import person_of, render_page, sent
from frontend.views.public.page import render_public
from portfolio import taking_along
from portfolio.models import Arrival, PortfolioExport, PortfolioImport
from portfolio.services.named_readers import shared_with


@login_required
@never_cache
@require_safe
def take_along(request: HttpRequest) -> HttpResponse:
    """The copies that were asked for, and what came along from elsewhere."""
    return render_page(request, "account/take_along.html", _take_along(person_of(request), form=TakeInForm()))


@login_required
@never_cache
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Send a ZIP; a job takes it in. What can be seen to be wrong is said at once."""
    person, form = person_of(request), TakeInForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with errors_on(form):
            taking_along.ask_import(person, source=file.file, name=file.name, by=person)
            messages.success(request, _("Received. We take it in now; you get a mail when it is done."))
            return redirect("take-along")
    return render_page(request, "account/take_along.html", _take_along(person, form=form))


def _take_along(person: Person, *, form: TakeInForm) -> dict[str, Any]:
    exports = PortfolioExport.objects.filter(owner=person)
    imports = PortfolioImport.objects.filter(owner=person)
    arrivals = Arrival.objects.filter(owner=person).annotate(items=Count("records", filter=Q(records__part="items")))
    return {
        "form": form,
        "most_bytes": settings.ERKEND_MAX_IMPORT_BYTES,
        "under_way": imports.filter(state=PortfolioImport.State.WAITING).first(),
        "imports": [line_of(row) for row in imports.exclude(state=PortfolioImport.State.WAITING)[:5]],
        "import_columns": [
            {"label": _("What")},
            {"label": _("New"), "numeric": True},
            {"label": _("Here already"), "numeric": True},
        ],
        "waiting": exports.filter(ready_at=None).first(),
        "ready": exports.exclude(ready_at=None).first(),
        "days": taking_along.EXPORT_DAYS,
        "arrivals": arrivals,
        "kept": kept_only(person),
    }


@login_required
@require_POST
def ask_export(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    taking_along.ask_export(person, by=person)
    messages.success(request, _("We are making your copy. It is on this page when it is ready."))
    return redirect("take-along")


@login_required
@never_cache
@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The copy, for its owner alone."""
    try:
        opened = taking_along.open_export(pk, by=person_of(request))
    except PortfolioExport.DoesNotExist:
        raise Http404 from None
    return file_response(opened)


@login_required
@require_safe
def shared_with_me(request: HttpRequest) -> HttpResponse:
    """What others let one read by name."""
    return render_page(request, "account/shared_with_me.html", {"items": shared_with(person_of(request))})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What goes and what stays; typing one's address says that it is meant."""
    person, form = person_of(request), EraseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            erase_person(person.pk, by=person, address=form.cleaned_data["address"])
            logout(request)
            return render_public(request, "account/erased.html")
    return render_page(request, "account/erase.html", {"form": form, "plan": plan_erasure(person)})
