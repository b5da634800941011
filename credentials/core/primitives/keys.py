"""Keys: their kinds, their forms as text (Multikey and JWK), and the signatures they make and check.

Multikey is https://www.w3.org/TR/cid-1.0/#multikey, JWK is RFC 7517 with RFC 7518 (EC, RSA) and RFC 8037 (OKP). Ed25519
is what most badges are signed with; the library's part for other keys takes longer to load than all of that, so it stands
in ``other_keys``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from credentials.core.errors import MalformedKey, SignatureInvalid
from credentials.core.primitives.multibase import (
    decode_base64url,
    decode_multibase,
    encode_base58btc,
    encode_base64url,
)

if TYPE_CHECKING:
    from credentials.core.primitives.other_keys import PointKey, RsaKey, SecretPointKey

_Public: TypeAlias = "Ed25519PublicKey | PointKey | RsaKey"
_Private: TypeAlias = "Ed25519PrivateKey | SecretPointKey"


class KeyKind(StrEnum):
    """What sort of key this is, and what ``PublicKey.raw`` then holds."""

    ED25519 = "Ed25519"  # 32 bytes
    P256 = "P-256"  # 33 bytes, compressed point
    P384 = "P-384"  # 49 bytes, compressed point
    RSA = "RSA"  # SubjectPublicKeyInfo in DER
    OTHER = "other"  # a known form that no proof of ours uses: X25519, secp256k1, P-521, an unknown JWK


_OF_POINTS = frozenset({KeyKind.P256, KeyKind.P384})
_PUBLIC_PREFIXES = {
    b"\xed\x01": (KeyKind.ED25519, 32),
    b"\x80\x24": (KeyKind.P256, 33),
    b"\x81\x24": (KeyKind.P384, 49),
    b"\xec\x01": (KeyKind.OTHER, 32),
    b"\xe7\x01": (KeyKind.OTHER, 33),
    b"\x82\x24": (KeyKind.OTHER, 67),
}
_SECRET_PREFIXES = {
    b"\x80\x26": (KeyKind.ED25519, 32),
    b"\x86\x26": (KeyKind.P256, 32),
    b"\x87\x26": (KeyKind.P384, 48),
}
_MAX_JWK_MEMBER = 2048  # characters; the modulus of the largest RSA key takes 1366
_SECRET_JWK_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
# The y of the points whose order divides 8, in every spelling: with such a key one signature fits any message.
_FIELD = 2**255 - 19
_Y_OF_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _FIELD, _FIELD + 1, _Y_OF_ORDER_8, _FIELD - _Y_OF_ORDER_8})


class PublicKey(NamedTuple):
    """A public key; ``KeyKind`` says what ``raw`` holds."""

    kind: KeyKind
    raw: bytes

    @classmethod
    def from_multibase(cls, text: str) -> Self:
        """Read a Multikey's ``publicKeyMultibase``. Raises MalformedKey, for a secret key as well."""
        if not isinstance(text, str):
            raise MalformedKey("A Multikey is a text.")
        return cls(*_read_multikey(text))

    def to_multibase(self) -> str:
        """Write it as ``z6Mk…``, ``zDn…`` or ``z82…``. Raises MalformedKey for a kind that has no Multikey here."""
        for prefix, (kind, length) in _PUBLIC_PREFIXES.items():
            if kind is self.kind is not KeyKind.OTHER and len(self.raw) == length:
                _public_object(self)
                return encode_base58btc(prefix + self.raw)
        raise MalformedKey(f"This is no {self.kind} key that can be written as a Multikey.")

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, Any]) -> Self:
        """Read a JWK; of a kind unknown here it is KeyKind.OTHER. Raises MalformedKey, for a secret key as well."""
        if _SECRET_JWK_MEMBERS & jwk.keys():
            raise MalformedKey("This JWK holds a secret.")
        kind = _kind_of_jwk(jwk)
        if kind is KeyKind.OTHER:
            return cls(kind, b"")
        key = cls(kind, _raw_of_jwk(kind, jwk))
        _public_object(key)
        return key


