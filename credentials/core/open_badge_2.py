"""Check an Open Badge 2.0, hosted or signed, and report as for any other badge. Older editions are named, not checked.

https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html. Nothing is fetched here but through what the
caller hands in, and no more than ``open_badge_2_fetching.MAX_FETCHES`` documents for a badge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from credentials.core.credential_checks import Surroundings, check_issuer, check_period, not_supported, unreadable
from credentials.core.errors import CredentialError, MalformedCredential, Unreachable, UnreadableDocument
from credentials.core.identity import identity_fits
from credentials.core.lenient import id_of, items_of, object_of, text_of
from credentials.core.open_badge_2_fetching import Pages
from credentials.core.open_badge_2_parts import (
    CONTEXTS,
    SIGNED,
    Parts,
    check_assertion,
    check_badge_class,
    check_profile,
    is_web_address,
    kind_of,
    moment_of,
    summarise_open_badge_2,
    verification_type,
)
from credentials.core.open_badge_2_proofs import check_hosted, check_signed
from credentials.core.primitives.json_text import parse_json_object, require_readable
from credentials.core.primitives.jwt import Jwt, read_jwt
from credentials.core.report import Check, CheckName, Finding, Report

_CHECKED_KIND = "Open Badges 2.0"
_EMAIL = frozenset({"email", "schema:email", "http://schema.org/email"})


@dataclass(frozen=True, slots=True)
class _Presented:
    """What was handed in: the badge, and the token that it was the payload of."""

    assertion: Mapping[str, Any]
    token: Jwt | None = None


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The badge with what it points at, and what could not be had of it."""

    parts: Parts
    missing: str = ""
    """The address of a badge class or Profile that was needed and could not be had."""
    issuer_problem: Check | None = None


def is_open_badge_2(document: Mapping[str, Any] | str) -> bool:
    """Say whether this is for ``verify_open_badge_2``: an award of an edition before 3.0, or the address of one.

    A text may be an address or a compact JWS; JSON is handed in parsed. Never raises.
    """
    if isinstance(document, Mapping):
        return bool(kind_of(document))
    text = document.strip()
    if is_web_address(text):
        return True
    try:
        return bool(kind_of(read_jwt(text).payload))
    except UnreadableDocument:
        return False


def verify_open_badge_2_in(
    around: Surroundings, document: Mapping[str, Any] | str, *, expected_address: str | None = None
) -> Report:
    """Check an Open Badge 2.0 and report; never raises for anything that it holds or that stands where it points.

    ``document`` is the Assertion, its JSON, its JWS, or its web address. Everything that it points at is asked of
    ``around.fetch``, which raises ``errors.Unreachable``, ``errors.Gone`` or ``errors.UnreadableDocument``.
    """
    pages = Pages(around.fetch or _fetch_nothing)
    try:
        presented = _read(document, pages)
    except Unreachable:
        facts = {"address": str(document).strip()}
        return Report((Check(CheckName.READABLE, Finding.NOT_CHECKED, "readable.unreachable", facts),))
    except CredentialError as error:
        return unreadable(error.code, error.cap)
    kind = kind_of(presented.assertion)
    if not kind:
        return unreadable("readable.not-a-credential")
    return _report(presented, pages, around, expected_address) if kind == _CHECKED_KIND else not_supported(kind)


def _fetch_nothing(address: str) -> Mapping[str, Any]:
    raise Unreachable("Nothing is fetched here.", address=address)


def _report(presented: _Presented, pages: Pages, around: Surroundings, expected_address: str | None) -> Report:
    assertion = presented.assertion
    gathered = _gather(assertion, pages)
    parts = gathered.parts
    proven = parts if gathered.issuer_problem is None else parts._replace(issuer={})
    if presented.token is not None or verification_type(assertion) in SIGNED:
        found = check_signed(proven, presented.token, pages)
    else:
        found = check_hosted(proven, pages)
    if gathered.issuer_problem is not None:
        found = found._replace(issuer=gathered.issuer_problem)
    known = around.is_known_issuer(parts.issuer_id) if parts.issuer_id else None
    checks = (
        Check(CheckName.READABLE, Finding.PASSED, "readable.ok"),
        _check_schema(gathered),
        _check_context(assertion),
        found.proof,
        check_issuer(found.issuer, known, parts.issuer_id),
        _check_dates(assertion, around.now),
        found.status,
        _check_holder(object_of(assertion.get("recipient")), expected_address),
    )
    return Report(checks, read=partial(summarise_open_badge_2, parts), known_issuer=known)


