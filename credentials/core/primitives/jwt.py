"""Compact JSON Web Signatures whose payload is JSON (RFC 7515, RFC 7519), with the algorithms that credentials use.

Sharp: a signature that fits says nothing yet about the issuer, the claims or the dates; ``credentials.core.jwt_checks``
looks at those. Signing goes through our ``Signer``, as the key may sit in a security module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credentials.core.errors import (
    MalformedKey,
    MalformedProof,
    UnreadableDocument,
    UnsupportedProof,
)
from credentials.core.limits import limits
from credentials.core.primitives.json_text import parse_json_object, require_readable, too_large
from credentials.core.primitives.keys import KeyKind, PublicKey, Signer, verify_signature
from credentials.core.primitives.multibase import decode_base64url, encode_base64url

MAX_HEADER_BYTES = 16_384
MAX_SIGNATURE_BYTES = 1024  # RSA with 8192 bits

# RFC 8037 calls Ed25519 "EdDSA", RFC 9864 "Ed25519"; for RSA and ECDSA see RFC 7518, section 3.1.
_KINDS = {
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,
    "ES256": KeyKind.P256,
    "ES384": KeyKind.P384,
    "RS256": KeyKind.RSA,
}
# What others read most widely; RS256 is read only, for the badges of others.
_WRITTEN = {KeyKind.ED25519: "EdDSA", KeyKind.P256: "ES256", KeyKind.P384: "ES384"}
_TEXT_MEMBERS = ("kid", "typ", "cty")
# ``crit`` names extensions that a reader must understand, and none is understood here; ``b64`` (RFC 7797) is one.
_REFUSED_MEMBERS = ("crit", "b64")


@dataclass(frozen=True, slots=True)
class Jwt:
    """A token taken apart, its signature not checked."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signing_input: bytes
    """The first two parts and the dot between them, as they stand in the token (ASCII)."""
    signature: bytes

    @property
    def embedded_key(self) -> PublicKey | None:
        """The public key that the header carries (``jwk``). It proves nothing about whose it is. Raises MalformedKey."""
        jwk = self.header.get("jwk")
        if jwk is None:
            return None
        if not isinstance(jwk, Mapping):
            raise MalformedKey("The key in the header is not a JWK.")
        return PublicKey.from_jwk(jwk)


def sign_jwt(payload: Mapping[str, Any], *, signer: Signer, header: Mapping[str, Any]) -> str:
    """Return the compact token over ``payload``; ``alg`` follows from the signer's key and is added to ``header``.

    Raises UnsupportedProof for a key that has no algorithm here, MalformedProof for a header that we would refuse to
    read, UnreadableDocument for a payload that not everybody reads alike or that is over the cap.
    """
    algorithm = _WRITTEN.get(signer.kind)
    if algorithm is None:
        raise UnsupportedProof(f"With a key of the kind {signer.kind} no token is signed here.", kind=str(signer.kind))
    complete = {"alg": algorithm, **{name: value for name, value in header.items() if name != "alg"}}
    require_sound_header(complete)
    require_readable(dict(payload))
    content = _json(payload)
    if len(content) > limits().max_bytes:
        raise too_large()
    signing_input = f"{encode_base64url(_json(complete))[1:]}.{encode_base64url(content)[1:]}"
    signature = signer.sign(signing_input.encode("ascii"))
    # A signer with another key than it says would yield a token that nobody can verify: better to find out now.
    verify_signature(PublicKey(signer.kind, signer.public_key), signature, signing_input.encode("ascii"))
    return f"{signing_input}.{encode_base64url(signature)[1:]}"


def read_jwt(text: str) -> Jwt:
    """Take a compact token apart. Neither the header's rules nor the signature are checked: ``verify_jwt`` does that.

    Raises UnreadableDocument for what is no token that everybody reads alike: padding, stray bits, another alphabet,
    duplicate members, sizes over the caps.
    """
    max_bytes = limits().max_bytes
    if not isinstance(text, str) or len(text) > (max_bytes + MAX_HEADER_BYTES + MAX_SIGNATURE_BYTES) * 4 // 3 + 8:
        raise too_large()
    parts = text.split(".", maxsplit=3)
    if len(parts) != 3:
        raise UnreadableDocument("A signed token has three parts.", code="readable.not-a-token")
    header = parse_json_object(_decode(parts[0], MAX_HEADER_BYTES))
    payload = parse_json_object(_decode(parts[1], max_bytes))
    signature = _decode(parts[2], MAX_SIGNATURE_BYTES)
    return Jwt(header, payload, f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def verify_jwt(jwt: Jwt, key: PublicKey) -> None:
    """Check that ``key`` signed the token; return nothing.

    Raises SignatureInvalid when the signature does not fit, what ``require_sound_header`` raises, MalformedProof when
    the algorithm does not fit the key, and MalformedKey.
    """
    require_sound_header(jwt.header)
    if _KINDS[jwt.header["alg"]] is not key.kind:
        raise MalformedProof(
            f"The algorithm {jwt.header['alg']} is not for a key of the kind {key.kind}.", field="/header/alg"
        )
    verify_signature(key, jwt.signature, jwt.signing_input)


def require_sound_header(header: Mapping[str, Any]) -> None:
    """Raise MalformedProof for a header that nobody should accept, UnsupportedProof for an unknown algorithm.

    Not acceptable are: no algorithm or ``none``, one with a shared secret, extensions (``crit``, ``b64``), and an
    embedded key that is secret or unusable.
    """
    for name in _REFUSED_MEMBERS:
        if name in header:
            raise MalformedProof(f"The header holds {name}, which is not understood here.", field=f"/header/{name}")
    for name in _TEXT_MEMBERS:
        if name in header and not isinstance(header[name], str):
            raise MalformedProof(f"The header's {name} is not a text.", field=f"/header/{name}")
    _require_public(header.get("jwk"))
    _require_algorithm(header.get("alg"))


def _require_algorithm(algorithm: Any) -> None:
    if not isinstance(algorithm, str):
        raise MalformedProof("The header does not say how the token was signed.", field="/header/alg")
    if algorithm.lower() == "none":
        raise MalformedProof("The token says itself that it is not signed.", field="/header/alg", code="proof.absent")
    if algorithm.upper().startswith("HS"):
        raise MalformedProof(
            "The token was made with a shared secret, which proves nothing about who made it.", field="/header/alg"
        )
    if algorithm not in _KINDS:
        raise UnsupportedProof(f"The algorithm {algorithm[:40]} can't be checked here.", kind=algorithm[:40])


def _require_public(jwk: Any) -> None:
    if jwk is None:
        return
    if not isinstance(jwk, Mapping):
        raise MalformedProof("The key in the header is not a JWK.", field="/header/jwk")
    try:
        PublicKey.from_jwk(jwk)
    except MalformedKey as error:
        raise MalformedProof(f"The key in the header can't be used: {error}", field="/header/jwk") from error


def _decode(part: str, limit: int) -> bytes:
    if len(part) > limit * 4 // 3 + 2:
        raise UnreadableDocument(
            "A part of the token is larger than it can be.", code="readable.too-large", cap="bytes", limit=limit
        )
    try:
        return decode_base64url(part)
    except MalformedKey as error:
        raise UnreadableDocument("This token is not in base64url.", code="readable.not-a-token") from error


def _json(value: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise UnreadableDocument("This is not JSON.") from error
