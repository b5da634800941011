"""Covering faces, names and numbers of others, and taking the blocks away again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.errors import ErkendError, NotAllowed, NotFound
from frontend.forms.candidate.covering import Blocks, blocks_of, blocks_sent
from frontend.pages import person_of, render_page
from frontend.views.candidate.own import crumbs_in_portfolio
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from portfolio.services.covering import can_be_covered, proposed_boxes


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw blocks, or type where they are; a page at a time, what was drawn on the others goes along.

    Numbers that may be a BSN are proposed.
    """
    file = _own_file(request, pk)
    problem = ""
    if request.method == "POST":
        blocks = blocks_sent(request.POST)
        if "show" in request.POST:
            pass  # only another page is looked at
        elif blocks.is_valid():
            try:
                portfolio.cover_file(file.pk, boxes=blocks.boxes, by=person_of(request))
            except (NotAllowed, NotFound):
                raise
            except ErkendError as error:
                problem = str(error.message)
            else:
                messages.success(request, _("Others see the covered copy from now on. Only you keep the original."))
                return redirect("item", pk=file.item_id)
        else:
            problem = _("Look at the numbers of the blocks again: a percentage lies between 0 and 100.")
    else:
        blocks = blocks_of(proposed_boxes(file))
    pages = file.page_count or 1
    number = _shown(request.POST.get("show") or request.POST.get("shown"), blocks, pages=pages)
    title = _("Cover faces, names and numbers")
    label = file.item.title
    context = {
        "title": title,
        "crumbs": crumbs_in_portfolio({"label": label, "href": reverse("item", args=[file.item_id])}, {"label": title}),
        "item": file.item,
        "file": file,
        "number": number,
        "pages": pages,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < pages else None,
        "blocks": blocks.with_empty_rows(page=number),
        "problem": problem,
        "is_covered": file.covered_copies.filter(ended_at=None).exists(),
    }
    return render_page(request, "candidate/file_cover.html", context, status=422 if problem else None)


@login_required
@require_POST
def uncover(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = _own_file(request, pk)
    portfolio.uncover_file(file.pk, by=person_of(request))
    messages.success(request, _("The blocks are gone: whoever you share this with sees the file itself."))
    return redirect("item", pk=file.item_id)


def _shown(asked: str | None, blocks: Blocks, *, pages: int) -> int:
    """The page that is asked for, else that of the first block, else the first."""
    if asked and asked.isdecimal() and len(asked) < 6:
        return min(max(int(asked), 1), pages)
    first = next((row["page"].value() for row in blocks.rows), 1)
    return first if isinstance(first, int) and 1 <= first <= pages else 1


def _own_file(request: HttpRequest, pk: UUID) -> EvidenceFile:
    own = EvidenceFile.objects.filter(owner=request.user.pk, item__removed_at=None).select_related("item")
    file = get_object_or_404(own, pk=pk)
    if not can_be_covered(file):
        raise Http404
    return file
