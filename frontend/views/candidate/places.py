"""Looking at a page or playing a recording, and pointing at the place where the work can be seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.errors import InvalidInput
from frontend.errors import errors_on
from frontend.evidence import file_address
from frontend.files import picture_response
from frontend.forms.candidate.items import CommentForm
from frontend.forms.candidate.places import MomentsForm, PagesForm
from frontend.pages import person_of, render_page, sent
from frontend.place_page import place_rows
from frontend.views.candidate.own import crumbs_in_portfolio
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem, Place
from portfolio.versions import current_versions


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One page with the way to the next; its owner says with one tap which work can be seen here."""
    file = _seen(request, pk)
    _require_own_to_point(request, file)
    if not 1 <= number <= (file.page_count or 0):
        raise Http404
    form = PagesForm(sent(request), initial={"page_until": number})
    if request.method == "POST" and form.is_valid():
        where = portfolio.Where(page_from=number, page_until=form.cleaned_data["page_until"] or number)
        with errors_on(form):
            _point(request, file, where, note=form.cleaned_data["note"])
            return redirect("file-page", pk=pk, number=number)
    context = {
        "title": _("%(name)s, page %(page)s") % {"name": file.name, "page": number},
        "number": number,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < (file.page_count or 0) else None,
    }
    return _page(request, file, form, {"file_id": file.pk, "page": number}, context)


@login_required
@require_safe
def page_picture(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The page itself, drawn in the bounded process."""
    try:
        return picture_response(portfolio.open_page(_seen(request, pk).pk, page=number, by=person_of(request)))
    except InvalidInput:
        raise Http404 from None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def play(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The player; its owner points from a moment to a moment. ``?from=`` is a number of seconds to begin at."""
    file = _seen(request, pk)
    if not file.media_type.startswith(("audio/", "video/")):
        raise Http404
    _require_own_to_point(request, file)
    begin = request.GET.get("from", "")
    start = int(begin) if begin.isdecimal() and len(begin) < 7 else 0
    form = MomentsForm(sent(request), initial={"second_from": start})
    if request.method == "POST" and form.is_valid():
        moments = {name: form.cleaned_data[name] for name in ("second_from", "second_until")}
        with errors_on(form):
            _point(request, file, portfolio.Where(**moments), note=form.cleaned_data["note"])
            return redirect("file-play", pk=pk)
    address = file_address(file, "preview")
    context = {"title": file.name, "address": f"{address}#t={start}" if start else address}
    return _page(request, file, form, {"file_id": file.pk, "second": start}, context)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yes, the place is right in the new version too."""
    place = _own_place(request, pk)
    try:
        portfolio.confirm_place(place.pk, by=person_of(request))
        messages.success(request, _("Thank you. It points at the new version now."))
    except InvalidInput as error:
        messages.error(request, str(error.message))
    return redirect("item", pk=place.link.item_id)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = _own_place(request, pk)
    portfolio.remove_place(place.pk, by=person_of(request))
    messages.success(request, _("The place was taken away."))
    return redirect("item", pk=place.link.item_id)


def _seen(request: HttpRequest, pk: UUID) -> EvidenceFile:
    seen = EvidenceFile.objects.visible_to(request.user).select_related("item")
    return get_object_or_404(seen.filter(item__removed_at=None), pk=pk)


def _require_own_to_point(request: HttpRequest, file: EvidenceFile) -> None:
    if request.method == "POST" and file.owner_id != person_of(request).pk:
        raise Http404


def _own_place(request: HttpRequest, pk: UUID) -> Place:
    return get_object_or_404(Place.objects.filter(owner=request.user.pk).select_related("link"), pk=pk)


def _point(request: HttpRequest, file: EvidenceFile, where: portfolio.Where, *, note: str) -> None:
    try:
        work_process = UUID(request.POST.get("work_process", ""))
    except ValueError:
        raise InvalidInput(_("Choose which work can be seen here."), code="portfolio.no-work-chosen") from None
    portfolio.point(
        file.item_id, work_process=work_process, file_id=file.pk, where=where, note=note, by=person_of(request)
    )
    messages.success(request, _("Noted. The assessors can open this place at once."))


def _page(
    request: HttpRequest, file: EvidenceFile, form: forms.Form, here: dict[str, Any], context: dict[str, Any]
) -> HttpResponse:
    items = EvidenceItem.objects.prefetch_related("files", "links__work_process", "links__places__file")
    item = items.get(pk=file.item_id)
    files, is_owner = current_versions(item.files.all()), file.owner_id == person_of(request).pk
    links = sorted(item.links.all(), key=lambda link: (link.work_process.version_id, link.work_process.position))
    label = context["title"]
    crumbs = crumbs_in_portfolio({"label": item.title, "href": reverse("item", args=[item.pk])}, {"label": label})
    return render_page(
        request,
        "candidate/file_place.html",
        {
            "crumbs": crumbs if is_owner else [],
            "item": item,
            "file": file,
            "form": form,
            "is_owner": is_owner,
            "is_current": file in files,
            "works": [link.work_process for link in links],
            "rows": [row for row in place_rows(item, files) if row.place.file.line == file.line],
            "comment_form": CommentForm(initial=here),
            **context,
        },
    )
