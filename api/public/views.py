"""Public documents: the issuer's DID document, status lists, what an achievement asks, and badges as files."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.problems import problem
from api.public.documents import PublicDocument, public_document
from credentials import services as credentials
from credentials.models import Achievement, Badge, IssuerProfile

# A withdrawn badge has to be known soon; the others change with a key or a choice of the holder, or never.
_STATUS_SECONDS = 60
_DID_SECONDS = 300
_BADGE_SECONDS = 300
_ACHIEVEMENT_SECONDS = 86_400
_JSON = "application/json"
_CREDENTIAL = "application/vc"  # registered by VC Data Model 2.0, section C.1
_MEDIA_TYPES = {"json": _JSON, "png": "image/png", "svg": "image/svg+xml"}


@extend_schema(exclude=True)
class DidDocument(PublicDocument):
    """``did:web:HOST:organisations:<slug>`` resolves to this."""

    def get(self, request: Request, slug: str) -> HttpResponse:
        issuer = get_object_or_404(IssuerProfile, organisation__slug=slug)
        return _json(request, credentials.did_document(issuer), seconds=_DID_SECONDS)


@extend_schema(exclude=True)
class StatusListDocument(PublicDocument):
    """The signed list, as it was signed, and signed anew in time."""

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        signed = credentials.signed_status_list(pk)
        return public_document(request, signed.encode(), media_type=_CREDENTIAL, seconds=_STATUS_SECONDS)


@extend_schema(exclude=True)
class AchievementDocument(PublicDocument):
    """The achievement as it stands in the credentials."""

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        found = get_object_or_404(Achievement, pk=pk)
        return _json(request, found.document, seconds=_ACHIEVEMENT_SECONDS)


@extend_schema(exclude=True)
class BadgeFile(PublicDocument):
    """The signed document or its picture. While the page is closed only the holder gets it; others may have the file.

    Of a badge that was replaced nothing is served: it may hold a name that its holder no longer has.
    """

    def get(self, request: Request, pk: UUID, form: str) -> HttpResponse:
        badge = get_object_or_404(Badge.objects.select_related("issuer", "achievement"), pk=pk)
        if not badge.page_is_public and (badge.recipient_id is None or badge.recipient_id != request.user.pk):
            raise Http404
        if badge.replaced_by_id is not None:
            return _replaced(badge)
        if form == "json":
            body, sha256 = badge.document.encode(), badge.document_sha256
        else:
            body, sha256 = credentials.badge_picture(badge, form), ""  # type: ignore[arg-type]
        return public_document(
            request,
            body,
            media_type=_MEDIA_TYPES[form],
            seconds=_BADGE_SECONDS,
            sha256=sha256,
            file_name=f"{_file_stem(badge)}.{form}",
            is_open=badge.page_is_public,
        )


def _replaced(badge: Badge) -> HttpResponse:
    day = date_format(timezone.localdate(badge.revoked_at), "j F Y")
    return problem(
        410,
        code="badge-replaced",
        title=_("Replaced"),
        detail=_("This badge was replaced on %(day)s by a newer one. Ask its holder for that one.") % {"day": day},
    )


def _json(request: Request, document: dict[str, Any], *, seconds: int) -> HttpResponse:
    body = json.dumps(document, ensure_ascii=False, indent=2).encode()
    return public_document(request, body, media_type=_JSON, seconds=seconds)


def _file_stem(badge: Badge) -> str:
    """What it is about, and enough of its identifier to tell two of them apart."""
    title = slugify(str(badge.achievement.document.get("name", "")))[:60].strip("-")
    return f"{title or 'badge'}-{str(badge.pk)[:8]}"
