"""What a link shows to whoever has it: to read, and to print like an application. An ended link says so and shows nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.people.models import Person
from frontend.files import file_response
from frontend.views.public.page import render_public
from portfolio.models import STARR_PARTS, EvidenceFile, EvidenceItem, EvidenceKind, ShareLink, StarrPart
from portfolio.selectors import CountedLog, counted_logs
from portfolio.services import links
from portfolio.services.files import Form
from portfolio.versions import covered_copy, current_versions


@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    link = links.find_link(token)
    if link is None:
        return render_public(request, "public/shared_ended.html", status=404)
    sections = links.sections_of(link) if request.method == "HEAD" else links.read_link(link, by=_reader(request))
    counted = _counted(sections, link.owner)
    context = {
        "link": link,
        "is_owner": _reader(request) == link.owner,
        "sections": [
            {"demand": section.demand, "items": [_shown(row.item, link, token, counted) for row in section.shown]}
            for section in sections
        ],
        "is_empty": not any(section.shown for section in sections),
    }
    response = render_public(request, "public/shared.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is the whole permission: it goes nowhere else
    return response


@never_cache
@require_safe
def file(request: HttpRequest, token: str, pk: UUID) -> HttpResponseBase:
    """A picture that we drew, or the file itself as a download where the owner allows it."""
    link = links.find_link(token)
    if link is None:
        raise Http404
    form: Form = "original" if request.GET.get("form") == "original" else "preview"
    try:
        opened = links.open_link_file(link, pk, form=form, by=_reader(request))
    except EvidenceFile.DoesNotExist:
        raise Http404 from None
    return file_response(opened, inline=form == "preview")


def _reader(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _shown(item: EvidenceItem, link: ShareLink, token: str, counted: Mapping[UUID, CountedLog]) -> dict[str, Any]:
    words = dict(StarrPart.choices)
    return {
        "item": item,
        "story": [(words[StarrPart(part)], item.starr[part]) for part in STARR_PARTS if item.starr.get(part)],
        "files": [_file(each, link, token) for each in current_versions(item.files.all())],
        "practice": _practice(item, counted),
    }


def _counted(sections: Sequence[links.LinkSection], owner: Person) -> dict[UUID, CountedLog]:
    """Of the practice logs on the page what witnesses confirmed, by work process: read once for all of them."""
    logs = [row.item for section in sections for row in section.shown if row.item.kind == EvidenceKind.PRACTICE_LOG]
    versions = {each.work_process.version for item in logs for each in item.links.all()}
    return counted_logs(owner, list(versions), on=timezone.localdate()) if versions else {}


def _practice(item: EvidenceItem, counted: Mapping[UUID, CountedLog]) -> list[tuple[str, int]]:
    """How often each of the work was confirmed that a practice log is claimed for."""
    if item.kind != EvidenceKind.PRACTICE_LOG:
        return []
    work_processes = [each.work_process for each in item.links.all()]
    return [(each.title, counted[each.pk].count.confirmed) for each in work_processes if each.pk in counted]


def _file(file: EvidenceFile, link: ShareLink, token: str) -> dict[str, Any]:
    address = reverse("shared-file", args=[token, file.pk])
    return {
        "name": file.name,
        "preview": address if file.preview_sha256 or covered_copy(file) else "",
        "original": f"{address}?form=original" if link.gives_originals else "",
        "pages": file.page_count if (file.page_count or 0) > 1 else None,
    }
