"""Check a whole presentation: its own signature, whose it is, and every credential in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.credential_checks import IsKnownIssuer, Surroundings, check_context, check_issuer, unreadable
from credentials.core.errors import CredentialError, UnreadableDocument
from credentials.core.inner import InnerBudget
from credentials.core.jwt_checks import check_jwt, read_secured_jwt
from credentials.core.jwt_credentials import report_on_envelope, verify_jwt_in
from credentials.core.lenient import items_of, objects_of
from credentials.core.limits import DEFAULT, Limits, within
from credentials.core.presentation_model import (
    CREDENTIAL,
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    MAX_CREDENTIALS,
    PRESENTATION,
    check_presentation_model,
    credentials_in,
    holder_of,
    token_in,
)
from credentials.core.primitives.json_text import parse_json_object, require_fitting, require_readable
from credentials.core.primitives.jwt import Jwt
from credentials.core.proof_checks import ProofFindings, check_proofs
from credentials.core.proof_keys import ResolveDid
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.core.status_checks import LoadStatusList
from credentials.core.verify import verify_in

_PURPOSE = "authentication"


def verify_presentation(
    presentation: Mapping[str, Any] | str,
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    domain: str | None = None,
    challenge: str | None = None,
    contexts: ContextSet = PUBLISHED,
    limits: Limits = DEFAULT,
) -> Report:
    """Check a presentation and report, ``inner`` holding a report for each credential in it, in order.

    It may be an object, its text, a JWT, or an EnvelopedVerifiablePresentation. ``domain`` and ``challenge`` are what
    the verifier asked to be signed (``aud`` and ``nonce`` of a JWT); only when neither was asked may it be unsigned.
    Never raises for anything that it, a resolver or a list holds.
    """
    around = Surroundings(
        now=now,
        resolve_did=resolve_did,
        load_status_list=load_status_list,
        is_known_issuer=is_known_issuer,
        contexts=contexts,
        limits=limits,
    )
    return verify_presentation_in(around, presentation, domain=domain, challenge=challenge)


def verify_presentation_in(
    around: Surroundings,
    presentation: Mapping[str, Any] | str,
    *,
    domain: str | None = None,
    challenge: str | None = None,
) -> Report:
    """Check a presentation in surroundings that serve for many. As ``verify_presentation``."""
    with within(around.limits):
        return _checked(around, presentation, domain, challenge)


def _checked(
    around: Surroundings, presentation: Mapping[str, Any] | str, domain: str | None, challenge: str | None
) -> Report:
    try:
        opened = _open(presentation)
    except UnreadableDocument as error:
        return unreadable(error.code, error.cap)
    except CredentialError as error:
        return report_on_envelope(error)
    findings = _check_signature(opened, around, domain, challenge)
    is_signed = findings.proof.finding is findings.issuer.finding is Finding.PASSED
    # One budget for all of them: a presentation of many records must not cost a hundred times what a record may.
    around = around._replace(inner_budget=around.inner_budget or InnerBudget())
    contents = _Within(around, opened.signer if is_signed else None)
    contained = list(credentials_in(opened.document))[:MAX_CREDENTIALS]
    checks = (
        Check(CheckName.READABLE, Finding.PASSED, "readable.ok"),
        _check_model(opened.document),
        # Each credential's own report says what it holds that has no meaning.
        check_context(_without(opened.document, "verifiableCredential"), around.contexts),
        findings.proof,
        findings.issuer,
        Check(CheckName.DATES, Finding.ABSENT, "dates.none"),
        Check(CheckName.STATUS, Finding.ABSENT, "status.none"),
        _about_holder(opened.signer, contained),
    )
    reports = tuple(contents.verify(credential) for credential in contained)
    return Report(checks, inner=reports, is_presentation=True)


@dataclass(frozen=True, slots=True)
class _Opened:
    document: Mapping[str, Any]
    jwt: Jwt | None = None

    @property
    def signer(self) -> str | None:
        """Who should have signed it: the holder, by the document or else by the claim ``iss``; None if it doesn't say."""
        claimed = self.jwt.payload.get("iss") if self.jwt is not None else None
        return holder_of(self.document) or (claimed if isinstance(claimed, str) else None)


