"""Data Integrity proofs (https://www.w3.org/TR/vc-data-integrity/) with a small table of cryptosuites.

All of them sign the hash of the canonical proof configuration followed by the hash of the canonical document. They
differ in the canonical form (RDFC-1.0 or JCS), in the hash and in the key: https://www.w3.org/TR/vc-di-eddsa/ and
https://www.w3.org/TR/vc-di-ecdsa/. Sharp: nothing here looks at the issuer, the dates or the status.
``credentials.core.verify`` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from credentials.core.contexts import CREDENTIALS_V1, DATA_INTEGRITY_V2, PUBLISHED, ContextSet
from credentials.core.errors import MalformedKey, MalformedProof, UnsupportedProof
from credentials.core.primitives.canonical import canonical_digest
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey, Signer, verify_signature
from credentials.core.primitives.multibase import decode_multibase, encode_base58btc
from credentials.core.primitives.proof_chains import previous_proofs, proofs_of
from credentials.core.primitives.rdfc import HASHES
from credentials.core.primitives.timestamps import format_timestamp

DATA_INTEGRITY = "DataIntegrityProof"
ED25519_SIGNATURE_2020 = "Ed25519Signature2020"
EDDSA_RDFC = "eddsa-rdfc-2022"
EDDSA_JCS = "eddsa-jcs-2022"
ECDSA_RDFC = "ecdsa-rdfc-2019"
ECDSA_JCS = "ecdsa-jcs-2019"
ECDSA_SD = "ecdsa-sd-2023"
_USUAL_LENGTH = 2_000  # characters, of all texts in a proof without its value


class Transform(StrEnum):
    """How a document becomes the bytes that are hashed."""

    RDFC = "rdfc"  # RDFC-1.0 of its JSON-LD, with the suite's hash inside as well
    JCS = "jcs"  # RFC 8785 of its JSON


class Cryptosuite(NamedTuple):
    transform: Transform
    hashes: Mapping[KeyKind, str]
    """The keys that fit, and for each the name of the hash."""

    def hash_for(self, kind: KeyKind) -> str:
        """Raises MalformedProof for a key that makes no proofs of this suite."""
        if kind not in self.hashes:
            raise MalformedProof("The key is of another kind than the proof.", field="/proof/verificationMethod")
        return self.hashes[kind]


_EDDSA = {KeyKind.ED25519: "sha256"}
_ECDSA = {KeyKind.P256: "sha256", KeyKind.P384: "sha384"}
_SUITES = {
    EDDSA_RDFC: Cryptosuite(Transform.RDFC, _EDDSA),
    EDDSA_JCS: Cryptosuite(Transform.JCS, _EDDSA),
    ECDSA_RDFC: Cryptosuite(Transform.RDFC, _ECDSA),
    ECDSA_JCS: Cryptosuite(Transform.JCS, _ECDSA),
}
_SIGNATURE_BYTES = {KeyKind.ED25519: 64, KeyKind.P256: 64, KeyKind.P384: 96}


def add_proof(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    cryptosuite: str = EDDSA_RDFC,
    purpose: str = "assertionMethod",
    proof_id: str | None = None,
    previous: Sequence[str] = (),
    expires: datetime | None = None,
    domain: str | None = None,
    challenge: str | None = None,
    contexts: ContextSet = PUBLISHED,
    document_hash: bytes | None = None,
) -> dict[str, Any]:
    """Return a copy of the document with one more proof: its only one, or one of a set.

    ``previous`` names the ids of proofs that are there already: the new one builds on them (a chain) and signs them
    too. ``proof_id`` is what a later proof can name. ``document_hash`` as in ``hash_data``. A credential of data model
    1.1 gets the Data Integrity context appended, as its own does not define the proof. Raises UnsafeDocument and its kin
    when the document can't be signed as a whole, MalformedProof when its proofs can't be built upon.
    """
    secured = dict(document)
    secured["@context"] = context_for_signing(document.get("@context"))
    proof: dict[str, Any] = {
        **({} if proof_id is None else {"id": proof_id}),
        "type": DATA_INTEGRITY,
        "cryptosuite": cryptosuite,
        "created": format_timestamp(created),
        **({} if expires is None else {"expires": format_timestamp(expires)}),
        "verificationMethod": verification_method,
        "proofPurpose": purpose,
        **({} if domain is None else {"domain": domain}),
        **({} if challenge is None else {"challenge": challenge}),
    }
    if previous:
        proof["previousProof"] = previous[0] if len(previous) == 1 else list(previous)
    existing = proofs_of(document)
    if cryptosuite in _SUITES and _SUITES[cryptosuite].transform is Transform.JCS:
        proof = {"@context": secured["@context"], **proof}
    earlier = previous_proofs(proof, [*existing, proof])
    data = hash_data(secured, proof, signer.kind, previous=earlier, contexts=contexts, document_hash=document_hash)
    signature = signer.sign(data)
    if not isinstance(signer, SecretKey):
        # One that holds another key than it says would yield a badge that nobody can verify: find out now.
        verify_signature(PublicKey(signer.kind, signer.public_key), signature, data)
    proof["proofValue"] = encode_base58btc(signature)
    secured["proof"] = [*existing, proof] if existing else proof
    return secured


def verify_proof(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    key: PublicKey,
    *,
    previous: Sequence[Mapping[str, Any]] = (),
    contexts: ContextSet = PUBLISHED,
    document_hash: bytes | None = None,
) -> None:
    """Check that ``key`` signed this document with this proof; return nothing.

    ``previous`` are the proofs that a chained proof names: it was made over the document with those in it.
    ``document_hash`` as in ``hash_data``. Raises SignatureInvalid when the signature does not fit, UnsupportedProof,
    MalformedProof (also for a key of another kind than the suite's), MalformedKey, UnsafeDocument and its kin.
    """
    if _suite_name(proof) == ECDSA_SD:
        _verify_derived(document, proof, key, is_chained=bool(previous), contexts=contexts)
        return
    data = hash_data(document, proof, key.kind, previous=previous, contexts=contexts, document_hash=document_hash)
    verify_signature(key, decode_signature(proof, key.kind), data)


def hash_data(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    kind: KeyKind,
    *,
    previous: Sequence[Mapping[str, Any]] = (),
    contexts: ContextSet = PUBLISHED,
    document_hash: bytes | None = None,
) -> bytes:
    """Return the bytes that a key of this kind signs: the hash of the proof configuration, then that of the document.

    ``document_hash`` is the digest of the canonical document without ``proof``, where the caller has it: under the
    transform and hash that ``suite_of(proof)`` names. It is passed over where the proof covers something else.
    """
    suite = suite_of(proof)
    hash_name = suite.hash_for(kind)
    context = document.get("@context")
    require_own_context(context, proof)
    configuration = {key: value for key, value in proof.items() if key != "proofValue"}
    if suite.transform is Transform.RDFC:
        configuration["@context"] = context
    elif "@context" in proof:
        # vc-di-eddsa, section 3.3.2: contexts that were added to the document later are not part of what was signed.
        context = proof["@context"]
    if document_hash is None or previous or context != document.get("@context"):
        unsecured = {key: value for key, value in document.items() if key != "proof"}
        if context is not None:
            unsecured["@context"] = context
        if previous:
            unsecured["proof"] = [dict(earlier) for earlier in previous]
        document_hash = document_digest(unsecured, suite.transform, hash_name, contexts=contexts)
    return _configuration_digest(configuration, suite.transform, hash_name, contexts) + document_hash


def _configuration_digest(
    configuration: Mapping[str, Any], transform: Transform, hash_name: str, contexts: ContextSet
) -> bytes:
    """The digest of a proof without its value: in a pile of one issuer it is often that of the one before."""
    context = configuration.get("@context")
    texts = tuple((name, value) for name, value in configuration.items() if type(value) is str)
    is_short = (
        sum(len(text) for _, text in texts) <= _USUAL_LENGTH
    )  # a stranger's may be of any size, and must not stay
    if (
        is_short
        and type(context) is list
        and len(texts) == len(configuration) - 1
        and all(type(url) is str for url in context)
    ):
        return _digest_of_texts(texts, tuple(context), transform, hash_name, contexts)
    return document_digest(configuration, transform, hash_name, contexts=contexts)


@lru_cache(maxsize=256)
def _digest_of_texts(
    items: tuple[tuple[str, str], ...],
    context: tuple[str, ...],
    transform: Transform,
    hash_name: str,
    contexts: ContextSet,
) -> bytes:
    return document_digest({**dict(items), "@context": list(context)}, transform, hash_name, contexts=contexts)


def document_digest(
    unsecured: Mapping[str, Any], transform: Transform, hash_name: str, *, contexts: ContextSet = PUBLISHED
) -> bytes:
    """Return the digest of the canonical form of a document without ``proof``; ``hash_name`` is sha256 or sha384."""
    if transform is Transform.JCS:
        from credentials.core.primitives.jcs import canonicalise_json  # noqa: PLC0415  # loaded when met

        return HASHES[hash_name](canonicalise_json(unsecured)).digest()
    return canonical_digest(unsecured, contexts=contexts, hash_name=hash_name)


def suite_of(proof: Mapping[str, Any]) -> Cryptosuite:
    """Return how the proof was made. Raises UnsupportedProof, also for ecdsa-sd-2023, which has a module of its own."""
    name = _suite_name(proof)
    if name not in _SUITES:
        raise _unsupported(proof)
    return _SUITES[name]


def require_supported(proof: Mapping[str, Any]) -> None:
    """Raise UnsupportedProof unless the proof is of a kind that ``verify_proof`` reads."""
    if _suite_name(proof) != ECDSA_SD:
        suite_of(proof)


def decode_signature(proof: Mapping[str, Any], kind: KeyKind) -> bytes:
    """Return the bytes of ``proofValue``, which must be base58btc and as long as this key's signatures are."""
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise MalformedProof("The proof holds no signature in base58btc.", field="/proof/proofValue")
    try:
        signature = decode_multibase(value)
    except MalformedKey as error:
        raise MalformedProof("The proof's signature can't be decoded.", field="/proof/proofValue") from error
    if len(signature) != _SIGNATURE_BYTES.get(kind):
        raise MalformedProof(f"The signature has not the length that {kind} asks.", field="/proof/proofValue")
    return signature


def _verify_derived(
    document: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey, *, is_chained: bool, contexts: ContextSet
) -> None:
    # Read only when such a proof is met: few badges have one, and the command line starts without it.
    from credentials.core.primitives.selective_disclosure import verify_derived_proof  # noqa: PLC0415

    if is_chained:
        raise _unsupported(proof)
    if key.kind is not KeyKind.P256:
        raise MalformedProof("The key is of another kind than the proof.", field="/proof/verificationMethod")
    verify_derived_proof(document, proof, key, contexts=contexts)


def _suite_name(proof: Mapping[str, Any]) -> str:
    """The suite that the proof names; Ed25519Signature2020 works as eddsa-rdfc-2022 does, under another type."""
    kind, name = proof.get("type"), proof.get("cryptosuite")
    if kind == ED25519_SIGNATURE_2020 and "cryptosuite" not in proof:
        return EDDSA_RDFC
    return name if kind == DATA_INTEGRITY and isinstance(name, str) else ""


def _unsupported(proof: Mapping[str, Any]) -> UnsupportedProof:
    return UnsupportedProof(
        "The proof is of a kind that can't be checked here.",
        type=str(proof.get("type")),
        cryptosuite=str(proof.get("cryptosuite") or ""),
    )


def require_own_context(of_document: Any, proof: Mapping[str, Any]) -> None:
    """Raise MalformedProof where a proof has a context of its own and the document's does not begin with it."""
    if "@context" in proof:
        of_proof = _as_list(proof["@context"])
        if _as_list(of_document)[: len(of_proof)] != of_proof:
            raise MalformedProof("The proof has another context than the document.", field="/proof/@context")


def context_for_signing(context: Any) -> Any:
    """Return the context to sign a document under: that of data model 1.1 does not define the proof."""
    items = _as_list(context)
    if items[:1] == [CREDENTIALS_V1] and DATA_INTEGRITY_V2 not in items:
        return [*items, DATA_INTEGRITY_V2]
    return context


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
