"""One item: its preview and facts, what the machine read of it, and what the owner can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.standards.models import StandardVersion, WorkProcess
from evc.trajectories.models import Participant, Trajectory
from foundation.errors import ErkendError, InvalidInput
from foundation.people.models import Person
from frontend.coverage import is_example
from frontend.errors import errors_on
from frontend.forms.candidate.items import CommentForm, ItemForm, LinksForm, OneFileForm, StoryForm
from frontend.item_page import item_page
from frontend.pages import json_problem, person_of, render_page, sent
from frontend.views.candidate.own import crumbs_in_portfolio, own_item
from frontend.views.candidate.portfolio import DOCUMENTS
from portfolio import services as portfolio
from portfolio.models import STARR_PARTS, EvidenceItem, EvidenceKind, StarrPart


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The item for its owner, and for whoever reads along while it grows (a coach): that reading is logged."""
    get_object_or_404(EvidenceItem.objects.visible_to(request.user), pk=pk)
    portfolio.read_item(pk, by=person_of(request))
    return _page(request, pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The owner looked at what was read, corrected it where needed, and says that it is right."""
    item = own_item(request, pk)
    if request.method != "POST":
        return redirect("item", pk=pk)
    form = ItemForm.of(item, request.POST)
    if form.is_valid():
        with errors_on(form):
            portfolio.confirm_reading(item.pk, by=person_of(request), **form.typed)
            messages.success(request, _("Thank you. The facts of this item are confirmed."))
            return redirect("item", pk=pk)
    return _page(request, pk, reading_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    item = own_item(request, pk)
    if item.kind == EvidenceKind.REFLECTION:
        return redirect("item-story", pk=pk)
    may_be_another_kind = item.kind not in {EvidenceKind.PRACTICE_LOG, EvidenceKind.BADGE}
    form = ItemForm.of(item, sent(request), choose_kind=may_be_another_kind)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            portfolio.change_item(item.pk, by=person_of(request), **form.typed)
            messages.success(request, _("Saved."))
            return redirect("item", pk=pk)
    context = {"form": form, "item": item, **_below(item, _("Change this item"))}
    return render_page(request, "candidate/item_edit.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A story in STARR form, saved while it is written."""
    item = get_object_or_404(EvidenceItem.objects.owned_by(request.user).filter(kind=EvidenceKind.REFLECTION), pk=pk)
    form = StoryForm.of(item, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            parts = {part: form.cleaned_data[part] for part in STARR_PARTS}
            portfolio.change_item(item.pk, by=person_of(request), title=form.cleaned_data["title"])
            portfolio.write_story(item.pk, by=person_of(request), **parts)
            messages.success(request, _("Your story is saved."))
            return redirect("item", pk=pk)
    spoken = set(item.recordings.filter(removed_at=None).values_list("part", flat=True))
    ways = [{"part": part.value, "label": part.label, "is_spoken": part.value in spoken} for part in StarrPart]
    context: dict[str, Any] = {"form": form, "item": item, "parts": ways, **_below(item, _("Write your story"))}
    return render_page(request, "candidate/item_story.html", context)


@login_required
@require_POST
def save_story(request: HttpRequest, pk: UUID) -> JsonResponse:
    """One field of a story, as autosave.js sends it."""
    item = get_object_or_404(EvidenceItem.objects.owned_by(request.user).filter(kind=EvidenceKind.REFLECTION), pk=pk)
    field, value = request.POST.get("field", ""), request.POST.get("value", "")
    try:
        if field in STARR_PARTS:
            portfolio.write_story(item.pk, by=person_of(request), **{field: value})
        elif field == "title":
            portfolio.change_item(item.pk, by=person_of(request), title=value)
        else:
            raise InvalidInput(_("There is no such field."), code="field-unknown")
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"saved": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For which work processes the item is claimed, by ticking sentences."""
    item = own_item(request, pk)
    versions = _versions_of(person_of(request), item)
    known = list(
        WorkProcess.objects.filter(version__in=versions)
        .select_related("core_task", "version__standard")
        .order_by("version__standard__title", "version_id", "position")
    )
    linked = set(item.links.values_list("work_process", flat=True))
    groups = _link_forms(known, linked, sent(request))
    if request.method == "POST" and all(form.is_valid() for form in groups):
        chosen = [work_process for form in groups for work_process in form.chosen]
        portfolio.link_item(item.pk, work_processes=chosen, versions=versions, by=person_of(request))
        messages.success(request, _("Saved. You can see it in the overview of what is covered."))
        return redirect("item", pk=pk)
    context = {"groups": groups, "item": item, **_below(item, _("Which work does this show?"))}
    return render_page(request, "candidate/item_links.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say something about an item: its owner, or whoever reads along."""
    get_object_or_404(EvidenceItem.objects.visible_to(request.user).present(), pk=pk)
    if request.method != "POST":
        return redirect("item", pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            portfolio.comment(pk, by=person_of(request), **form.cleaned_data)
            return redirect(f"{reverse('item', args=[pk])}#comments")
    return _page(request, pk, comment_form=form)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it out; the next page offers to put it back."""
    item = portfolio.remove_item(own_item(request, pk).pk, by=person_of(request))
    return redirect(f"{reverse('portfolio')}?removed={item.pk}")


@login_required
@require_POST
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    item = portfolio.restore_item(own_item(request, pk).pk, by=person_of(request))
    messages.success(request, _("“%(title)s” is in your portfolio again.") % {"title": item.title})
    return redirect("item", pk=pk)


def _page(
    request: HttpRequest, pk: UUID, *, reading_form: ItemForm | None = None, comment_form: CommentForm | None = None
) -> HttpResponse:
    shown = item_page(pk, viewer=person_of(request), reading_form=reading_form)
    context = {
        "title": shown.item.title,
        "crumbs": crumbs_in_portfolio({"label": shown.item.title}) if shown.is_owner else [],
        "shown": shown,
        "item": shown.item,
        "form": reading_form or comment_form,
        "reading_form": shown.reading_form,
        "comment_form": comment_form or CommentForm(),
        "file_form": OneFileForm(accept=DOCUMENTS),
    }
    return render_page(request, "candidate/item.html", context)


def _below(item: EvidenceItem, title: str) -> dict[str, Any]:
    crumbs = crumbs_in_portfolio({"label": item.title, "href": reverse("item", args=[item.pk])}, {"label": title})
    return {"title": title, "crumbs": crumbs}


def _versions_of(person: Person, item: EvidenceItem) -> list[StandardVersion]:
    """The standards of one's own trajectories, and those it is linked to already."""
    own = Trajectory.objects.as_part(person, Participant.Part.CANDIDATE).values("standard_version")
    linked = item.links.values("work_process__version")
    return list(StandardVersion.objects.filter(Q(pk__in=own) | Q(pk__in=linked)).select_related("standard"))


def _link_forms(known: Sequence[WorkProcess], linked: set[UUID], data: Any) -> list[LinksForm]:
    """A form a standard."""
    forms = []
    for version, rows in groupby(known, key=lambda row: row.version):
        kept = list(rows)
        initial = {"work_processes": [str(row.pk) for row in kept if row.pk in linked]}
        example = is_example(version, kept)
        forms.append(LinksForm(data, version=version, work_processes=kept, is_example=example, initial=initial))
    return forms