@dataclass(frozen=True, slots=True)
class _Within:
    """Checks the credentials in one presentation."""

    around: Surroundings
    signer: str | None
    """The holder whose signature over the presentation was found right."""

    def verify(self, credential: Any) -> Report:
        if not isinstance(credential, (str, Mapping)):
            return unreadable("readable.not-an-object")
        if isinstance(credential, str):
            return verify_jwt_in(self.around, credential)
        types = items_of(credential.get("type"))
        if CREDENTIAL not in types and ENVELOPED_CREDENTIAL not in types:
            # Above all no presentation: unsigned ones within each other would prove nothing, at length.
            return unreadable("readable.not-a-credential")
        report = verify_in(self.around, credential)
        is_bare = "proof" not in credential and ENVELOPED_CREDENTIAL not in types
        return self._with_own_word(report) if is_bare else report

    def _with_own_word(self, report: Report) -> Report:
        """What the holder states itself needs no signature but that of the presentation (section 4.13.4)."""
        if report.summary is None or self.signer is None or report.summary.issuer_did != self.signer:
            return report
        own = {
            CheckName.PROOF: Check(CheckName.PROOF, Finding.PASSED, "proof.self-asserted"),
            CheckName.ISSUER: check_issuer(
                Check(CheckName.ISSUER, Finding.PASSED, "issuer.holder"), report.known_issuer, self.signer
            ),
        }
        return report._replace(checks=tuple(own.get(check.name, check) for check in report.checks))


def _open(presentation: Mapping[str, Any] | str) -> _Opened:
    """The presentation in whatever it came; raises UnreadableDocument, and what ``token_in`` raises."""
    if isinstance(presentation, str) and not presentation.lstrip().startswith("{"):
        return _secured(presentation)
    document = parse_json_object(presentation) if isinstance(presentation, str) else dict(presentation)
    require_readable(document)
    require_fitting(document)
    if ENVELOPED_PRESENTATION in items_of(document.get("type")):
        return _secured(token_in(document, kind=ENVELOPED_PRESENTATION))
    _require_presentation(document)
    return _Opened(document)


def _secured(token: str) -> _Opened:
    document, jwt = read_secured_jwt(token)
    _require_presentation(document)
    return _Opened(document, jwt)


def _require_presentation(document: Mapping[str, Any]) -> None:
    if PRESENTATION not in items_of(document.get("type")):
        raise UnreadableDocument("This is JSON, but not a presentation.", code="readable.not-a-credential")


def _check_signature(opened: _Opened, around: Surroundings, domain: str | None, challenge: str | None) -> ProofFindings:
    """The checks ``proof`` and ``issuer``, the latter being: whether the holder's key made it."""
    document, signer = opened.document, opened.signer
    if opened.jwt is not None:
        findings = check_jwt(
            opened.jwt,
            document,
            issuer_id=signer,
            now=around.now,
            resolve_did=around.resolve_did,
            purpose=_PURPOSE,
            nonce=challenge,
            audience=domain,
            contexts=around.contexts,
        )
    elif "proof" in document or domain is not None or challenge is not None:
        findings = check_proofs(
            document,
            issuer_id=signer,
            now=around.now,
            resolve_did=around.resolve_did,
            purpose=_PURPOSE,
            domain=domain,
            challenge=challenge,
            contexts=around.contexts,
        )
    else:
        return ProofFindings(
            Check(CheckName.PROOF, Finding.ABSENT, "proof.none"),
            Check(CheckName.ISSUER, Finding.ABSENT, "issuer.not-signed"),
        )
    if findings.issuer.finding is not Finding.PASSED:
        return findings
    did = findings.issuer.facts.get("method", "").partition("#")[0]
    return ProofFindings(findings.proof, Check(CheckName.ISSUER, Finding.PASSED, "issuer.holder", {"did": did}))


def _check_model(document: Mapping[str, Any]) -> Check:
    try:
        check_presentation_model(document)
    except CredentialError as error:
        facts = {"field": error.field or "", "detail": error.message}
        return Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
    return Check(CheckName.SCHEMA, Finding.PASSED, "schema.data-model")


def _about_holder(holder: str | None, contained: Sequence[Any]) -> Check:
    """How many of the credentials are about who presents them: a fact, as one may well present those of another."""
    if holder is None or not contained:
        return Check(CheckName.HOLDER, Finding.ABSENT, "holder.not-asked")
    own = sum(holder in _subject_ids(credential) for credential in contained)
    facts = {"did": holder, "credentials": str(len(contained)), "own": str(own)}
    return Check(CheckName.HOLDER, Finding.ABSENT, "holder.presented", facts)


def _subject_ids(credential: Any) -> list[Any]:
    try:
        if isinstance(credential, Mapping) and ENVELOPED_CREDENTIAL in items_of(credential.get("type")):
            credential = token_in(credential)
        if isinstance(credential, str):
            credential, _ = read_secured_jwt(credential)
    except CredentialError:
        return []
    subjects = credential.get("credentialSubject") if isinstance(credential, Mapping) else None
    return [subject.get("id") for subject in objects_of(subjects)]


def _without(document: Mapping[str, Any], member: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != member}
