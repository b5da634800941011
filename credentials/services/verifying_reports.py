"""Checking a sealed report: a PDF that says by whom it was sealed, and which this issuer may know by its digest."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from credentials.core.credential_checks import unreadable
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.models import Badge, SealCertificate, SealedDocument
from foundation.pdf_seals.checking import SealFindings, SealState
from foundation.pdf_seals.looking import look_at_seal

_PDF = b"%PDF-"
_NOT_READ = {
    SealState.NOT_SEALED: "readable.not-sealed",
    SealState.UNREADABLE: "readable.not-a-report",
    SealState.TOO_HEAVY: "readable.too-heavy",
}
_CHANGED = {SealState.BROKEN: "proof.seal-broken", SealState.ADDED_TO: "proof.seal-added-to"}


def is_pdf(data: bytes) -> bool:
    """Whether these bytes say of themselves that they are a PDF."""
    return data.startswith(_PDF)


def known_document(data: bytes) -> SealedDocument | None:
    """The document that was sealed here and has exactly these bytes."""
    return (
        SealedDocument.objects.filter(sha256=hashlib.sha256(data).hexdigest())
        .select_related("issuer__organisation", "certificate")
        .first()
    )


def badge_of_document(document: SealedDocument) -> Badge | None:
    """The badge that names this report, the newest where there are several."""
    return document.badges.select_related("issuer__organisation").order_by("-issued_at").first()


def report_on(
    data: bytes, *, document: SealedDocument | None, badge: Report | None, badge_document: Mapping[str, Any] | None
) -> Report:
    """What was found of a PDF.

    ``document``: what is known here under its digest; its bytes are those that were sealed, so the seal need not be opened.
    ``badge``: the report on the badge that goes with it, and ``badge_document`` that badge where somebody sent it along: then
    it has to name this file. A stranger's file is opened in a process with limits.
    """
    seal = _seal_of(document) if document is not None else look_at_seal(data)
    if seal.state in _NOT_READ:
        return unreadable(_NOT_READ[seal.state])
    belongs = _belongs(data, badge_document)
    checks = (
        Check(CheckName.READABLE, Finding.PASSED, "readable.report"),
        belongs,
        Check(CheckName.CONTEXT, Finding.ABSENT, "context.none"),
        _proof(seal),
        _issuer(seal, document, badge if belongs.code == "schema.report-of-badge" else None),
        Check(CheckName.DATES, Finding.ABSENT, "dates.report"),
        _status(seal, document, is_named=belongs.code == "schema.report-of-badge"),
        Check(CheckName.HOLDER, Finding.ABSENT, "holder.not-asked"),
    )
    return Report(checks, inner=(badge,) if badge is not None else (), is_sealed_report=True)


def _seal_of(document: SealedDocument) -> SealFindings:
    certificate = document.certificate
    return SealFindings(SealState.UNCHANGED, document.issuer.organisation.name, certificate.sha256)


def _belongs(data: bytes, badge: Mapping[str, Any] | None) -> Check:
    if badge is None:
        return Check(CheckName.SCHEMA, Finding.ABSENT, "schema.report")
    if hashlib.sha256(data).digest() in _digests(badge):
        return Check(CheckName.SCHEMA, Finding.PASSED, "schema.report-of-badge")
    return Check(CheckName.SCHEMA, Finding.FAILED, "schema.other-report")


def _digests(badge: Mapping[str, Any]) -> set[bytes]:
    """SHA-256 digests that a badge states of other documents."""
    stated = badge.get("relatedResource", [])
    found = set()
    for entry in stated if isinstance(stated, list) else [stated]:
        text = entry.get("digestSRI") if isinstance(entry, Mapping) else None
        for part in text.split() if isinstance(text, str) else ():
            algorithm, _dash, encoded = part.partition("-")
            if algorithm == "sha256":
                try:
                    found.add(base64.b64decode(encoded))
                except ValueError:
                    continue
    return found


def _proof(seal: SealFindings) -> Check:
    if code := _CHANGED.get(seal.state):
        return Check(CheckName.PROOF, Finding.FAILED, code, {"signer": seal.signer})
    return Check(CheckName.PROOF, Finding.PASSED, "proof.sealed", {"signer": seal.signer})


def _issuer(seal: SealFindings, document: SealedDocument | None, badge: Report | None) -> Check:
    """Whose certificate it is: one of an issuer here; or else whoever issued the badge that names this file vouches for it."""
    if seal.state in _CHANGED:
        return Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.no-proof")
    known = SealCertificate.objects.filter(sha256=seal.certificate_sha256).select_related("issuer__organisation")
    holder = document or known.first()
    if holder is not None:
        issuer = holder.issuer
        return Check(
            CheckName.ISSUER, Finding.PASSED, "issuer.seal-known", {"did": issuer.did, "name": issuer.organisation.name}
        )
    if badge is not None and _vouches(badge) and badge.known_issuer is not None:
        return Check(CheckName.ISSUER, Finding.PASSED, "issuer.through-badge", {"did": badge.known_issuer.did})
    return Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.seal-unknown", {"signer": seal.signer})


def _vouches(badge: Report) -> bool:
    """Whether the badge was not changed and its issuer is known."""
    vouching = (CheckName.PROOF, CheckName.ISSUER, CheckName.CONTEXT)
    return all(check.finding is Finding.PASSED for check in badge.checks if check.name in vouching)


def _status(seal: SealFindings, document: SealedDocument | None, *, is_named: bool) -> Check:
    if document is None:
        if seal.state in _CHANGED or is_named:  # a badge that names it has a status of its own
            return Check(CheckName.STATUS, Finding.ABSENT, "status.report-elsewhere")
        return Check(CheckName.STATUS, Finding.NOT_CHECKED, "status.report-unknown")
    if document.replaced_at is not None:
        facts = {"replaced-at": document.replaced_at.isoformat()}
        return Check(CheckName.STATUS, Finding.FAILED, "status.report-replaced", facts)
    badge = badge_of_document(document)
    if badge is not None and badge.revoked_at is not None:
        facts = {"revoked-at": badge.revoked_at.isoformat(), "reason": badge.revoked_because}
        return Check(CheckName.STATUS, Finding.FAILED, "status.badge-withdrawn", facts)
    return Check(CheckName.STATUS, Finding.PASSED, "status.report-counts")
