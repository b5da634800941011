"""Checking any badge: ours and everybody else's. Nothing that is sent is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from credentials.core.badge_file import read_file, read_text, verify_file_in
from credentials.core.errors import CredentialError, Unreachable
from credentials.core.issuer_list import read_issuer_list
from credentials.core.limits import Limits, within
from credentials.core.open_badge_2_parts import is_web_address
from credentials.core.report import CheckName, Finding, KnownIssuer, Report, ReportVerdict
from credentials.core.status_cache import StatusListCache
from credentials.core.summary import Summary
from credentials.core.verify import Surroundings, verify_in
from credentials.models import Badge, IssuerProfile, SealedDocument, StatusList
from credentials.network import PublishedEvidence
from credentials.services.issuers import did_document
from credentials.services.status import status_list_document
from credentials.services.verifying_reports import badge_of_document, is_pdf, known_document, report_on
from foundation.fetch import Fetcher, FetchFailed, FetchNotAllowed

_CODE = re.compile(r"[2-9A-HJKMNP-Z]{12}")
_BADGE_PATH = re.compile(r"/badges/([0-9a-f-]{36})(?:\.(?:json|png|svg))?/?")
_BADGE_TYPES = "application/ld+json, application/json, application/vc, application/vc+jwt, image/png, image/svg+xml"
_MOST_FILE_BYTES = 8 * 1024 * 1024  # of a picture with a badge in it
_FETCH_SECONDS = 20.0  # for all that one badge points at together
_CHECKED_LISTS = StatusListCache()  # one for the process: many badges of one list cost one check of that list


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``badge`` is our own row, when this issuer's database knows the credential."""

    report: Report
    credential: Mapping[str, Any] | None
    summary: Summary | None
    badge: Badge | None
    was_looked_up: bool  # by its address or code at the issuer, not read from a file
    text: str = ""
    """What was checked, as it can be checked again: JSON, a token or an address; "" when nothing could be read."""
    document: SealedDocument | None = None  # our own row of a report (PDF)


def verify_bytes(data: bytes, *, expected_address: str | None = None) -> Verification:
    """Check a PNG, an SVG, a JSON document, a token or a sealed report (PDF). Any bytes get an answer; none of them is kept."""
    if is_pdf(data):
        return verify_report(data)
    report = verify_file_in(surroundings(), data, expected_address=expected_address)
    with within(limits()):
        try:
            text = read_text(data)
        except CredentialError:
            text = ""
        try:
            credential = read_file(data)
        except CredentialError:
            credential = None
    return _found(report, credential, text=text, was_looked_up=False)


def verify_report(data: bytes, *, badge: Verification | None = None) -> Verification:
    """Check a PDF: by whom it was sealed, whether a byte changed, and which badge goes with it.

    ``badge``: what was found of a badge that came along; it has to name this file by its digest. Without one the badge is
    looked up here under the digest of the file; of a page that its holder closed nothing is shown.
    """
    document, row, said = known_document(data), None, badge
    if document is not None and badge is None:
        row = badge_of_document(document)
        if row is not None and row.page_is_public and row.replaced_by_id is None:
            said = _found(verify_in(surroundings(), row.document), None, text="", was_looked_up=True)
    report = report_on(
        data,
        document=document,
        badge=said.report if said is not None else None,
        badge_document=_credential_of(badge) if badge is not None else None,
    )
    row = badge.badge if badge is not None else row
    return Verification(report, None, None, row, was_looked_up=False, document=document)


def _credential_of(badge: Verification) -> Mapping[str, Any]:
    """What it states; nothing where it could not be read, or may not be shown any more."""
    return badge.credential or {}


def verify_address(text: str, *, expected_address: str | None = None) -> Verification | None:
    """Check a badge by where it stands: the address of its page here, or the code under its medal.

    Where fetching is allowed also the address of an Open Badge 2.0 of somebody else. None when there is no badge.
    """
    badge = find_badge(text)
    if badge is not None:
        report = verify_in(surroundings(), badge.document, expected_address=expected_address)
        if (
            badge.replaced_by_id is not None
        ):  # whether it counts is told, and nothing of what it says (see services.replace)
            return Verification(report._replace(read=None), None, None, badge, was_looked_up=True, text=text)
        return _found(report, json.loads(badge.document), text=text, was_looked_up=True)
    if not settings.ERKEND_FETCH or not is_web_address(text.strip()):
        return None
    report = verify_in(surroundings(), text.strip(), expected_address=expected_address)
    if report.verdict is ReportVerdict.UNREADABLE:
        return None
    return _found(report, None, text=text, was_looked_up=True)


