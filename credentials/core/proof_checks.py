"""The checks ``proof`` and ``issuer`` of one document: every proof is looked at, and whose key made it.

The key that fits is not enough: its controller must be the issuer, the issuer's document must list it for assertions,
and the proof must be older than the key's end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.data_model import items_of, objects_of
from credentials.core.errors import (
    CredentialError,
    MalformedDid,
    MalformedProof,
    UnknownContext,
    Unreachable,
    UnsupportedProof,
)
from credentials.core.primitives.did import VerificationMethod, did_of, find_method, may_assert, resolve_did_key
from credentials.core.primitives.eddsa import require_supported, require_well_formed, verify_proof
from credentials.core.primitives.multibase import KeyKind
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.report import Check, CheckName, Finding, worst

ResolveDid = Callable[[str], Mapping[str, Any]]

_PURPOSE = "assertionMethod"


@dataclass(frozen=True, slots=True)
class ProofFindings:
    """Of one document: whether its proofs fit, and whether they are the issuer's."""

    proof: Check
    issuer: Check
    """PASSED means only: the issuer's own, listed and timely key. Whether the issuer is known is asked elsewhere."""


def check_proofs(
    document: Mapping[str, Any],
    *,
    issuer_id: str,
    now: datetime,
    resolve_did: ResolveDid,
    contexts: ContextSet = PUBLISHED,
) -> ProofFindings:
    """Check every proof of the document. Never raises for anything that the document holds."""
    proofs = list(objects_of(document.get("proof")))
    if not proofs:
        return ProofFindings(
            Check(CheckName.PROOF, Finding.FAILED, "proof.absent"),
            Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.no-proof"),
        )
    resolver = _Resolver(resolve_did)
    checked = [_check_proof(document, proof, proofs, now, resolver, contexts) for proof in proofs]
    issuers = [_check_key(proof, issuer_id, now_found.key) for proof, now_found in zip(proofs, checked, strict=True)]
    proof = worst([found.check for found in checked])
    if proof.finding is Finding.PASSED:
        proof = Check(CheckName.PROOF, Finding.PASSED, "proof.ok", {"count": str(len(proofs))})
    return ProofFindings(proof, _joined_issuer(proofs, issuers))


@dataclass(frozen=True, slots=True)
class _Key:
    """The verification method that a proof names, or the check that says why there is none."""

    method: VerificationMethod | None
    is_listed: bool = False
    problem: Check | None = None


@dataclass(frozen=True, slots=True)
class _Checked:
    check: Check
    key: _Key


class _Resolver:
    """Asks for each DID once per document."""

    def __init__(self, resolve: ResolveDid) -> None:
        self._resolve = resolve
        self._documents: dict[str, Mapping[str, Any]] = {}

    def key(self, method_id: Any) -> _Key:
        """Find the verification method that a proof names."""
        if not isinstance(method_id, str) or not method_id.startswith("did:"):
            return _no_key(Finding.NOT_CHECKED, "issuer.kind-not-supported", method=str(method_id))
        try:
            did = did_of(method_id)
            document = self._document(did)
            method = find_method(document, did, method_id)
        except Unreachable:
            return _no_key(Finding.NOT_CHECKED, "issuer.unreachable", did=did_of(method_id))
        except CredentialError as error:
            code = error.code if error.code.startswith("issuer.") else "issuer.malformed"
            finding = Finding.NOT_CHECKED if code == "issuer.kind-not-supported" else Finding.FAILED
            return _no_key(finding, code, method=method_id)
        if method is None:
            return _no_key(Finding.FAILED, "issuer.key-not-listed", method=method_id)
        return _Key(method, is_listed=may_assert(document, did, method_id, purpose=_PURPOSE))

    def _document(self, did: str) -> Mapping[str, Any]:
        if did not in self._documents:
            self._documents[did] = self._fetch(did)
        return self._documents[did]

    def _fetch(self, did: str) -> Mapping[str, Any]:
        if did.startswith("did:key:"):
            return resolve_did_key(did)
        if did.startswith("did:web:"):
            return self._resolve(did)
        raise MalformedDid(f"{did} is of a kind that is not looked up.", code="issuer.kind-not-supported")


