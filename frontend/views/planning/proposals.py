"""Propose trajectories from a spreadsheet: what was read and what is wrong with it first, and only then the yes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.proposals import MOST_ROWS, ProposedRow, read_rows
from evc.trajectories.selectors.inviting import proposals_that_wait
from foundation.errors import InvalidInput
from foundation.people.models import Organisation
from frontend.errors import errors_on
from frontend.forms.planning import RowsForm, SpreadsheetForm
from frontend.pages import person_of, render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """The file is read once; its rows go along with the yes, and are checked anew then."""
    person = person_of(request)
    providers = list(person.organisations_as(Role.COORDINATOR).filter(is_provider=True).order_by("name"))
    if not providers:
        raise Http404
    if request.method == "POST" and "rows" in request.POST:
        return _do(request, providers)
    form = SpreadsheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        providers=providers,
    )
    if form.is_valid():
        with errors_on(form):
            provider = form.providers[form.cleaned_data["provider"]]
            return _ask(request, read_rows(form.cleaned_data["file"].read()), provider)
    now = timezone.now()
    context = _frame(_("Propose many")) | {
        "form": form,
        "submit_label": _("Check the file"),
        "waiting": proposals_that_wait(providers, now=now)[:MOST_ROWS],
        "now": now,
    }
    return render_page(request, "planning/propose_many.html", context)


def _ask(request: HttpRequest, rows: list[ProposedRow], provider: Organisation) -> HttpResponse:
    checked = trajectories.check_rows(rows, provider=provider, by=person_of(request))
    good = [one.row for one in checked if not one.problem]
    context = _frame(_("Propose many")) | {
        "checked": checked,
        "count": len(good),
        "invited": sum(one.invites for one in checked),
        "wrong": len(checked) - len(good),
        "form": RowsForm(initial={"provider": provider.pk, "rows": [row.as_json() for row in good]}) if good else None,
    }
    return render_page(request, "planning/propose_check.html", context)


def _do(request: HttpRequest, providers: list[Organisation]) -> HttpResponse:
    form = RowsForm(request.POST)
    provider = None
    if form.is_valid():
        provider = next((row for row in providers if row.pk == form.cleaned_data["provider"]), None)
    if provider is None:
        raise InvalidInput(_("Send the file again: this page is not complete any more."), code="rows-unreadable")
    run = trajectories.propose_many(
        form.cleaned_data["key"], _rows(form.cleaned_data["rows"]), provider=provider, by=person_of(request)
    )
    return redirect("board-done", pk=run.pk)


def _rows(sent: Any) -> list[ProposedRow]:
    """The rows as they went along; whoever changes them only changes what is checked again."""
    try:
        rows = [ProposedRow(**{**row, "number": int(row["number"])}) for row in sent]
        if (
            not rows
            or len(rows) > MOST_ROWS
            or not all(isinstance(value, str) for row in rows for value in _texts(row))
        ):
            raise ValueError
    except (TypeError, ValueError, KeyError):
        raise InvalidInput(
            _("Send the file again: this page is not complete any more."), code="rows-unreadable"
        ) from None
    return rows


def _texts(row: ProposedRow) -> tuple[Any, ...]:
    return (row.email, row.name, row.standard, row.route, row.client, row.units)


def _frame(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": [{"label": _("Board"), "href": reverse("board")}, {"label": title}],
        "cancel_href": reverse("board"),
    }