def badge_at(text: str) -> bytes:
    """The badge that stands at an address, or under a code of ours, as it can be checked; not verified.

    Raises CredentialError: Unreachable when there is none, or when nothing may be fetched.
    """
    badge = find_badge(text)
    if badge is not None and badge.replaced_by_id is None:
        return badge.document.encode()
    address = text.strip()
    if not is_web_address(address):
        raise Unreachable("That is no address of a badge.", code="unreachable.no-address")
    try:
        return _fetcher(allowed=settings.ERKEND_FETCH).get(
            address, max_bytes=_MOST_FILE_BYTES, accept=_BADGE_TYPES, within_seconds=_FETCH_SECONDS
        )
    except (FetchNotAllowed, FetchFailed) as error:
        raise Unreachable(str(error), code="unreachable", url=address, reason=error.code) from error


def badge_in(report: Report) -> Badge | None:
    """Our row of the badge that a report is about; None unless we signed it and nothing was changed."""
    passed = {check.name for check in report.checks if check.finding is Finding.PASSED}
    if report.summary is None or not passed >= {CheckName.PROOF, CheckName.ISSUER}:
        return None
    badge = find_badge(report.summary.credential_id)
    return badge if badge is not None and badge.issuer.did == report.summary.issuer_did else None


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


def _found(report: Report, credential: dict[str, Any] | None, *, text: str, was_looked_up: bool) -> Verification:
    badge = None
    if credential is not None and isinstance(credential.get("id"), str):
        badge = find_badge(credential["id"])
        if badge is not None and json.loads(badge.document).get("proof") != credential.get("proof"):
            badge = None  # it says that it is ours; what we issued under that address is something else
    return Verification(report, credential, report.summary, badge, was_looked_up=was_looked_up, text=text)


def surroundings() -> Surroundings:
    """What one check needs from outside: the clock, our database, and the guarded door where that is allowed."""
    sources = _Sources()
    return Surroundings(
        now=timezone.now(),
        resolve_did=sources.resolve_did,
        load_status_list=sources.load_status_list,
        is_known_issuer=sources.known_issuer,
        fetch=sources.fetch,
        status_cache=_CHECKED_LISTS,
        limits=limits(),
    )


def limits() -> Limits:
    """How much of a document, and how much work on it, the operator allows."""
    return Limits(
        max_bytes=settings.ERKEND_VERIFY_BYTES,
        max_levels=settings.ERKEND_VERIFY_LEVELS,
        max_quads=settings.ERKEND_VERIFY_STATEMENTS,
        max_steps=settings.ERKEND_VERIFY_STEPS,
    )


class _Sources:
    """Where the documents for one check come from. Each is asked for once, also one that can't be had."""

    def __init__(self) -> None:
        self._published = PublishedEvidence(_fetcher(allowed=settings.ERKEND_FETCH), within_seconds=_FETCH_SECONDS)
        self._answers: dict[tuple[str, str], Mapping[str, Any] | CredentialError] = {}
        self._issuers: dict[str, IssuerProfile | None] = {}

    def resolve_did(self, did: str) -> Mapping[str, Any]:
        return self._once("did", did, self._did_document)

    def load_status_list(self, url: str) -> Mapping[str, Any]:
        return self._once("list", url, self._status_list)

    def fetch(self, address: str) -> Mapping[str, Any]:
        return self._once("page", address, self._published.fetch)

    def known_issuer(self, did: str) -> KnownIssuer | None:
        issuer = self._issuer(did)
        if issuer is not None:
            return KnownIssuer(did=did, name=issuer.organisation.name)
        return accepted_issuers(settings.ERKEND_ISSUERS).get(did)

    def _issuer(self, did: str) -> IssuerProfile | None:
        if did not in self._issuers:
            self._issuers[did] = IssuerProfile.objects.filter(did=did).select_related("organisation").first()
        return self._issuers[did]

    def _did_document(self, did: str) -> Mapping[str, Any]:
        issuer = self._issuer(did)
        return did_document(issuer) if issuer is not None else self._published.resolve_did(did)

    def _status_list(self, url: str) -> Mapping[str, Any]:
        own = StatusList.objects.filter(address=url).first()
        return status_list_document(own) if own is not None else self._published.load_status_list(url)

    def _once(self, kind: str, name: str, ask: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
        if (kind, name) not in self._answers:
            try:
                self._answers[kind, name] = ask(name)
            except CredentialError as error:
                self._answers[kind, name] = error
        answer = self._answers[kind, name]
        if isinstance(answer, CredentialError):
            raise answer
        return answer


@cache
def accepted_issuers(path: str) -> Mapping[str, KnownIssuer]:
    """The issuers elsewhere that the operator accepts, from the file that ERKEND_ISSUERS names; none without it.

    Raises ImproperlyConfigured, which at the start of the program says what is wrong with the file.
    """
    if not path:
        return {}
    try:
        return read_issuer_list(Path(path).read_bytes())
    except (OSError, CredentialError) as error:
        raise ImproperlyConfigured(f"ERKEND_ISSUERS names {path}, which can't be used: {error}") from error


@cache
def _fetcher(*, allowed: bool) -> Fetcher:
    """One for the process, so that what it keeps serves many checks."""
    return Fetcher(allowed=allowed, allow_loopback=settings.ERKEND_FETCH_LOOPBACK)
