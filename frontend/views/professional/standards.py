"""Standards for those who work with them: what is here, what a version asks, what changed, and as a file."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.standards import spreadsheets
from evc.standards.case.exporting import exported_package
from evc.standards.case.made import address_of
from evc.standards.changes import changes_between
from evc.standards.models import StandardImport, StandardVersion
from evc.standards.rules import may_load_standards
from evc.standards.selectors import examples_in, standards_list, tree
from evc.standards.settings import change_settings
from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.professional.standards import SettingsForm
from frontend.pages import person_of, render_page, sent
from frontend.standards_page import (
    change_groups,
    changed_settings,
    file_name,
    settings_facts,
    standard_facts,
    to_version,
    way_to,
)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WAITING = (StandardImport.State.READING, StandardImport.State.READY, StandardImport.State.KEEPING)


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    person = reader_of(request)
    versions = list(standards_list())
    context = {
        "title": _("Standards"),
        "versions": versions,
        "waiting": StandardImport.objects.visible_to(person).filter(state__in=_WAITING),
    }
    return render_page(request, "professional/standards/overview.html", context)


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    reader_of(request)
    version = _version(pk)
    others = version.standard.versions.exclude(pk=pk).order_by("-loaded_at")
    context = {
        "title": version.standard.title,
        "crumbs": way_to(str(version)),
        "version": version,
        "facts": standard_facts(version),
        "settings": settings_facts(version),
        "units": tree(version),
        "others": others,
        "examples": examples_in(version),
        "case_address": address_of("CFPackages", version.pk),
    }
    return render_page(request, "professional/standards/version.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = reader_of(request)
    version = _version(pk)
    units = tree(version)
    form = SettingsForm(sent(request), version=version, units=units)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            change_settings(pk, form.wanted, by=person)
            messages.success(request, _("The settings are kept."))
            return redirect("standard", pk=pk)
    title = _("Settings")
    context = {
        "title": title,
        "eyebrow": str(version),
        "crumbs": way_to(title, to_version(version)),
        "version": version,
        "form": form,
    }
    return render_page(request, "professional/standards/settings.html", context)


@login_required
@require_safe
def changes(request: HttpRequest, pk: UUID, since: UUID) -> HttpResponse:
    reader_of(request)
    version = _version(pk)
    before = get_object_or_404(version.standard.versions.select_related("standard"), pk=since)
    found = changes_between(before, version)
    title = _("What changed")
    context = {
        "title": title,
        "eyebrow": version.standard.title,
        "crumbs": way_to(title, to_version(version)),
        "changes": found,
        "groups": change_groups(found),
        "settings": changed_settings(found),
    }
    return render_page(request, "professional/standards/changes.html", context)


@login_required
@require_safe
def download(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    reader_of(request)
    version = _version(pk)
    if form == "json":
        body = json.dumps(exported_package(version), ensure_ascii=False, indent=1).encode()
        return _attached(body, "application/json", f"{file_name(version)}.json")
    if form == "csv":
        return _attached(spreadsheets.as_csv(version), "text/csv; charset=utf-8", f"{file_name(version)}.csv")
    if form == "xlsx":
        return _attached(spreadsheets.as_xlsx(version), _XLSX, f"{file_name(version)}.xlsx")
    raise Http404


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    reader_of(request)
    return _attached(spreadsheets.template(), _XLSX, "standaard.xlsx")


def reader_of(request: HttpRequest) -> Person:
    """Coordinators and administrators of a provider, and operators; for anybody else these pages aren't there."""
    person = person_of(request)
    if not may_load_standards(person):
        raise Http404
    return person


def _version(pk: UUID) -> StandardVersion:
    return get_object_or_404(standards_list(), pk=pk)


def _attached(body: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=media_type, headers=headers)
