"""Check a whole credential that comes as a JWT, bare or enveloped: the same report as for one with a proof inside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.data_model import items_of
from credentials.core.errors import CredentialError, UnreadableDocument, UnsupportedProof
from credentials.core.jwt_checks import check_jwt, read_secured_jwt
from credentials.core.presentation_model import token_in
from credentials.core.proof_keys import ResolveDid
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.core.status_checks import LoadStatusList, check_statuses
from credentials.core.summary import summarise
from credentials.core.verify import (
    IsKnownIssuer,
    _holder_check,
    _is_other_kind,
    _issuer_check,
    _not_supported,
    check_context,
    check_dates,
    check_schema,
)

_READABLE = Check(CheckName.READABLE, Finding.PASSED, "readable.ok")


def verify_jwt_credential(
    token: str,
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    expected_address: str | None = None,
    contexts: ContextSet = PUBLISHED,
) -> Report:
    """Check the credential in a compact JWT and report; arguments and promises are those of ``verify_document``."""
    try:
        document, jwt = read_secured_jwt(token)
    except UnreadableDocument as error:
        return _unreadable(error.code)
    except UnsupportedProof as error:
        return report_on_envelope(error)
    if _is_other_kind(document):
        return Report((_READABLE, *_not_supported("Open Badges 2.0")))
    if "VerifiableCredential" not in items_of(document.get("type")) and "credentialSubject" not in document:
        return _unreadable("readable.not-a-credential")

    summary = summarise(document)
    issuer_id = summary.issuer_did
    known = is_known_issuer(issuer_id) if issuer_id else None
    findings = check_jwt(jwt, document, issuer_id=issuer_id, now=now, resolve_did=resolve_did, contexts=contexts)
    checks = (
        _READABLE,
        check_schema(document),
        check_context(document, contexts),
        findings.proof,
        _issuer_check(findings.issuer, known, issuer_id),
        check_dates(document, now),
        check_statuses(
            document, issuer_id=issuer_id, now=now, resolve_did=resolve_did, load_status_list=load_status_list
        ),
        _holder_check(document, expected_address, summary.identity_count),
    )
    return Report(checks, summary=summary, known_issuer=known)


def verify_enveloped_credential(
    enveloped: Mapping[str, Any],
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    expected_address: str | None = None,
    contexts: ContextSet = PUBLISHED,
) -> Report:
    """Check the credential in an EnvelopedVerifiableCredential, and that the envelope is one."""
    try:
        token = token_in(enveloped)
    except CredentialError as error:
        return report_on_envelope(error)
    return verify_jwt_credential(
        token,
        now=now,
        resolve_did=resolve_did,
        load_status_list=load_status_list,
        is_known_issuer=is_known_issuer,
        expected_address=expected_address,
        contexts=contexts,
    )


def report_on_envelope(error: CredentialError) -> Report:
    """The report on an envelope that ``token_in`` could not open: nothing in it was looked at."""
    if isinstance(error, UnsupportedProof):
        return Report((_READABLE, *_not_supported(str(error.data["kind"]))))
    facts = {"field": error.field or "", "detail": error.message}
    others = (check for check in _not_supported("JWT") if check.name is not CheckName.SCHEMA)
    return Report((_READABLE, Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts), *others))


def _unreadable(code: str) -> Report:
    return Report((Check(CheckName.READABLE, Finding.FAILED, code),))