def public_jwk(key: PublicKey) -> dict[str, str]:
    """Return the JWK of a public key, with its required members only. Raises MalformedKey for KeyKind.OTHER."""
    public = _public_object(key)
    if isinstance(public, Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": _base64url(key.raw)}
    return public.as_jwk()


def verify_signature(key: PublicKey, signature: bytes, data: bytes) -> None:
    """Check that the key signed ``data``; return nothing. Raises SignatureInvalid or MalformedKey.

    Ed25519 pure; ECDSA with SHA-256 for P-256 and SHA-384 for P-384, r and s of fixed length (a high s counts: the
    standards ask for no low one); RSASSA-PKCS1-v1_5 with SHA-256.
    """
    public = _public_object(key)
    try:
        public.verify(signature, data)
    except InvalidSignature as error:
        raise SignatureInvalid("The signature does not fit.") from error


class Signer(Protocol):
    """Whoever holds a private key: memory, a database row, a security module."""

    @property
    def kind(self) -> KeyKind: ...

    @property
    def public_key(self) -> bytes:
        """Raw, as in ``PublicKey``."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature: 64 bytes for Ed25519 and P-256, 96 for P-384; the hash of ECDSA is made inside."""


class SecretKey:
    """A signer that holds its key in memory; the public key is derived from it, so the two always fit."""

    __slots__ = ("_private", "kind", "public_key")

    def __init__(self, kind: KeyKind, secret: bytes) -> None:
        """Take the seed (Ed25519, 32 bytes) or the secret number (P-256 32, P-384 48 bytes). Raises MalformedKey."""
        self.kind = kind
        self._private = _private_object(kind, secret)
        self.public_key = self._private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls, kind: KeyKind = KeyKind.ED25519) -> Self:
        """Make a fresh key from the system's randomness."""
        if kind in _OF_POINTS:
            from credentials.core.primitives.other_keys import SecretPointKey  # noqa: PLC0415  # loaded when met

            return cls(kind, SecretPointKey.generate(kind).private_bytes_raw())
        return cls(kind, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_multibase(cls, text: str) -> Self:
        """Read ``z3u2…``, ``z42…`` or ``z2f…``. An Ed25519 seed with the public key behind it is accepted too.

        The implementation guide of Open Badges writes that long form. Raises MalformedKey, also when its halves differ.
        """
        data = decode_multibase(text)
        kind, length = _SECRET_PREFIXES.get(data[:2], (None, 0))
        if kind is None or text[0] != "z":
            raise MalformedKey("This is not a secret key of a known kind.")
        key = cls(kind, data[2 : 2 + length])
        if data[2 + length :] not in ({b"", key.public_key} if kind is KeyKind.ED25519 else {b""}):
            raise MalformedKey("The secret key is followed by something else.")
        return key

    def to_multibase(self) -> str:
        """Write the secret: ``z3u2…``, ``z42…`` or ``z2f…``."""
        prefix = next(prefix for prefix, (kind, _) in _SECRET_PREFIXES.items() if kind is self.kind)
        return encode_base58btc(prefix + self._private.private_bytes_raw())

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, Any]) -> Self:
        """Read a secret JWK. Raises MalformedKey, also when its public half is of another key."""
        key = cls(_kind_of_jwk(jwk), _member(jwk, "d"))
        public = {name: value for name, value in jwk.items() if name != "d"}
        if PublicKey.from_jwk(public) != key.public:
            raise MalformedKey("The two halves of this JWK are not of one key.")
        return key

    def to_jwk(self) -> dict[str, str]:
        """Write the secret as a JWK."""
        return {**public_jwk(self.public), "d": _base64url(self._private.private_bytes_raw())}

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.kind, self.public_key)

    def sign(self, data: bytes) -> bytes:
        return self._private.sign(data)


@lru_cache(maxsize=512)
def _read_multikey(text: str) -> tuple[KeyKind, bytes]:
    """The kind and the raw key; an issuer's key is met again and again, and base58 takes long."""
    data = decode_multibase(text)
    if text[0] != "z":
        raise MalformedKey("A Multikey is written in base58btc.")
    kind, length = _PUBLIC_PREFIXES.get(data[:2], (None, 0))
    if kind is None or len(data) - 2 != length:
        raise MalformedKey("This is not the public key of a known kind.")
    if kind is not KeyKind.OTHER:
        _public_object(PublicKey(kind, data[2:]))
    return kind, data[2:]


@lru_cache(maxsize=512)
def _public_object(key: PublicKey) -> _Public:
    """The library's form of a key; unpacking a point costs as much as a check, hence the cache. Raises MalformedKey."""
    try:
        if key.kind is KeyKind.ED25519:
            return _ed25519(key.raw)
        if key.kind is not KeyKind.OTHER:
            from credentials.core.primitives.other_keys import PointKey, RsaKey  # noqa: PLC0415  # loaded when met

            return RsaKey(key.raw) if key.kind is KeyKind.RSA else PointKey(key.kind, key.raw)
    except ValueError as error:
        raise MalformedKey(f"This is not a {key.kind} public key.") from error
    raise MalformedKey("A key of this kind makes no signatures here.")


def _ed25519(raw: bytes) -> Ed25519PublicKey:
    if int.from_bytes(raw, "little") & (2**255 - 1) in _SMALL_ORDER:
        raise MalformedKey("With this key a signature would fit anything.")
    return Ed25519PublicKey.from_public_bytes(raw)


def _private_object(kind: KeyKind, secret: bytes) -> _Private:
    try:
        if kind is KeyKind.ED25519:
            return Ed25519PrivateKey.from_private_bytes(secret)
        if kind in _OF_POINTS:
            from credentials.core.primitives.other_keys import SecretPointKey  # noqa: PLC0415  # loaded when met

            return SecretPointKey(kind, secret)
    except ValueError as error:
        raise MalformedKey(f"This is not a {kind} secret key.") from error
    raise MalformedKey("This is not a secret key of a kind that signs here.")


def _kind_of_jwk(jwk: Mapping[str, Any]) -> KeyKind:
    match jwk.get("kty"), jwk.get("crv"):
        case "OKP", "Ed25519":
            return KeyKind.ED25519
        case "EC", "P-256":
            return KeyKind.P256
        case "EC", "P-384":
            return KeyKind.P384
        case "RSA", _:
            return KeyKind.RSA
    return KeyKind.OTHER


def _raw_of_jwk(kind: KeyKind, jwk: Mapping[str, Any]) -> bytes:
    try:
        if kind is KeyKind.ED25519:
            return _member(jwk, "x")
        from credentials.core.primitives.other_keys import PointKey, RsaKey  # noqa: PLC0415  # loaded when met

        if kind is KeyKind.RSA:
            return RsaKey.from_numbers(_member(jwk, "n"), _member(jwk, "e")).public_bytes_raw()
        return PointKey.from_coordinates(kind, _member(jwk, "x"), _member(jwk, "y")).public_bytes_raw()
    except ValueError as error:
        raise MalformedKey(f"This is not a {kind} public key.") from error


def _member(jwk: Mapping[str, Any], name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or len(value) > _MAX_JWK_MEMBER:
        raise MalformedKey(f"The JWK lacks {name}.")
    return decode_base64url(value)


def _base64url(data: bytes) -> str:
    return encode_base64url(data)[1:]
