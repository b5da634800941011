"""Multibase and Multikey (https://www.w3.org/TR/cid-1.0/#multikey): keys and digests as text.

``z`` is base58btc with the Bitcoin alphabet, ``u`` base64url without padding; no other base occurs in what we read.
"""

from __future__ import annotations

import base64
import binascii
import re
from enum import StrEnum

import base58
from cryptography.hazmat.primitives.asymmetric import ec

from credentials.core.errors import MalformedKey

_MAX_TEXT = 4096
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class KeyKind(StrEnum):
    """Which key a Multikey holds; always a raw public key."""

    ED25519 = "Ed25519"  # 32 bytes
    P256 = "P-256"  # 33 bytes, compressed point
    OTHER = "other"  # a known form that no proof of ours uses


_PUBLIC = {b"\xed\x01": (KeyKind.ED25519, 32), b"\x80\x24": (KeyKind.P256, 33)}
_OTHER_PUBLIC = {b"\x81\x24": 49, b"\xec\x01": 32, b"\xe7\x01": 33}
_ED25519_SECRET = b"\x80\x26"


def encode_base58btc(data: bytes) -> str:
    return "z" + base58.b58encode(data).decode("ascii")


def encode_base64url(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode_multibase(text: str) -> bytes:
    """Decode ``z…`` or ``u…``. Raises MalformedKey, for padding and characters outside the alphabet as well."""
    if not isinstance(text, str) or not 1 < len(text) <= _MAX_TEXT:
        raise MalformedKey("This is not a multibase text.")
    if text[0] == "z":
        try:
            return base58.b58decode(text[1:].encode("ascii"))
        except ValueError as error:
            raise MalformedKey("This is not base58btc.") from error
    if text[0] == "u":
        return decode_base64url(text[1:])
    raise MalformedKey(f"The base {text[0]!r} is not supported.")


def decode_base64url(text: str) -> bytes:
    """Decode base64url without padding; only the one canonical spelling is accepted."""
    if not _BASE64URL.fullmatch(text):
        raise MalformedKey("This is not base64url without padding.")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise MalformedKey("This is not base64url without padding.") from error
    if base64.urlsafe_b64encode(data).decode("ascii").rstrip("=") != text:
        raise MalformedKey("This base64url has stray bits at its end.")
    return data


def encode_public_key(public_key: bytes) -> str:
    """Write an Ed25519 public key (32 bytes, raw) as ``z6Mk…``."""
    if len(public_key) != 32:
        raise MalformedKey("An Ed25519 public key has 32 bytes.")
    return encode_base58btc(b"\xed\x01" + public_key)


def encode_p256_public_key(public_key: bytes) -> str:
    """Write a P-256 public key (33 bytes, compressed) as ``zDn…``."""
    _require_p256_point(public_key)
    return encode_base58btc(b"\x80\x24" + public_key)


def decode_public_key(text: str) -> tuple[KeyKind, bytes]:
    """Read a Multikey's ``publicKeyMultibase``; the kind and the raw bytes. A secret key is refused."""
    data = decode_multibase(text)
    if text[0] != "z":
        raise MalformedKey("A Multikey is written in base58btc.")
    prefix, raw = data[:2], data[2:]
    if prefix in _PUBLIC:
        kind, length = _PUBLIC[prefix]
        if len(raw) != length:
            raise MalformedKey(f"A {kind} public key has {length} bytes, not {len(raw)}.")
        if kind is KeyKind.P256:
            _require_p256_point(raw)
        return kind, raw
    if _OTHER_PUBLIC.get(prefix) == len(raw):
        return KeyKind.OTHER, raw
    raise MalformedKey("This is not the public key of a known kind.")


def encode_secret_key(seed: bytes) -> str:
    """Write an Ed25519 seed (32 bytes) as ``z3u2…``."""
    if len(seed) != 32:
        raise MalformedKey("An Ed25519 seed has 32 bytes.")
    return encode_base58btc(_ED25519_SECRET + seed)


def decode_secret_key(text: str) -> bytes:
    """Read an Ed25519 seed, 32 bytes. The form with the public key behind it (64 bytes) is accepted too."""
    data = decode_multibase(text)
    if data[:2] != _ED25519_SECRET or len(data) not in {34, 66}:
        raise MalformedKey("This is not an Ed25519 secret key.")
    return data[2:34]


def _require_p256_point(raw: bytes) -> None:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError as error:
        raise MalformedKey("This is not a point of the curve P-256.") from error
    if len(raw) != 33:
        raise MalformedKey("A P-256 public key is written compressed, in 33 bytes.")