def _read(document: Mapping[str, Any] | str, pages: Pages) -> _Presented:
    """Raises Unreachable for an address that leads nowhere, UnreadableDocument for what can't be read."""
    if isinstance(document, Mapping):
        require_readable(document)
        return _Presented(document)
    text = document.strip()
    if text.startswith("{"):
        return _Presented(parse_json_object(text))
    if is_web_address(text):
        return _Presented(pages.get(text))
    token = read_jwt(text)
    return _Presented(token.payload, token)


def _gather(assertion: Mapping[str, Any], pages: Pages) -> _Gathered:
    """Fetch the badge class, and the issuer's Profile from its own address even when the badge holds a copy of it.

    Whoever makes a badge can write any Profile into it; the one that counts stands at the issuer.
    """
    named = assertion.get("badge")
    badge, missing = object_of(named), ""
    if not badge:
        try:
            badge = pages.get(named)
        except CredentialError:
            missing = id_of(named)
    issuer_id, stated = id_of(badge.get("issuer")), object_of(badge.get("issuer"))
    facts = {"did": issuer_id}
    if badge and not is_web_address(issuer_id):
        problem = Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.kind-not-supported", {"method": issuer_id})
        return _Gathered(Parts(assertion, badge, stated, issuer_id), missing, problem)
    try:
        issuer = pages.get(issuer_id)
    except CredentialError:
        problem = Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.unreachable", facts)
        parts = Parts(assertion, badge, stated, issuer_id)
        return _Gathered(parts, missing or ("" if stated else issuer_id), problem)
    stated_id = text_of(issuer.get("id"))
    if stated_id and not is_web_address(stated_id):
        # It can't be looked up by the name that it gives itself, so nothing shows that it stands at its own place.
        problem = Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.kind-not-supported", {"method": stated_id})
        return _Gathered(Parts(assertion, badge, issuer, issuer_id), missing, problem)
    if stated_id != issuer_id:
        problem = Check(CheckName.ISSUER, Finding.FAILED, "issuer.other-document", facts)
        return _Gathered(Parts(assertion, badge, stated, issuer_id), missing, problem)
    return _Gathered(Parts(assertion, badge, issuer, issuer_id), missing)


def _check_schema(gathered: _Gathered) -> Check:
    parts = gathered.parts
    try:
        check_assertion(parts.assertion)
        if parts.badge:
            check_badge_class(parts.badge)
        if parts.issuer:
            check_profile(parts.issuer)
    except MalformedCredential as error:
        facts = {"field": error.field or "", "detail": error.message}
        return Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
    if gathered.missing:
        return Check(CheckName.SCHEMA, Finding.NOT_CHECKED, "schema.unreachable", {"address": gathered.missing})
    return Check(CheckName.SCHEMA, Finding.PASSED, "schema.assertion")


def _check_context(assertion: Mapping[str, Any]) -> Check:
    """The copy or the signature covers every byte, so no vocabulary is loaded; it must be that of this edition."""
    contexts = {item for item in items_of(assertion.get("@context")) if isinstance(item, str)}
    if contexts & CONTEXTS:
        return Check(CheckName.CONTEXT, Finding.PASSED, "context.assertion")
    detail = "It does not say that it uses the vocabulary of Open Badges 2.0."
    return Check(CheckName.CONTEXT, Finding.FAILED, "context.invalid", {"detail": detail})


def _check_dates(assertion: Mapping[str, Any], now: datetime) -> Check:
    start, end = (moment_of(assertion.get(member)) for member in ("issuedOn", "expires"))
    if start is None or ("expires" in assertion and end is None):
        return Check(CheckName.DATES, Finding.FAILED, "dates.malformed")
    return check_period(start, end, now)


def _check_holder(recipient: Mapping[str, Any], expected_address: str | None) -> Check:
    if expected_address is None or not expected_address.strip():
        return Check(CheckName.HOLDER, Finding.ABSENT, "holder.not-asked")
    if text_of(recipient.get("type")) not in _EMAIL:
        return Check(CheckName.HOLDER, Finding.NOT_CHECKED, "holder.not-bound")
    fits = identity_fits(
        stated=text_of(recipient.get("identity")),
        is_hashed=recipient.get("hashed") is True,
        salt=text_of(recipient.get("salt")),
        identity=expected_address,
    )
    if fits:
        return Check(CheckName.HOLDER, Finding.PASSED, "holder.matches")
    return Check(CheckName.HOLDER, Finding.FAILED, "holder.other")