def _check_proof(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    proofs: Sequence[Mapping[str, Any]],
    now: datetime,
    resolver: _Resolver,
    contexts: ContextSet,
) -> _Checked:
    try:
        require_supported(proof)
    except UnsupportedProof:
        kind = str(proof.get("cryptosuite") or proof.get("type"))
        key = _no_key(Finding.NOT_CHECKED, "issuer.no-proof")
        return _Checked(_proof(Finding.NOT_CHECKED, "proof.kind-not-supported", kind=kind), key)
    key = resolver.key(proof.get("verificationMethod"))
    try:
        require_well_formed(proof, purpose=_PURPOSE)
        previous = _previous_proofs(proof, proofs)
        expires = parse_timestamp(proof.get("expires"))
        if expires is not None and expires < now:
            return _Checked(_proof(Finding.FAILED, "proof.expired", expires=str(proof["expires"])), key)
        if key.method is None or key.method.kind is not KeyKind.ED25519:
            return _Checked(_without_key(key), key)
        verify_proof(document, proof, key.method.public_key, previous=previous, contexts=contexts)
    except UnknownContext:
        return _Checked(_proof(Finding.NOT_CHECKED, "proof.context"), key)
    except CredentialError as error:
        code = error.code if error.code.startswith("proof.") else "proof.malformed"
        return _Checked(_proof(Finding.FAILED, code, field=error.field or "", detail=error.message), key)
    return _Checked(_proof(Finding.PASSED, "proof.ok"), key)


def _without_key(key: _Key) -> Check:
    """A signature that no key could be found for is not known to be wrong."""
    if key.method is not None:
        return _proof(Finding.FAILED, "proof.malformed", detail="The key is of another kind than the proof.")
    return _proof(Finding.NOT_CHECKED, "proof.key-unavailable")


def _previous_proofs(proof: Mapping[str, Any], proofs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The proofs that a chained proof names; raises MalformedProof when one isn't there."""
    by_id = {other.get("id"): other for other in proofs if isinstance(other.get("id"), str)}
    names = items_of(proof.get("previousProof"))
    if not all(isinstance(name, str) and name in by_id and by_id[name] is not proof for name in names):
        raise MalformedProof("The proof builds on one that isn't there.", code="proof.chain-broken")
    return [by_id[name] for name in names]


def _check_key(proof: Mapping[str, Any], issuer_id: str, key: _Key) -> Check:
    if key.problem is not None:
        return key.problem
    method = key.method
    if method is None:
        return _issuer(Finding.NOT_CHECKED, "issuer.no-proof")
    facts = {"method": method.id}
    if not key.is_listed:
        return _issuer(Finding.FAILED, "issuer.key-not-listed", **facts)
    if method.controller != issuer_id or did_of(method.id) != issuer_id:
        return _issuer(Finding.FAILED, "issuer.other-controller", controller=method.controller, **facts)
    created = parse_timestamp(proof.get("created"))
    for moment, code in ((method.revoked, "issuer.key-revoked"), (method.expires, "issuer.key-expired")):
        # Without a date of its own a proof can't show that it was made in time.
        if moment is not None and (created is None or created > moment):
            return _issuer(Finding.FAILED, code, until=moment.isoformat(), **facts)
    return _issuer(Finding.PASSED, "issuer.known", **facts)


def _joined_issuer(proofs: Sequence[Mapping[str, Any]], checks: Sequence[Check]) -> Check:
    """In a chain an endorser or registrar may have signed too, as long as one proof is the issuer's own."""
    is_chain = any("previousProof" in proof for proof in proofs)
    if is_chain and any(check.finding is Finding.PASSED for check in checks):
        checks = [check for check in checks if check.code != "issuer.other-controller"]
    return worst(checks)


def _no_key(finding: Finding, code: str, **facts: str) -> _Key:
    return _Key(None, problem=_issuer(finding, code, **facts))


def _proof(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.PROOF, finding, code, {name: fact for name, fact in facts.items() if fact})


def _issuer(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.ISSUER, finding, code, facts)
