"""Bringing in a standard: send it, look at what was read, confirm; two jobs do the work."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.standards.changes import Changes, changes_between
from evc.standards.importing import steps
from evc.standards.models import StandardImport
from frontend.errors import errors_on
from frontend.forms.professional.standards import LevelsForm, StandardFileForm
from frontend.pages import render_page, sent
from frontend.standards_page import change_groups, preview_facts, problem_rows, way_to
from frontend.views.professional.standards import reader_of

State = StandardImport.State
_STEPS = (State.READING, State.READY, State.KEEPING, State.DONE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    person = reader_of(request)
    form = StandardFileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with errors_on(form):
            begun = steps.begin_import(
                stream=file or None,
                name=file.name if file else "",
                address=form.cleaned_data["address"],
                by=person,
            )
            return redirect("standard-imported", pk=begun.pk)
    title = _("Import a standard")
    return render_page(
        request, "professional/standards/import.html", {"title": title, "crumbs": way_to(title), "form": form}
    )


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _import(request, pk))


@login_required
@require_POST
def levels(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _import(request, pk)
    form = LevelsForm(request.POST, depths=found.preview.get("depths", ()), levels=found.preview.get("levels") or {})
    if form.is_valid():
        with errors_on(form):
            steps.choose_levels(pk, form.cleaned_data, by=reader_of(request))
            return redirect("standard-imported", pk=pk)
    return _page(request, found, form=form)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    _import(request, pk)
    steps.confirm_import(pk, by=reader_of(request))
    return redirect("standard-imported", pk=pk)


def _page(request: HttpRequest, found: StandardImport, *, form: LevelsForm | None = None) -> HttpResponse:
    preview, title = found.preview, _("Import a standard")
    is_read = bool(preview.get("counts"))
    depths = preview.get("depths") or []
    context = {
        "title": title,
        "eyebrow": str(found),
        "crumbs": way_to(title),
        "import": found,
        "is_busy": found.state in (State.READING, State.KEEPING),
        "steps": _progress(found),
        "facts": preview_facts(preview) if is_read else [],
        "notes": preview.get("notes", ()),
        "parts": preview.get("parts", ()),
        "is_known": preview.get("known"),
        "problem_columns": [{"label": _("Where")}, {"label": _("What")}, {"label": _("What is wrong")}],
        "problem_rows": problem_rows(preview) if found.state == State.REFUSED else [],
        "problem_count": preview.get("problem_count", 0),
        "changes": (changed := _changes(found)),
        "groups": change_groups(changed) if changed else [],
    }
    if depths and found.state in (State.READY, State.REFUSED):
        context["form"] = form or LevelsForm(depths=depths, levels=preview.get("levels") or {})
    return render_page(request, "professional/standards/imported.html", context)


def _progress(found: StandardImport) -> list[dict[str, str]]:
    """The four steps of an import, and where it is."""
    words = (_("The file is read"), _("You look at it"), _("The standard is kept"), _("Ready"))
    state = State.READY if found.state == State.REFUSED else State(found.state)
    now = _STEPS.index(state)
    done = len(_STEPS) if state == State.DONE else now
    return [
        {"title": word, "state": "done" if place < done else "current" if place == now else "todo"}
        for place, word in enumerate(words)
    ]


def _changes(found: StandardImport) -> Changes | None:
    """Against the version before it, where the import made a new one."""
    version = found.version
    if version is None or not found.made_new:
        return None
    before = version.standard.versions.filter(loaded_at__lt=version.loaded_at).order_by("-loaded_at").first()
    return changes_between(before, version) if before is not None else None


def _import(request: HttpRequest, pk: UUID) -> StandardImport:
    person = reader_of(request)
    mine = StandardImport.objects.visible_to(person).select_related("version__standard")
    return get_object_or_404(mine, pk=pk)
