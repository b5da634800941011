"""Check a whole credential that comes as a JWT, bare or enveloped: the same report as for one with a proof inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credentials.core.credential_checks import (
    Surroundings,
    not_supported,
    report_on_credential,
    unreadable,
)
from credentials.core.document_digests import DocumentDigests
from credentials.core.errors import CredentialError, UnreadableDocument, UnsupportedProof
from credentials.core.jwt_checks import check_jwt, read_secured_jwt
from credentials.core.lenient import items_of
from credentials.core.presentation_model import token_in
from credentials.core.proof_checks import ProofFindings
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.core.verify import verify_in


def verify_jwt_in(around: Surroundings, token: str, *, expected_address: str | None = None) -> Report:
    """Check the credential in a compact JWT and report, as ``verify.verify_in`` does."""
    try:
        document, jwt = read_secured_jwt(token)
    except UnreadableDocument as error:
        return unreadable(error.code, error.cap)
    except UnsupportedProof as error:
        return report_on_envelope(error)
    if "VerifiableCredential" not in items_of(document.get("type")) and "credentialSubject" not in document:
        return unreadable("readable.not-a-credential")

    def find_proofs(issuer_id: str, _digests: DocumentDigests) -> ProofFindings:
        return check_jwt(
            jwt,
            document,
            issuer_id=issuer_id,
            now=around.now,
            resolve_did=around.resolve_did,
            contexts=around.contexts,
        )

    return report_on_credential(
        document, around, expected_address=expected_address, find_proofs=find_proofs, verify_inner=verify_in
    )


def verify_enveloped_in(
    around: Surroundings, enveloped: Mapping[str, Any], *, expected_address: str | None = None
) -> Report:
    """Check the credential in an EnvelopedVerifiableCredential, and that the envelope is one."""
    try:
        token = token_in(enveloped)
    except CredentialError as error:
        return report_on_envelope(error)
    return verify_jwt_in(around, token, expected_address=expected_address)


def report_on_envelope(error: CredentialError) -> Report:
    """The report on an envelope that ``token_in`` could not open: nothing in it was looked at."""
    if isinstance(error, UnsupportedProof):
        return not_supported(str(error.data["kind"]))
    facts = {"field": error.field or "", "detail": error.message}
    failed = Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
    checks = not_supported("JWT").checks
    return Report(tuple(failed if check.name is CheckName.SCHEMA else check for check in checks))
