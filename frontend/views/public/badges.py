"""The holder's public page of a badge, and what its achievement asks. The same for every stranger, so cacheable."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from credentials import services as credentials
from credentials.core.summary import Summary, summarise
from credentials.models import Achievement, Badge
from foundation.addresses import public_address
from frontend.badges import statement_of, technical_facts
from frontend.badges.achievement import asked_of
from frontend.badges.sharing import linkedin_address, qr_uri
from frontend.views.public.page import render_public

_FRESH_SECONDS = 60  # a withdrawal has to show soon


@require_safe
def badge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the holder chose to show. A closed page says so, to everybody but the holder.

    One that was replaced says that and nothing more, not even where the new one is: the two together could tell of a name
    that somebody left behind.
    """
    found = get_object_or_404(Badge.objects.select_related("issuer__organisation", "recipient", "replaced_by"), pk=pk)
    is_holder = request.user.is_authenticated and found.recipient_id == request.user.pk
    if not found.page_is_public and not is_holder:
        return render_public(request, "public/badge_closed.html")
    if found.replaced_by_id is not None:
        context = {"badge": found, "new": found.replaced_by if is_holder else None}
        return render_public(request, "public/badge_replaced.html", context, status=410)
    if is_holder:
        response = render_public(request, "public/badge.html", _badge_context(found) | _for_the_holder(found))
        patch_cache_control(response, private=True, no_cache=True)
        return response
    return _cacheable(request, _etag(found), "public/badge.html", found)


@require_safe
def achievement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was asked of everybody who got this."""
    found = get_object_or_404(Achievement.objects.select_related("issuer__organisation"), pk=pk)
    context = {"asked": asked_of(found.document), "organisation_name": found.issuer.organisation.name, "found": found}
    response = render_public(request, "public/achievement.html", context)
    patch_cache_control(response, public=True, max_age=_FRESH_SECONDS)
    return response


def _cacheable(request: HttpRequest, etag: str, template: str, found: Badge) -> HttpResponse:
    """The page, or 304 when the reader has it already."""
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or render_public(request, template, _badge_context(found))
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=_FRESH_SECONDS)
    return response


def _etag(found: Badge) -> str:
    """Changes with what the page shows: the document never does, a choice or a withdrawal may."""
    shown = (
        found.document_sha256,
        found.page_shows_results,
        found.page_shows_name,
        found.revoked_at,
        found.suspended_at,
        found.recipient.name if found.page_shows_name and found.recipient is not None else "",
        found.issuer.organisation.name,
        get_language(),
    )
    return quote_etag(hashlib.sha256(repr(shown).encode()).hexdigest()[:32])


def _badge_context(found: Badge) -> dict[str, Any]:
    document = credentials.document_of(found)
    summary = summarise(document)
    page = public_address(reverse("badge", args=[found.pk]))
    return {
        "badge": found,
        "page": page,
        "holder": _holder_name(found, summary) if found.page_shows_name else "",
        "statement": statement_of(summary, shows_results=found.page_shows_results, shows_name=False),
        "technical": technical_facts(document),
        "qr": qr_uri(page),
        "check_address": f"{reverse('verify')}?{urlencode({'address': page})}",
    }


def _holder_name(found: Badge, summary: Summary) -> str:
    """As it stands in the badge; else as the account has it now, since the holder wants a name here."""
    return summary.holder_name or (found.recipient.name if found.recipient is not None else "")


def _for_the_holder(found: Badge) -> dict[str, Any]:
    summary = summarise(credentials.document_of(found))
    page = public_address(reverse("badge", args=[found.pk]))
    return {
        "is_holder": True,
        "linkedin": linkedin_address(found, summary, page=page),
        "choice": reverse("badge-page", args=[found.pk]),
    }
