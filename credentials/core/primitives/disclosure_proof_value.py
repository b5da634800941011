"""The ``proofValue`` of selective disclosure: a header, then five things in CBOR, as base64url with ``u`` before it.

Sections 3.5.2, 3.5.3 and 3.5.5 to 3.5.8 of Data Integrity ECDSA Cryptosuites (https://www.w3.org/TR/vc-di-ecdsa/). That
text gives the public key 36 bytes in one place; a compressed point behind its two byte prefix has 35.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from credentials.core.errors import MalformedKey, MalformedProof, NotDisclosable
from credentials.core.primitives.cbor import Cbor, decode_cbor, encode_cbor
from credentials.core.primitives.disclosure_pointers import MAX_POINTERS
from credentials.core.primitives.disclosure_statements import MAX_STATEMENTS
from credentials.core.primitives.keys import KeyKind, PublicKey
from credentials.core.primitives.multibase import decode_base64url, encode_base64url

MAX_CHARACTERS = 1_000_000
SIGNATURE_BYTES, HMAC_BYTES = 64, 32

_BASE, _DERIVED = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
_P256_PREFIX = b"\x80\x24"
_KEY_BYTES = 35


@dataclass(frozen=True, slots=True)
class BaseProofValue:
    """What the issuer hands to the holder, who keeps it: with it anything in the badge can be shown."""

    base_signature: bytes
    """The issuer's: over the proof's hash, ``public_key`` and the hash of the mandatory statements."""
    public_key: bytes
    """The key of this one proof that signed the other statements: P-256, as a Multikey's 35 bytes."""
    hmac_key: bytes
    signatures: tuple[bytes, ...]
    """One for each statement that is not mandatory, in their order."""
    mandatory_pointers: tuple[str, ...]

    def to_text(self) -> str:
        signatures, pointers = list[Cbor](self.signatures), list[Cbor](self.mandatory_pointers)
        return _to_text(_BASE, [self.base_signature, self.public_key, self.hmac_key, signatures, pointers])

    @classmethod
    def from_proof(cls, proof: Mapping[str, Any]) -> Self:
        """Read a base proof. Raises MalformedProof, and NotDisclosable for a proof that was derived already."""
        header, parts = _from_text(proof)
        if header == _DERIVED:
            raise NotDisclosable("This copy shows a part already; take the one that the issuer gave.")
        match parts:
            case [signature, public_key, hmac_key, list(signatures), list(pointers)]:
                return cls(
                    _bytes(signature, SIGNATURE_BYTES),
                    _key(public_key),
                    _bytes(hmac_key, HMAC_BYTES),
                    _signatures(signatures),
                    _pointers(pointers),
                )
        raise _malformed("A base proof holds five things, in their order.")


@dataclass(frozen=True, slots=True)
class DerivedProofValue:
    """What the holder hands to a verifier, with the statements that it belongs to."""

    base_signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...]
    """One for each statement that is shown and not mandatory, in their order."""
    labels: Mapping[int, bytes]
    """By the number in a canonical label (0 for ``c14n0``) the HMAC digest that the label had when it was signed."""
    mandatory_indexes: tuple[int, ...]
    """Positions of the mandatory statements among those shown."""

    def to_text(self) -> str:
        signatures, indexes = list[Cbor](self.signatures), list[Cbor](self.mandatory_indexes)
        return _to_text(_DERIVED, [self.base_signature, self.public_key, signatures, dict(self.labels), indexes])

    @classmethod
    def from_proof(cls, proof: Mapping[str, Any]) -> Self:
        """Read a derived proof. Raises MalformedProof, for a base proof (code ``proof.base-shown``) as well.

        No label may stand for two: that would let one thing of the issuer's pass for two. No index may stand in it twice.
        """
        header, parts = _from_text(proof)
        if header == _BASE:
            raise MalformedProof(
                "This is the holder's own copy, which is not for showing.",
                code="proof.base-shown",
                field="/proof/proofValue",
            )
        match parts:
            case [signature, public_key, list(signatures), dict(labels), list(indexes)]:
                return cls(
                    _bytes(signature, SIGNATURE_BYTES),
                    _key(public_key),
                    _signatures(signatures),
                    _labels(labels),
                    _indexes(indexes),
                )
        raise _malformed("A derived proof holds five things, in their order.")


def proof_key(public_key: bytes) -> PublicKey:
    """Return the key of one proof from its 35 bytes."""
    return PublicKey(KeyKind.P256, public_key[len(_P256_PREFIX) :])


def proof_key_bytes(raw: bytes) -> bytes:
    """Write a compressed point (33 bytes) as the 35 bytes that are signed."""
    return _P256_PREFIX + raw


def _to_text(header: bytes, parts: list[Cbor]) -> str:
    return encode_base64url(header + encode_cbor(parts))


def _from_text(proof: Mapping[str, Any]) -> tuple[bytes, Cbor]:
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("u"):
        raise _malformed("The proof value is not written in base64url.")
    if len(value) > MAX_CHARACTERS:
        raise _malformed(f"The proof value has over {MAX_CHARACTERS} characters.", limit=MAX_CHARACTERS)
    try:
        data = decode_base64url(value[1:])
    except MalformedKey as error:
        raise _malformed("The proof value is not written in base64url.") from error
    header = data[:3]
    if header not in {_BASE, _DERIVED}:
        raise _malformed("The proof value does not begin as one of selective disclosure.")
    try:
        return header, decode_cbor(data[3:])
    except MalformedProof as error:
        raise _malformed(error.message, **error.data) from error


def _bytes(value: Cbor, size: int) -> bytes:
    if not isinstance(value, bytes) or len(value) != size:
        raise _malformed(f"The proof value does not hold {size} bytes where it should.")
    return value


def _key(value: Cbor) -> bytes:
    public_key = _bytes(value, _KEY_BYTES)
    if not public_key.startswith(_P256_PREFIX):
        raise _malformed("The key of the proof is no P-256 Multikey.")
    return public_key


def _signatures(values: list[Cbor]) -> tuple[bytes, ...]:
    _require_at_most(MAX_STATEMENTS, values, "signatures")
    return tuple(_bytes(value, SIGNATURE_BYTES) for value in values)


def _pointers(values: list[Cbor]) -> tuple[str, ...]:
    _require_at_most(MAX_POINTERS, values, "mandatory pointers")
    pointers = tuple(value for value in values if isinstance(value, str))
    if len(pointers) != len(values):
        raise _malformed("A mandatory pointer is no text.")
    return pointers


def _labels(values: dict[int, Cbor]) -> dict[int, bytes]:
    _require_at_most(MAX_STATEMENTS, values, "labels")
    labels = {number: _bytes(value, HMAC_BYTES) for number, value in values.items()}
    if len(set(labels.values())) != len(labels):
        raise _malformed("A label of the proof stands for two.")
    return labels


def _indexes(values: list[Cbor]) -> tuple[int, ...]:
    _require_at_most(MAX_STATEMENTS, values, "indexes")
    indexes = tuple(value for value in values if isinstance(value, int))
    if len(set(indexes)) != len(values):
        raise _malformed("An index of the proof is no number, or stands in it twice.")
    return indexes


def _require_at_most(limit: int, values: list[Cbor] | dict[int, Cbor], what: str) -> None:
    if len(values) > limit:
        raise _malformed(f"The proof value holds over {limit} {what}.", limit=limit)


def _malformed(message: str, **data: Any) -> MalformedProof:
    return MalformedProof(message, field="/proof/proofValue", **data)
