"""Figures of a year, for those who plan and those who guard the quality; as a page and as files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evc.figures import rules
from evc.figures.years import years_of
from foundation.people.models import Organisation
from frontend.figures_page import FigureTable, figure_tables
from frontend.organisation_pages import crumbs
from frontend.pages import person_of, render_page
from frontend.sheets import csv_response, xlsx_response


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    provider = _provider(request, slug)
    years = years_of(provider, now=timezone.now())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    context = {
        "title": _("Figures"),
        "crumbs": crumbs(provider, _("Figures")),
        "organisation": provider,
        "year": year,
        "years": [{"label": str(each), "href": f"?year={each}", "current": each == year} for each in years],
        "tables": _tables(request, provider, year),
    }
    return render_page(request, "organisation/figures.html", context, status=200)


@login_required
@require_safe
def as_csv(request: HttpRequest, slug: str, year: int, key: str) -> HttpResponse:
    provider = _provider(request, slug)
    for table in _tables(request, provider, _known(provider, year)):
        if table.key == key:
            return csv_response(table.for_file, name=f"{slug}-{year}-{key}")
    raise Http404


@login_required
@require_safe
def as_xlsx(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    provider = _provider(request, slug)
    tables = _tables(request, provider, _known(provider, year))
    return xlsx_response([(table.title, table.for_file) for table in tables], name=f"{slug}-{year}")


def _provider(request: HttpRequest, slug: str) -> Organisation:
    provider = get_object_or_404(Organisation.objects.visible_to(request.user).filter(is_provider=True), slug=slug)
    rules.require_figures(person_of(request), provider)
    return provider


def _known(provider: Organisation, year: int) -> int:
    if year not in years_of(provider, now=timezone.now()):
        raise Http404
    return year


def _tables(request: HttpRequest, provider: Organisation, year: int) -> list[FigureTable]:
    with_pairs = rules.may_see_pairs(person_of(request), provider)
    return figure_tables(provider, year, with_pairs=with_pairs, now=timezone.now())
