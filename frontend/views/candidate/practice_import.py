"""A practice log from a spreadsheet: the good rows come in, the wrong ones are corrected on the page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evc.standards.models import StandardVersion
from foundation.errors import WrongState
from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.candidate.practice import ImportForm, LogRowForm
from frontend.pages import person_of, render_page, sent
from frontend.practice import versions_of
from portfolio import services as portfolio
from portfolio.reading import BadRow

MOST_ROWS = 200  # that are corrected on the page; with more wrong the file itself had better be corrected


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take over the file; a file twice changes nothing, since rows that are known are left alone."""
    person = person_of(request)
    versions = versions_of(person)
    form = ImportForm(sent(request), request.FILES or None, versions=versions)
    if request.method == "POST" and form.is_valid():
        version = next(row for row in versions if str(row.pk) == form.cleaned_data["version"])
        file = form.cleaned_data["file"]
        with errors_on(form):
            result = portfolio.import_log(person, stream=file, version=version, by=person)
            _say_imported(request, len(result.imported), result.known)
            if not result.bad:
                return redirect("practice")
            return _wrong_rows(request, version, result.bad)
    title = _("Import your practice log")
    context = {
        "title": title,
        "crumbs": [{"label": _("Practice log"), "href": reverse("practice")}, {"label": title}],
        "form": form,
        "has_standards": bool(versions),
    }
    return render_page(request, "candidate/practice_import.html", context)


@login_required
@require_POST
def correct(request: HttpRequest, version: UUID) -> HttpResponse:
    """Take over the rows as they were corrected; what is still wrong comes back with what was typed."""
    person = person_of(request)
    found = next((row for row in versions_of(person) if row.pk == version), None)
    if found is None:
        return redirect("practice-import")
    done, still_wrong = 0, []
    for form in _sent_rows(request, found):
        if not form.is_valid() or form.cleaned_data["leave_out"]:
            continue
        row = _take_over(person, found, form)
        done += row is None
        if row is not None:
            still_wrong.append(row)
    if done:
        _say_imported(request, done, 0)
    return _wrong_rows(request, found, still_wrong) if still_wrong else redirect("practice")


def _take_over(person: Person, version: StandardVersion, form: LogRowForm) -> BadRow | None:
    """None when the row is in the log now, or was already."""
    line = form.cleaned_data["line"]
    try:
        result = portfolio.correct_log_row(person, line=line, cells=form.cells, version=version, by=person)
    except WrongState:  # a second click: it is in the log already
        return None
    return result if isinstance(result, BadRow) else None


def _wrong_rows(request: HttpRequest, version: StandardVersion, rows: Sequence[BadRow]) -> HttpResponse:
    codes = _codes(version)
    forms = [LogRowForm.of(row, prefix=f"row-{place}", codes=codes) for place, row in enumerate(rows[:MOST_ROWS])]
    title = ngettext("%(count)s row needs a correction", "%(count)s rows need a correction", len(rows))
    context = {
        "title": title % {"count": len(rows)},
        "crumbs": [
            {"label": _("Practice log"), "href": reverse("practice")},
            {"label": _("Import your practice log"), "href": reverse("practice-import")},
            {"label": _("Corrections")},
        ],
        "version": version,
        "forms": forms,
        "left_off": max(0, len(rows) - MOST_ROWS),
    }
    return render_page(request, "candidate/practice_corrections.html", context, status=422)


def _sent_rows(request: HttpRequest, version: StandardVersion) -> list[LogRowForm]:
    codes = _codes(version)
    places = [place for place in range(MOST_ROWS) if f"row-{place}-line" in request.POST]
    return [LogRowForm(request.POST, prefix=f"row-{place}", codes=codes) for place in places]


def _codes(version: StandardVersion) -> list[tuple[str, str]]:
    return [(row.code, row.title) for row in version.work_processes.order_by("position")]


def _say_imported(request: HttpRequest, count: int, known: int) -> None:
    if count:
        sentence = ngettext("%(count)s row was added to your log.", "%(count)s rows were added to your log.", count)
        messages.success(request, sentence % {"count": count})
    if known:
        sentence = ngettext("%(count)s row was in your log already.", "%(count)s rows were in your log already.", known)
        messages.info(request, sentence % {"count": known})
