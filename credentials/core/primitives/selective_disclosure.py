"""Selective disclosure with ``ecdsa-sd-2023`` (https://www.w3.org/TR/vc-di-ecdsa/, sections 3.4 to 3.6).

The issuer signs the statements of a document one by one, with a key made for the purpose, and that key together with the
mandatory statements once. The holder keeps that copy and makes others from it in which only chosen parts stand; each is
still provably the issuer's. Nobody learns what was left out, but that something was.

Sharp: nothing here looks at the issuer, the dates or the status. ``credentials.core.verify`` does.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.errors import MalformedKey, MalformedProof, NotDisclosable, SignatureInvalid, UnsupportedProof
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import (
    DATA_INTEGRITY,
    ECDSA_SD,
    context_for_signing,
    require_own_context,
)
from credentials.core.primitives.disclosure_pointers import select
from credentials.core.primitives.disclosure_proof_value import (
    HMAC_BYTES,
    BaseProofValue,
    DerivedProofValue,
    proof_key,
    proof_key_bytes,
)
from credentials.core.primitives.disclosure_results import pointers_to_results, usual_mandatory_pointers
from credentials.core.primitives.disclosure_statements import (
    MAX_STATEMENTS,
    Choice,
    Statements,
    blank_labels,
    relabelled_lines,
)
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey, Signer, verify_signature
from credentials.core.primitives.multibase import decode_multibase, encode_base64url
from credentials.core.primitives.proof_chains import proofs_of
from credentials.core.primitives.timestamps import format_timestamp

__all__ = [
    "ECDSA_SD",
    "add_base_proof",
    "derive",
    "is_selective",
    "pointers_to_results",
    "usual_mandatory_pointers",
    "verify_derived_proof",
]

_CANONICAL = "c14n"


def is_selective(proof: Mapping[str, Any]) -> bool:
    """Say whether this proof is one that parts of a document can be shown with, base or derived."""
    return proof.get("type") == DATA_INTEGRITY and proof.get("cryptosuite") == ECDSA_SD


def add_base_proof(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    mandatory_pointers: Sequence[str],
    contexts: ContextSet = PUBLISHED,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> dict[str, Any]:
    """Return the holder's copy: the document with a base proof (section 3.6.1). It must have no proof yet.

    What ``mandatory_pointers`` choose stands in everything that is derived from it. A credential of data model 1.1 gets
    the Data Integrity context appended, as its own does not define the proof. ``random_bytes`` gives the HMAC key,
    then the secret of the proof's own key, 32 bytes each. Raises MalformedKey for a signer that holds no P-256 key,
    UnusablePointer, NotDisclosable, UnsafeDocument and its kin.
    """
    if "proof" in document:
        raise MalformedProof("The document has a proof already.", field="/proof")
    if signer.kind is not KeyKind.P256:
        raise MalformedKey("Selective disclosure asks for a P-256 key.")
    document = {**document, "@context": context_for_signing(document.get("@context"))}
    hmac_key = random_bytes(HMAC_BYTES)
    statements = Statements.of(document, hmac_key=hmac_key, contexts=contexts)
    mandatory = statements.chosen_by(mandatory_pointers).indexes
    own_key = _own_key(random_bytes)
    public_key = proof_key_bytes(own_key.public_key)
    proof = {
        "type": DATA_INTEGRITY,
        "cryptosuite": ECDSA_SD,
        "created": format_timestamp(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    lines = statements.lines
    to_sign = _signed_bytes(document, proof, public_key, [lines[index] for index in sorted(mandatory)], contexts)
    base_signature = signer.sign(to_sign)
    # One that holds another key than it says would yield a badge that nobody can verify: find out now.
    verify_signature(PublicKey(signer.kind, signer.public_key), base_signature, to_sign)
    signatures = [own_key.sign(line.encode()) for index, line in enumerate(lines) if index not in mandatory]
    value = BaseProofValue(base_signature, public_key, hmac_key, tuple(signatures), tuple(mandatory_pointers))
    return {**document, "proof": {**proof, "proofValue": value.to_text()}}


def derive(document: Mapping[str, Any], *, pointers: Sequence[str], contexts: ContextSet = PUBLISHED) -> dict[str, Any]:
    """Return the copy to show: what the pointers choose, and what is mandatory, with a derived proof (section 3.6.6).

    ``document`` is the holder's copy. Of every object on the way to what is chosen ``id`` and ``type`` are shown too.
    Raises NotDisclosable when it has no base proof or nothing is chosen, UnusablePointer, MalformedProof, and
    SignatureInvalid when what would be shown is not what was signed. Whether the issuer's own signature fits is not
    looked at.
    """
    proof = _selective_proof(document)
    base = BaseProofValue.from_proof(proof)
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    combined = [*base.mandatory_pointers, *pointers]
    if not combined:
        raise NotDisclosable("Nothing was chosen to be shown.")
    statements = Statements.of(unsecured, hmac_key=base.hmac_key, contexts=contexts)
    mandatory = statements.chosen_by(base.mandatory_pointers).indexes
    optional = [index for index in range(len(statements.lines)) if index not in mandatory]
    if len(base.signatures) != len(optional):
        raise SignatureInvalid("The badge has more or fewer statements than were signed.")
    signatures = dict(zip(optional, base.signatures, strict=True))
    value = _derived_value(base, signatures, mandatory, statements.chosen_by(combined))
    shown = select(unsecured, combined)
    # Better that the holder finds out than whoever it is shown to.
    _require_signed_each(value, _read(shown, value, contexts)[1])
    return {**shown, "proof": {**proof, "proofValue": value.to_text()}}


def verify_derived_proof(
    document: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey, *, contexts: ContextSet = PUBLISHED
) -> None:
    """Check that ``key`` signed everything that this document shows (section 3.6.7); return nothing.

    Raises SignatureInvalid when something shown was not signed or something mandatory is missing, UnsupportedProof,
    MalformedProof (code proof.base-shown for the holder's own copy), MalformedKey, UnsafeDocument and its kin.
    """
    if not is_selective(proof):
        raise UnsupportedProof("This is no proof of selective disclosure.", type=str(proof.get("type")))
    if key.kind is not KeyKind.P256:
        raise MalformedProof("The key is of another kind than the proof.", field="/proof/verificationMethod")
    value = DerivedProofValue.from_proof(proof)
    unsecured = {name: item for name, item in document.items() if name != "proof"}
    mandatory, optional = _read(unsecured, value, contexts)
    # The issuer's signature first: without it the many others are not worth the time.
    verify_signature(key, value.base_signature, _signed_bytes(document, proof, value.public_key, mandatory, contexts))
    _require_signed_each(value, optional)


def _own_key(random_bytes: Callable[[int], bytes]) -> SecretKey:
    """Make the key that signs the statements of one proof and is then forgotten."""
    while True:
        try:
            return SecretKey(KeyKind.P256, random_bytes(32))
        except MalformedKey:
            continue  # zero or over the order of the curve: one number in four thousand million


def _selective_proof(document: Mapping[str, Any]) -> Mapping[str, Any]:
    proofs = [proof for proof in proofs_of(document) if is_selective(proof)]
    if len(proofs) != 1:
        raise NotDisclosable("This badge was not signed so that a part of it can be shown.")
    return proofs[0]


def _derived_value(
    base: BaseProofValue, signatures: Mapping[int, bytes], mandatory: Set[int], choice: Choice
) -> DerivedProofValue:
    """Section 3.5.4: keep what belongs to the statements that are chosen, numbered as they stand in what is shown."""
    shown = sorted(choice.indexes)
    return DerivedProofValue(
        base.base_signature,
        base.public_key,
        tuple(signatures[index] for index in shown if index not in mandatory),
        {
            int(label.removeprefix(_CANONICAL)): decode_multibase(secret)
            for label, secret in choice.reader_labels.items()
        },
        tuple(position for position, index in enumerate(shown) if index in mandatory),
    )


def _read(unsecured: Mapping[str, Any], value: DerivedProofValue, contexts: ContextSet) -> tuple[list[str], list[str]]:
    """Section 3.5.9: the statements that a document shows, under their secret labels; mandatory ones and others."""
    canonical = canonicalise(unsecured, contexts=contexts)
    if canonical.count("\n") > MAX_STATEMENTS:
        raise MalformedProof(f"The document makes over {MAX_STATEMENTS} statements.", limit=MAX_STATEMENTS)
    labels = {f"{_CANONICAL}{number}": encode_base64url(digest) for number, digest in value.labels.items()}
    if blank_labels(canonical) != labels.keys():
        raise SignatureInvalid("The labels of the proof are not those of this document.")
    lines = relabelled_lines(canonical, labels)
    indexes = frozenset(value.mandatory_indexes)
    mandatory = [line for index, line in enumerate(lines) if index in indexes]
    optional = [line for index, line in enumerate(lines) if index not in indexes]
    if len(mandatory) != len(indexes) or len(optional) != len(value.signatures):
        raise SignatureInvalid("The document shows more or fewer statements than were signed.")
    return mandatory, optional


def _signed_bytes(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    public_key: bytes,
    mandatory: Sequence[str],
    contexts: ContextSet,
) -> bytes:
    """Section 3.5.1: what the issuer signs: two hashes, and between them the key of this proof."""
    require_own_context(document.get("@context"), proof)
    configuration = {name: value for name, value in proof.items() if name != "proofValue"}
    configuration["@context"] = document.get("@context")
    proof_hash = hashlib.sha256(canonicalise(configuration, contexts=contexts).encode()).digest()
    return proof_hash + public_key + hashlib.sha256("".join(mandatory).encode()).digest()


def _require_signed_each(value: DerivedProofValue, optional: Sequence[str]) -> None:
    key = proof_key(value.public_key)
    for line, signature in zip(optional, value.signatures, strict=True):
        verify_signature(key, signature, line.encode())
