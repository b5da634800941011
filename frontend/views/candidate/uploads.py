"""Files on their way in: the tus protocol for scripts of ours and of others, and what our own script asks beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.errors import ErkendError
from frontend import tus
from frontend.pages import person_of
from frontend.views.candidate.portfolio import after_adding, say_received
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, Upload
from portfolio.services import uploading

_ANSWERS = {"yes": True, "no": False}


@tus.spoken
def uploads(request: HttpRequest) -> HttpResponseBase:
    """What is spoken here (OPTIONS), a new upload (POST), and for our script those that are not finished (GET)."""
    if request.method == "OPTIONS":
        return _abilities()
    if request.method in {"GET", "HEAD"}:
        rows = Upload.objects.visible_to(request.user).unfinished()
        return JsonResponse({"uploads": [_told(row) for row in rows]})
    if request.method == "POST":
        tus.require_version(request)
        return _begin(request)
    return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS", "POST"])


@tus.spoken
def upload(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One upload: how far it is (HEAD), a piece of it (PATCH), stop (DELETE), and what became of it, as JSON (GET)."""
    if request.method == "OPTIONS":
        return _abilities()
    row = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    person = person_of(request)
    if request.method == "GET":
        return JsonResponse(_told(uploading.settle(row.pk, by=person)))
    if request.method in {"HEAD", "PATCH", "DELETE"}:
        tus.require_version(request)
    if request.method == "HEAD":
        uploading.require_open(row)
        row = uploading.settle(row.pk, by=person)  # a process that ended at the last byte left this to be done
        response = HttpResponse()
        tus.described(response, offset=uploading.received_so_far(row), length=row.length, expires=row.expires_at)
        return response
    if request.method == "PATCH":
        return _receive(request, row)
    if request.method == "DELETE":
        uploading.cancel_upload(row.pk, by=person)
        return HttpResponse(status=204)
    return HttpResponseNotAllowed(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH"])


@tus.spoken
def keep(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The person wants a file twice."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    return JsonResponse(_told(uploading.keep_anyway(pk, by=person_of(request))))


@tus.spoken
def known(request: HttpRequest) -> HttpResponseBase:
    """Whether a file of this name and size is in the portfolio already: asked before its first byte is sent."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    size = request.GET.get("size", "")
    if not (size.isascii() and size.isdigit() and len(size) <= 18):
        return JsonResponse({})
    name = uploading.clean_name(request.GET.get("name", ""))
    return JsonResponse(_place(uploading.known_file(person_of(request), name=name, size=int(size))))


@csrf_exempt  # the share sheet of a phone knows no token of ours; the check below stands in its place
@require_POST
def shared(request: HttpRequest) -> HttpResponse:
    """Files from the share sheet of a phone (the installed page's ``share_target``): field ``file``, several at once.

    The session's cookie is SameSite=Lax, so a page elsewhere can't post here in somebody's name; a browser that says that
    it does so all the same is refused.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        raise Http404
    if not request.user.is_authenticated:
        messages.warning(request, _("Sign in first, then share the file once more. It was not received yet."))
        return redirect(f"{reverse(settings.LOGIN_URL)}?next={reverse('item-add-files')}")
    person = person_of(request)
    made = []
    files: list[Any] = request.FILES.getlist("file")
    for file in files:
        try:
            made.append(portfolio.add_item_from_file(person, stream=file, name=file.name, by=person))
        except ErkendError as error:
            messages.error(request, f"{file.name}: {error.message}")
    if made:
        say_received(request, len(made))
        return after_adding(made)
    return redirect("item-add-files")


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = tus.VERSION
    response["Tus-Extension"] = tus.EXTENSIONS
    response["Tus-Checksum-Algorithm"] = ",".join(uploading.CHECKSUMS)
    response["Tus-Max-Size"] = str(max(settings.ERKEND_MAX_MEDIA_BYTES, settings.ERKEND_MAX_DOCUMENT_BYTES))
    return response


def _begin(request: HttpRequest) -> HttpResponse:
    person, length, said = person_of(request), tus.length_of(request), tus.metadata_of(request)
    begun = uploading.begin_upload(
        person,
        name=said.get("filename") or said.get("name", ""),
        media_type=said.get("filetype", ""),
        length=length,
        purpose=uploading.Purpose(
            item=tus.key_of(said.get("item")),
            line=tus.key_of(said.get("line")),
            kind=said.get("kind", ""),
            holds_case_data=_ANSWERS.get(said.get("case_data", "")),
        ),
        by=person,
    )
    response = HttpResponse(status=201)
    response["Location"] = reverse("upload", args=[begun.pk])
    tus.described(response, offset=0, expires=begun.expires_at)
    return response


def _receive(request: HttpRequest, row: Upload) -> HttpResponse:
    person, size = person_of(request), tus.piece_size_of(request)
    at, checksum = tus.offset_of(request), tus.checksum_of(request)
    offset = uploading.receive(row.pk, request, at=at, size=size, checksum=checksum, by=person)
    row = uploading.settle(row.pk, by=person)
    response = HttpResponse(status=204)
    if row.state == Upload.State.REFUSED:
        response = JsonResponse(_told(row), status=422)
    elif file := uploading.file_of(row):
        response["Upload-Item"] = reverse("item", args=[file.item_id])
    tus.described(response, offset=offset, expires=row.expires_at)
    return response


def _told(row: Upload) -> dict[str, Any]:
    """An upload as our script reads it. ``known``: the file that is in the portfolio already."""
    told: dict[str, Any] = {
        "id": str(row.pk),
        "href": reverse("upload", args=[row.pk]),
        "name": row.name,
        "length": row.length,
        "offset": uploading.received_so_far(row),
        "state": row.state,
        "expires": row.expires_at.isoformat(),
    }
    if row.state == Upload.State.DONE:
        return told | {"item": _place(uploading.file_of(row))}
    if row.state == Upload.State.REFUSED:
        told |= {"message": row.problem, "code": row.problem_code}
    if row.problem_code == uploading.KNOWN_ALREADY:
        told |= {"known": _place(uploading.same_file(row)), "keep": reverse("upload-keep", args=[row.pk])}
    return told


def _place(file: EvidenceFile | None) -> dict[str, str]:
    """Where a file is to be seen."""
    return {"href": reverse("item", args=[file.item_id]), "title": file.item.title} if file else {}
