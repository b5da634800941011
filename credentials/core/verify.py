"""Check a whole credential: ours and everybody else's. Nothing is fetched here but through what the caller hands in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.data_model import check_data_model, items_of, validity_members
from credentials.core.errors import CredentialError, UnknownContext, UnreadableDocument
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.json_text import MAX_BYTES, parse_json_object, require_readable
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.proof_checks import ResolveDid, check_proofs
from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report
from credentials.core.schema import check_open_badge_schema, is_open_badge
from credentials.core.status_checks import LoadStatusList, check_statuses
from credentials.core.summary import matches_identity, summarise

IsKnownIssuer = Callable[[str], KnownIssuer | None]

_COMPACT_JWT = re.compile(r"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*")
_ENVELOPED = "EnvelopedVerifiableCredential"
_OPEN_BADGES_2_TYPES = frozenset({"Assertion"})
_AFTER_READABLE = tuple(name for name in CheckName if name is not CheckName.READABLE)


def verify_document(
    document: Mapping[str, Any] | str | bytes,
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    expected_address: str | None = None,
    contexts: ContextSet = PUBLISHED,
) -> Report:
    """Check a credential and report; never raises for anything that the document, a resolver or a list holds.

    ``resolve_did`` gets a did:web and returns its document, ``load_status_list`` a URL and returns the list
    credential; both raise ``errors.Unreachable`` when they can't. ``is_known_issuer`` gets the issuer's id.
    ``expected_address`` is the e-mail address that the badge should be bound to, where the reader gave one. ``now``
    must know its zone.
    """
    try:
        parsed = _parse(document)
    except UnreadableDocument as error:
        return Report((Check(CheckName.READABLE, Finding.FAILED, error.code),))
    readable = Check(CheckName.READABLE, Finding.PASSED, "readable.ok")
    if parsed is None or _is_other_kind(parsed):
        kind = "JWT" if parsed is None or _ENVELOPED in items_of(parsed.get("type")) else "Open Badges 2.0"
        return Report((readable, *_not_supported(kind)))
    if "VerifiableCredential" not in items_of(parsed.get("type")) and "credentialSubject" not in parsed:
        return Report((Check(CheckName.READABLE, Finding.FAILED, "readable.not-a-credential"),))

    summary = summarise(parsed)
    known = is_known_issuer(summary.issuer_did) if summary.issuer_did else None
    context = check_context(parsed, contexts)
    proofs = check_proofs(parsed, issuer_id=summary.issuer_did, now=now, resolve_did=resolve_did, contexts=contexts)
    checks = (
        readable,
        check_schema(parsed),
        context,
        proofs.proof,
        _issuer_check(proofs.issuer, known, summary.issuer_did),
        check_dates(parsed, now),
        check_statuses(
            parsed,
            issuer_id=summary.issuer_did,
            now=now,
            resolve_did=resolve_did,
            load_status_list=load_status_list,
        ),
        _holder_check(parsed, expected_address, summary.identity_count),
    )
    return Report(checks, summary=summary, known_issuer=known)


def check_schema(document: Mapping[str, Any]) -> Check:
    """The data model, and the Open Badges schema where it is meant for this document."""
    try:
        check_data_model(document)
        if not is_open_badge(document):
            return Check(CheckName.SCHEMA, Finding.PASSED, "schema.data-model")
        check_open_badge_schema(document)
    except CredentialError as error:
        facts = {"field": error.field or "", "detail": error.message}
        return Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
    return Check(CheckName.SCHEMA, Finding.PASSED, "schema.ok")


def check_context(document: Mapping[str, Any], contexts: ContextSet = PUBLISHED) -> Check:
    """Whether everything in the document has a meaning that a signature can cover."""
    try:
        canonicalise({key: value for key, value in document.items() if key != "proof"}, contexts=contexts)
    except UnknownContext as error:
        return Check(CheckName.CONTEXT, Finding.NOT_CHECKED, error.code, {"url": str(error.data.get("url", ""))})
    except CredentialError as error:
        return Check(CheckName.CONTEXT, Finding.FAILED, error.code, {"detail": error.message})
    return Check(CheckName.CONTEXT, Finding.PASSED, "context.ok")


def check_dates(document: Mapping[str, Any], now: datetime) -> Check:
    """Whether the credential is valid at this moment, by its own dates."""
    members = [member for member in validity_members(document) if member in document]
    if not members:
        return Check(CheckName.DATES, Finding.ABSENT, "dates.none")
    moments = {member: parse_timestamp(document[member]) for member in members}
    if None in moments.values():
        return Check(CheckName.DATES, Finding.FAILED, "dates.malformed")
    start, end = (moments.get(member) for member in validity_members(document))
    if start is not None and now < start:
        return Check(CheckName.DATES, Finding.FAILED, "dates.not-yet", {"valid-from": start.isoformat()})
    if end is not None and now > end:
        return Check(CheckName.DATES, Finding.FAILED, "dates.expired", {"valid-until": end.isoformat()})
    return Check(CheckName.DATES, Finding.PASSED, "dates.ok")


def _parse(document: Mapping[str, Any] | str | bytes) -> dict[str, Any] | None:
    """The document as an object; None for a compact JWT. Raises UnreadableDocument."""
    if isinstance(document, Mapping):
        require_readable(document)
        if len(json.dumps(document, ensure_ascii=False).encode()) > MAX_BYTES:
            raise UnreadableDocument("This is larger than a badge can be.", code="readable.too-large")
        return dict(document)
    text = document.decode("latin-1") if isinstance(document, bytes) else document
    if len(text) <= MAX_BYTES and _COMPACT_JWT.fullmatch(text):
        return None
    return parse_json_object(document)


def _is_other_kind(document: Mapping[str, Any]) -> bool:
    types = {kind for kind in items_of(document.get("type")) if isinstance(kind, str)}
    return _ENVELOPED in types or bool(types & _OPEN_BADGES_2_TYPES)


def _not_supported(kind: str) -> tuple[Check, ...]:
    facts = {"kind": kind}
    return tuple(
        Check(name, Finding.NOT_CHECKED, f"{name}.kind-not-supported", facts)
        if name is not CheckName.HOLDER
        else Check(name, Finding.ABSENT, "holder.not-asked")
        for name in _AFTER_READABLE
    )


def _issuer_check(of_proof: Check, known: KnownIssuer | None, issuer_id: str) -> Check:
    if of_proof.finding is not Finding.PASSED:
        return of_proof
    if known is None:
        return Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.unknown", {"did": issuer_id})
    facts = {"did": issuer_id, "name": known.name, "domain-proven": "yes" if known.is_domain_proven else "no"}
    return Check(CheckName.ISSUER, Finding.PASSED, "issuer.known", facts)


def _holder_check(document: Mapping[str, Any], expected_address: str | None, identity_count: int) -> Check:
    if expected_address is None or not expected_address.strip():
        return Check(CheckName.HOLDER, Finding.ABSENT, "holder.not-asked")
    if matches_identity(document, expected_address):
        return Check(CheckName.HOLDER, Finding.PASSED, "holder.matches")
    if identity_count == 0:
        return Check(CheckName.HOLDER, Finding.NOT_CHECKED, "holder.not-bound")
    return Check(CheckName.HOLDER, Finding.FAILED, "holder.other")
