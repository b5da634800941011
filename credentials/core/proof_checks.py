"""The checks ``proof`` and ``issuer`` of one document: every proof is looked at, and whose key made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.document_digests import DocumentDigests
from credentials.core.errors import CredentialError, MalformedProof, UnknownContext, UnsupportedProof
from credentials.core.primitives.data_integrity import (
    ECDSA_SD,
    require_supported,
    suite_of,
    verify_proof,
)
from credentials.core.primitives.proof_chains import Proof, chained, previous_proofs, proofs_of
from credentials.core.primitives.proof_members import require_meant_for, require_well_formed
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.proof_keys import KeyFinder, NamedKey, ResolveDid, check_key, is_anothers, no_key
from credentials.core.report import Check, CheckName, Finding, worst

__all__ = ["ProofFindings", "ResolveDid", "check_proofs"]

_MAX_PROOFS = 32
# Each of these is checked over a document of its own, the others over one that is hashed once.
_MAX_CHAINED = 8


class ProofFindings(NamedTuple):
    """Of one document: whether its proofs fit, and whether they are the issuer's."""

    proof: Check
    issuer: Check
    """PASSED means only: the issuer's own, listed and timely key. Whether the issuer is known is asked elsewhere."""


def check_proofs(
    document: Mapping[str, Any],
    *,
    issuer_id: str | None,
    now: datetime,
    resolve_did: ResolveDid,
    purpose: str = "assertionMethod",
    domain: str | None = None,
    challenge: str | None = None,
    contexts: ContextSet = PUBLISHED,
    digests: DocumentDigests | None = None,
) -> ProofFindings:
    """Check every proof of the document. Never raises for anything that the document holds.

    ``issuer_id`` is who must have made them: of a credential its issuer, of a presentation its holder; None where a
    presentation names none. ``purpose`` is ``authentication`` for a presentation. ``domain`` and ``challenge``, where
    given, must stand in every proof. ``digests`` are the document's, where the caller needed them too.
    """
    try:
        proofs = _proofs_of(document)
    except MalformedProof as error:
        return _unproven(_failed(error))
    if not proofs:
        return _unproven(_proof(Finding.FAILED, "proof.absent"))
    links = chained(proofs)
    checker = _Checker(
        document=document,
        issuer_id=issuer_id,
        proofs=proofs,
        now=now,
        keys=KeyFinder(resolve_did, purpose=purpose),
        digests=digests or DocumentDigests(document, contexts),
        contexts=contexts,
        purpose=purpose,
        domain=domain,
        challenge=challenge,
    )
    checked = [checker.check(proof, is_link=is_link) for proof, is_link in zip(proofs, links, strict=True)]
    found = worst([check for check, _ in checked])
    if found.finding is Finding.PASSED:
        found = _proof(Finding.PASSED, "proof.ok", count=str(len(proofs)))
    issuers = [
        check_key(key, issuer_id=issuer_id, created=parse_timestamp(proof.get("created")))
        for proof, (_, key) in zip(proofs, checked, strict=True)
    ]
    return ProofFindings(found, _joined_issuer(links, issuers))


class _Checker(NamedTuple):
    """What each proof of one document is held against."""

    document: Mapping[str, Any]
    issuer_id: str | None
    proofs: Sequence[Proof]
    now: datetime
    keys: KeyFinder
    digests: DocumentDigests
    contexts: ContextSet
    purpose: str
    domain: str | None
    challenge: str | None

    def check(self, proof: Proof, *, is_link: bool) -> tuple[Check, NamedKey]:
        """The check of this proof, which may be a link of a chain, and the key that it names."""
        try:
            require_supported(proof)
        except UnsupportedProof as error:
            return _failed(error), no_key(Finding.NOT_CHECKED, "issuer.no-proof")
        key = self._key(proof.get("verificationMethod"), is_link=is_link)
        try:
            return self._check(proof, key), key
        except CredentialError as error:
            return _failed(error), key

    def _key(self, method_id: Any, *, is_link: bool) -> NamedKey:
        """The key; outside a chain another's would not count, so that nobody's host is asked for it."""
        if not is_link and is_anothers(method_id, self.issuer_id):
            return no_key(Finding.FAILED, "issuer.other-controller", method=method_id)
        return self.keys.find(method_id)

    def _check(self, proof: Proof, key: NamedKey) -> Check:
        require_well_formed(proof, purpose=self.purpose)
        require_meant_for(proof, domain=self.domain, challenge=self.challenge)
        previous = previous_proofs(proof, self.proofs)
        expires = parse_timestamp(proof.get("expires"))
        if expires is not None and expires < self.now:
            return _proof(Finding.FAILED, "proof.expired", expires=str(proof["expires"]))
        if key.method is None:
            # A signature that no key could be found for is not known to be wrong.
            return _proof(Finding.NOT_CHECKED, "proof.key-unavailable")
        public = key.method.key
        document_hash = None
        if not previous and proof.get("cryptosuite") != ECDSA_SD:
            suite = suite_of(proof)
            document_hash = self.digests(suite.transform, suite.hash_for(public.kind))
        verify_proof(
            self.document, proof, public, previous=previous, contexts=self.contexts, document_hash=document_hash
        )
        return _proof(Finding.PASSED, "proof.ok")


def _proofs_of(document: Mapping[str, Any]) -> list[Proof]:
    """The proofs; none where ``proof`` is empty. Raises MalformedProof for another form, and for too many."""
    if document.get("proof") in (None, []):
        return []
    proofs = proofs_of(document)
    chained_proofs = sum("previousProof" in proof for proof in proofs)
    for cap, count, limit in (("proofs", len(proofs), _MAX_PROOFS), ("chained-proofs", chained_proofs, _MAX_CHAINED)):
        if count > limit:
            raise MalformedProof(
                "There are more proofs than are checked.", code="proof.too-many", field="/proof", cap=cap, limit=limit
            )
    return proofs


def _joined_issuer(links: Sequence[bool], checks: Sequence[Check]) -> Check:
    """In a chain an endorser or registrar may have signed too, as long as one proof is the issuer's own."""
    if any(check.finding is Finding.PASSED for check in checks):
        checks = [
            check
            for check, is_link in zip(checks, links, strict=True)
            if not (is_link and check.code == "issuer.other-controller")
        ]
    return worst(checks)


def _unproven(proof: Check) -> ProofFindings:
    return ProofFindings(proof, Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.no-proof"))


def _failed(error: CredentialError) -> Check:
    if isinstance(error, UnsupportedProof):
        kind = str(error.data.get("cryptosuite") or error.data.get("type") or "")
        return _proof(Finding.NOT_CHECKED, "proof.kind-not-supported", kind=kind)
    if isinstance(error, UnknownContext):
        return _proof(Finding.NOT_CHECKED, "proof.context")
    code = error.code if error.code.startswith("proof.") else "proof.malformed"
    return _proof(Finding.FAILED, code, field=error.field or "", detail=error.message, **error.cap)


def _proof(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.PROOF, finding, code, {name: fact for name, fact in facts.items() if fact})
