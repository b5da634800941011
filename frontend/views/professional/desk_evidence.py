"""The evidence at the desk: pages, their text, pictures, film and sound of the frozen dossier."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evc.assessments import selectors
from evc.assessments.models import Assessment
from foundation.errors import NotFound
from frontend.files import file_response, may_be_inline, picture_response
from frontend.pages import person_of, render_page
from frontend.views.professional.own_assessment import own_assessment, uuid_in
from portfolio import services as portfolio
from portfolio.dossier import FrozenFile, FrozenItem
from portfolio.models import EvidenceFile
from portfolio.services.files import Form

VIEWER_KEYS = (
    ("[", gettext_lazy("Previous page")),
    ("]", gettext_lazy("Next page")),
    ("+", gettext_lazy("Larger")),
    ("-", gettext_lazy("Smaller")),
    ("r", gettext_lazy("Turn a quarter")),
)


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    """A file of the frozen dossier; the candidate can see that it was read."""
    assessment = own_assessment(request, pk)
    form: Form = "original" if request.GET.get("form") == "original" else "preview"
    try:
        opened = portfolio.open_frozen_file(
            selectors.manifest_at_desk(assessment), file_pk, by=person_of(request), form=form
        )
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This file is no part of the dossier.")) from None
    return file_response(
        opened,
        inline=form == "preview" and may_be_inline(opened),
        asked=request.headers.get("Range", ""),
        only_if=request.headers.get("If-Range", ""),
    )


@login_required
@require_safe
def look(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponse:
    """A picture, film or recording, as large as it goes; a film from the moment that was pointed at (``from``, seconds)."""
    assessment = own_assessment(request, pk)
    item, opened = _of_dossier(assessment, file_pk)
    return _shown(request, assessment, item, opened, number=None)


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    """One page of a document, with the way to the next one."""
    assessment = own_assessment(request, pk)
    item, opened = _of_dossier(assessment, file_pk)
    if not 1 <= number <= (opened.page_count or 0):
        raise NotFound(_("This page is no part of the dossier."))
    return _shown(request, assessment, item, opened, number=number)


@login_required
@require_safe
def page_text(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    """The text of a page, to be read aloud, searched and copied."""
    assessment = own_assessment(request, pk)
    item, opened = _of_dossier(assessment, file_pk)
    read = portfolio.frozen_page_text(
        selectors.manifest_at_desk(assessment), file_pk, page=number, by=person_of(request)
    )
    context = {"assessment": assessment, "item": item, "file": opened, "number": number, "read": read}
    return render_page(request, "professional/page_text.html", context)


@login_required
@require_safe
def page_picture(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    """The page itself, drawn in the bounded process."""
    assessment = own_assessment(request, pk)
    try:
        data = portfolio.open_frozen_page(
            selectors.manifest_at_desk(assessment), file_pk, page=number, by=person_of(request)
        )
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This page is no part of the dossier.")) from None
    return picture_response(data)


def _of_dossier(assessment: Assessment, file_pk: UUID) -> tuple[FrozenItem, FrozenFile]:
    dossier = portfolio.manifest_contents(selectors.manifest_at_desk(assessment))
    found = next(((item, one) for item in dossier.items for one in item.files if one.id == file_pk), None)
    if found is None:
        raise NotFound(_("This file is no part of the dossier."))
    return found


def _shown(
    request: HttpRequest, assessment: Assessment, item: FrozenItem, file: FrozenFile, *, number: int | None
) -> HttpResponse:
    begin = request.GET.get("from", "")
    context = {
        "assessment": assessment,
        "item": item,
        "file": file,
        "number": number,
        "previous": number - 1 if number and number > 1 else None,
        "next": number + 1 if number and number < (file.page_count or 0) else None,
        "at": str(uuid_in(request.GET.get("at", "")) or ""),
        "begin": begin if begin.isdigit() else "",
        "keys": [{"key": key, "does": does} for key, does in VIEWER_KEYS],
    }
    return render_page(request, "professional/page.html", context)
