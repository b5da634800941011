"""The portfolio: its cards, and adding to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.errors import ErkendError
from frontend import evidence
from frontend.errors import errors_on
from frontend.forms.candidate.items import FORM_KINDS, FilesForm, ItemForm, OptionalFileForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_in_portfolio
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, EvidenceKind
from portfolio.services import uploading

PAGE_SIZE = 24
PHOTOS = "image/jpeg,image/png,image/heic,image/heif,.heic"
DOCUMENTS = f"application/pdf,.docx,{PHOTOS},video/*,audio/*"


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The cards, all or those of one filter; after a removal with the way back."""
    person = person_of(request)
    which = request.GET.get("filter", "")
    which = which if which in evidence.FILTERS else ""
    counts = evidence.counts(person)
    page = Paginator(evidence.filtered(person, which), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(
        request,
        "candidate/portfolio.html",
        {
            "title": _("Portfolio"),
            "which": which,
            "counts": counts,
            "tabs": _tabs(which, counts),
            "page": page,
            "cards": [evidence.card(item) for item in page],
            "removed": _just_removed(request),
        },
    )


@login_required
@require_safe
def add(request: HttpRequest) -> HttpResponse:
    """What can be added, each with its own way."""
    others = [kind for kind in FORM_KINDS if kind != EvidenceKind.TESTIMONY]
    return render_page(
        request,
        "candidate/item_add.html",
        {
            "title": _("Add evidence"),
            "crumbs": crumbs_in_portfolio({"label": _("Add evidence")}),
            "others": [{"value": kind.value, "label": kind.label} for kind in others],
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_files(request: HttpRequest, only_photos: bool = False) -> HttpResponse:
    """Files, several at once: a script sends them in pieces (``uploads``), a plain form all together."""
    person = person_of(request)
    accept = PHOTOS if only_photos else DOCUMENTS
    form = FilesForm(
        sent(request),
        request.FILES or None,
        accept=accept,
        camera=only_photos,
    )
    if request.method == "POST" and form.is_valid():
        made, refused, case_data = [], [], form.cleaned_data["case_data"]
        for file in form.cleaned_data["file"]:
            try:
                item = portfolio.add_item_from_file(
                    person, stream=file, name=file.name, holds_case_data=case_data, by=person
                )
            except ErkendError as error:
                refused.append(f"{file.name}: {error.message}")
            else:
                made.append(item)
        for sentence in refused:
            form.add_error("file", sentence)
        if made:
            say_received(request, len(made))
        if not refused:
            return after_adding(made)
    title = _("Add a photo") if only_photos else _("Add files")
    return render_page(
        request,
        "candidate/item_add_files.html",
        {
            "title": title,
            "crumbs": crumbs_in_portfolio({"label": _("Add evidence"), "href": reverse("item-add")}, {"label": title}),
            "form": form,
            "camera": only_photos,
            "room": uploading.room_of(person),
            "next": f"{reverse('portfolio')}?filter=unread",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Fill in a form, with a file where there is one. A refused file leaves nothing behind, and what was typed stays."""
    if kind not in FORM_KINDS:
        raise Http404
    person = person_of(request)
    form = ItemForm(sent(request), kind=kind)
    file_form = OptionalFileForm(
        sent(request),
        request.FILES or None,
        accept=DOCUMENTS,
    )
    if request.method == "POST" and form.is_valid() and file_form.is_valid():
        with errors_on(file_form), errors_on(form):
            item = _add(request, kind, form.typed, file_form.cleaned_data["file"])
            messages.success(request, _("Added. Now say which work it shows."))
            return redirect("item-links", pk=item.pk)
    title = _("Add: %(kind)s") % {"kind": EvidenceKind(kind).label}
    return render_page(
        request,
        "candidate/item_add_kind.html",
        {
            "title": title,
            "crumbs": crumbs_in_portfolio({"label": _("Add evidence"), "href": reverse("item-add")}, {"label": title}),
            "person": person,
            "form": form,
            "file_form": file_form,
        },
    )


@login_required
@require_POST
def add_story(request: HttpRequest) -> HttpResponse:
    """An empty story to write in; one that was left empty is taken up again."""
    person = person_of(request)
    empty = (
        EvidenceItem.objects.owned_by(person)
        .present()
        .filter(kind=EvidenceKind.REFLECTION, starr={}, files=None)
        .first()
    )
    title = _("Story of %(day)s") % {"day": date_format(timezone.localdate(), "j F Y")}
    story = empty or portfolio.add_item(person, kind=EvidenceKind.REFLECTION, title=title, by=person)
    return redirect("item-story", pk=story.pk)


def _add(request: HttpRequest, kind: str, typed: dict[str, Any], file: Any) -> EvidenceItem:
    person = person_of(request)
    if not file:
        return portfolio.add_item(person, kind=kind, by=person, **typed)
    made = portfolio.add_item_from_file(person, stream=file, name=file.name, kind=kind, by=person)
    return portfolio.change_item(made.pk, by=person, **typed)


def say_received(request: HttpRequest, count: int) -> None:
    sentence = ngettext("%(count)s file was added.", "%(count)s files were added.", count)
    messages.success(request, sentence % {"count": count})


def after_adding(made: list[EvidenceItem]) -> HttpResponseRedirect:
    if len(made) == 1:
        return redirect("item", pk=made[0].pk)
    return redirect(f"{reverse('portfolio')}?filter=unread")


def _tabs(which: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {
        "": _("Everything"),
        "missing": _("Something missing"),
        "unread": _("Not read yet"),
        "shared": _("Shared"),
    }
    address = reverse("portfolio")
    return [
        {
            "label": label,
            "href": f"{address}?filter={name}" if name else address,
            "current": name == which,
            "count": counts[name or "all"],
        }
        for name, label in labels.items()
    ]


def _just_removed(request: HttpRequest) -> EvidenceItem | None:
    """The item that was removed a moment ago, to put back; the address names it, so that no script is needed."""
    try:
        removed = UUID(request.GET.get("removed", ""))
    except ValueError:
        return None
    return EvidenceItem.objects.owned_by(request.user).exclude(removed_at=None).filter(pk=removed).first()
