"""Checking any badge: ours and everybody else's. Nothing that is sent is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from credentials.core.badge_file import read_file, verify_file
from credentials.core.errors import CredentialError, Unreachable
from credentials.core.primitives.did import did_web_url, resolve_did_key
from credentials.core.primitives.json_text import MAX_BYTES, parse_json_object
from credentials.core.report import KnownIssuer, Report
from credentials.core.summary import Summary
from credentials.core.verify import verify_document
from credentials.models import Badge, IssuerProfile, StatusList
from credentials.services.issuers import did_document
from credentials.services.status import status_list_document
from foundation.errors import ErkendError
from foundation.fetch import Fetcher

_CODE = re.compile(r"[2-9A-HJKMNP-Z]{12}")
_BADGE_PATH = re.compile(r"/badges/([0-9a-f-]{36})(?:\.(?:json|png|svg))?/?")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``badge`` is our own row, when this issuer's database knows the credential."""

    report: Report
    credential: Mapping[str, Any] | None
    summary: Summary | None
    badge: Badge | None
    was_looked_up: bool  # by its address or code at the issuer, not read from a file


def verify_bytes(data: bytes, *, expected_address: str | None = None) -> Verification:
    """Check a PNG, an SVG or a JSON document. Any bytes get a report; none of them is kept."""
    report = verify_file(data, expected_address=expected_address, **_sources())
    try:
        credential = read_file(data)
    except CredentialError:
        credential = None
    return _found(report, credential, was_looked_up=False)


def verify_address(text: str, *, expected_address: str | None = None) -> Verification | None:
    """Check a badge of ours by the address of its page or the code under its medal; None when we have no such badge."""
    badge = find_badge(text)
    if badge is None:
        return None
    report = verify_document(badge.document, expected_address=expected_address, **_sources())
    return _found(report, json.loads(badge.document), was_looked_up=True)


def find_badge(text: str) -> Badge | None:
    """Our badge with this address or code, however it was typed."""
    text = text.strip()
    compact = re.sub(r"[\s-]", "", text).upper()
    if _CODE.fullmatch(compact):
        return Badge.objects.filter(code=compact).select_related("issuer__organisation").first()
    try:
        parts = urlsplit(text)
        match = _BADGE_PATH.fullmatch(parts.path)
        if match is None:
            return None
        badge = Badge.objects.filter(pk=UUID(match[1])).select_related("issuer__organisation").first()
    except ValueError:  # no address at all ("http://["), or no identifier
        return None
    return badge if badge is not None and _is_our_host(parts.netloc, badge) else None


def _is_our_host(netloc: str, badge: Badge) -> bool:
    """Whether the address is ours, or was when this badge was issued. A bare path names no host and is ours."""
    own = {urlsplit(settings.ERKEND_PUBLIC_URL).netloc, urlsplit(json.loads(badge.document)["id"]).netloc}
    return not netloc or netloc.lower() in own


def _sources() -> dict[str, Any]:
    """The clock, and where documents come from: our database first, then the guarded door."""
    return {
        "now": timezone.now(),
        "resolve_did": resolve_did,
        "load_status_list": load_status_list,
        "is_known_issuer": _known_issuer,
    }


def _found(report: Report, credential: dict[str, Any] | None, *, was_looked_up: bool) -> Verification:
    badge = None
    if credential is not None and isinstance(credential.get("id"), str):
        badge = find_badge(credential["id"])
        if badge is not None and json.loads(badge.document).get("proof") != credential.get("proof"):
            badge = None  # it says that it is ours; what we issued under that address is something else
    return Verification(report, credential, report.summary, badge, was_looked_up=was_looked_up)


def _known_issuer(did: str) -> KnownIssuer | None:
    issuer = IssuerProfile.objects.filter(did=did).select_related("organisation").first()
    return KnownIssuer(did=did, name=issuer.organisation.name) if issuer else None


def resolve_did(did: str) -> Mapping[str, Any]:
    """Our own from the database; a did:key from itself; another did:web over the guarded door, where that is allowed."""
    issuer = IssuerProfile.objects.filter(did=did).first()
    if issuer is not None:
        return did_document(issuer)
    if did.startswith("did:key:"):
        return resolve_did_key(did)
    url = did_web_url(did)
    return _fetch(url, accept="application/did+json, application/json", named_port=urlsplit(url).port)


def load_status_list(url: str) -> Mapping[str, Any]:
    """Our own from the database; another's over the guarded door, where that is allowed."""
    own = StatusList.objects.filter(address=url).first()
    if own is not None:
        return status_list_document(own)
    return _fetch(url, accept="application/vc, application/json", named_port=None)


def _fetch(url: str, *, accept: str, named_port: int | None) -> Mapping[str, Any]:
    try:
        body = _fetcher().get(url, max_bytes=MAX_BYTES, accept=accept, named_port=named_port)
    except ErkendError as error:
        raise Unreachable(str(error.message), code="unreachable", url=url) from error
    return parse_json_object(body)


@cache
def _fetcher() -> Fetcher:
    return Fetcher(allowed=settings.ERKEND_FETCH)
