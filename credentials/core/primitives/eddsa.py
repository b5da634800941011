"""Data Integrity proofs with eddsa-rdfc-2022 (https://www.w3.org/TR/vc-di-eddsa/), and Ed25519Signature2020 to read.

Both hash the same way: SHA-256 of the canonical proof configuration, then SHA-256 of the canonical document, 64 bytes
in all; Ed25519 signs those. Sharp: nothing here looks at the issuer, the dates or the status.
``credentials.core.verify`` does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from credentials.core.contexts import CREDENTIALS_V1, DATA_INTEGRITY_V2, PUBLISHED, ContextSet
from credentials.core.errors import MalformedKey, MalformedProof, SignatureInvalid, UnsupportedProof
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.multibase import decode_multibase, encode_base58btc
from credentials.core.primitives.timestamps import format_timestamp, parse_timestamp

CRYPTOSUITE = "eddsa-rdfc-2022"
DATA_INTEGRITY = "DataIntegrityProof"
ED25519_SIGNATURE_2020 = "Ed25519Signature2020"

_SIGNATURE_BYTES = 64


class Signer(Protocol):
    """Whoever holds the private key: a file, a database row, a security module."""

    public_key: bytes
    """Ed25519, 32 bytes, raw."""

    def sign(self, data: bytes) -> bytes:
        """Return the 64 byte Ed25519 signature over ``data``."""


def add_proof(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    purpose: str = "assertionMethod",
    contexts: ContextSet = PUBLISHED,
) -> dict[str, Any]:
    """Return a copy of the document with a ``proof``; the document must have none yet.

    A credential of data model 1.1 gets the Data Integrity context appended, as its own does not define the proof.
    Raises UnsafeDocument and its kin when the document can't be signed as a whole.
    """
    if "proof" in document:
        raise MalformedProof("The document has a proof already.", field="/proof")
    secured = dict(document)
    secured["@context"] = _context_for_signing(document.get("@context"))
    proof: dict[str, Any] = {
        "type": DATA_INTEGRITY,
        "cryptosuite": CRYPTOSUITE,
        "created": format_timestamp(created),
        "verificationMethod": verification_method,
        "proofPurpose": purpose,
    }
    signature = signer.sign(hash_data(secured, proof, contexts=contexts))
    proof["proofValue"] = encode_base58btc(signature)
    # A signer with another key than it says would yield a badge that nobody can verify: better to find out now.
    verify_proof(secured, proof, signer.public_key, contexts=contexts)
    secured["proof"] = proof
    return secured


def verify_proof(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    public_key: bytes,
    *,
    previous: Sequence[Mapping[str, Any]] = (),
    contexts: ContextSet = PUBLISHED,
) -> None:
    """Check that ``public_key`` (Ed25519, 32 bytes) signed this document with this proof; return nothing.

    ``previous`` are the proofs that a chained proof names: it was made over the document with those in it. Raises
    SignatureInvalid when the signature does not fit, UnsupportedProof, MalformedProof, UnsafeDocument and its kin.
    """
    signature = decode_signature(proof)
    data = hash_data(document, proof, previous=previous, contexts=contexts)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except InvalidSignature as error:
        raise SignatureInvalid("The signature does not fit this document.") from error
    except ValueError as error:
        raise MalformedKey("An Ed25519 public key has 32 bytes.") from error


def hash_data(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    *,
    previous: Sequence[Mapping[str, Any]] = (),
    contexts: ContextSet = PUBLISHED,
) -> bytes:
    """Return the 64 bytes that are signed: the hash of the proof configuration first, then that of the document."""
    require_supported(proof)
    unsecured = {key: value for key, value in document.items() if key != "proof"}
    if previous:
        unsecured["proof"] = [dict(earlier) for earlier in previous]
    configuration = {key: value for key, value in proof.items() if key != "proofValue"}
    configuration["@context"] = _proof_context(document.get("@context"), proof)
    canonical_proof = canonicalise(configuration, contexts=contexts)
    canonical_document = canonicalise(unsecured, contexts=contexts)
    return hashlib.sha256(canonical_proof.encode()).digest() + hashlib.sha256(canonical_document.encode()).digest()


def require_supported(proof: Mapping[str, Any]) -> None:
    """Raise UnsupportedProof unless the proof is of a kind that this module reads."""
    kind, suite = proof.get("type"), proof.get("cryptosuite")
    if kind == DATA_INTEGRITY and suite == CRYPTOSUITE:
        return
    if kind == ED25519_SIGNATURE_2020 and "cryptosuite" not in proof:
        return
    raise UnsupportedProof(
        "The proof is of a kind that can't be checked here.", type=str(kind), cryptosuite=str(suite or "")
    )


def require_well_formed(proof: Mapping[str, Any], *, purpose: str = "assertionMethod") -> None:
    """Raise MalformedProof for a member that is missing or has the wrong form (Data Integrity, section 2.1)."""
    method = proof.get("verificationMethod")
    if not isinstance(method, str) or not method:
        raise MalformedProof("The proof does not say with which key it was made.", field="/proof/verificationMethod")
    if proof.get("proofPurpose") != purpose:
        raise MalformedProof(
            f"The proof was not made as {purpose}.", field="/proof/proofPurpose", code="proof.other-purpose"
        )
    for member in ("created", "expires"):
        if member in proof and parse_timestamp(proof[member]) is None:
            raise MalformedProof(f"The proof's {member} is not a moment with a time zone.", field=f"/proof/{member}")
    decode_signature(proof)


def decode_signature(proof: Mapping[str, Any]) -> bytes:
    """Return the 64 bytes of ``proofValue``; it must be base58btc."""
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise MalformedProof("The proof holds no signature in base58btc.", field="/proof/proofValue")
    try:
        signature = decode_multibase(value)
    except MalformedKey as error:
        raise MalformedProof("The proof's signature can't be decoded.", field="/proof/proofValue") from error
    if len(signature) != _SIGNATURE_BYTES:
        raise MalformedProof("An Ed25519 signature has 64 bytes.", field="/proof/proofValue")
    return signature


def _proof_context(of_document: Any, proof: Mapping[str, Any]) -> Any:
    """Return the context of the proof configuration: the document's. The proof's own must be a prefix of it."""
    own = proof.get("@context")
    if own is not None:
        document_list, own_list = _as_list(of_document), _as_list(own)
        if document_list[: len(own_list)] != own_list:
            raise MalformedProof("The proof has another context than the document.", field="/proof/@context")
    return of_document


def _context_for_signing(context: Any) -> Any:
    items = _as_list(context)
    if items[:1] == [CREDENTIALS_V1] and DATA_INTEGRITY_V2 not in items:
        return [*items, DATA_INTEGRITY_V2]
    return context


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
