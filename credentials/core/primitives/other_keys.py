"""P-256, P-384 and RSA keys, with the methods that the library's Ed25519 keys have. Loaded when one is met.

An ECDSA signature is r and s side by side, as in RFC 7518, section 3.4, never DER.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from credentials.core.errors import MalformedKey, SignatureInvalid
from credentials.core.primitives.keys import KeyKind
from credentials.core.primitives.multibase import encode_base64url


class _Curve(NamedTuple):
    curve: ec.EllipticCurve
    hash: hashes.HashAlgorithm
    size: int
    """Bytes of a coordinate, of r, of s and of the secret number."""


_CURVES = {
    KeyKind.P256: _Curve(ec.SECP256R1(), hashes.SHA256(), 32),
    KeyKind.P384: _Curve(ec.SECP384R1(), hashes.SHA384(), 48),
}
# RFC 7518, section 3.3, asks 2048 bits at least; the upper end bounds the work that a stranger's key can ask.
_RSA_BITS = range(2048, 8193)


class PointKey:
    """A public key of ECDSA. Raises MalformedKey or ValueError for a point (compressed) that is none of the curve's."""

    def __init__(self, kind: KeyKind, raw: bytes) -> None:
        curve = _CURVES[kind]
        if len(raw) != curve.size + 1:
            raise MalformedKey(f"A point of {curve.curve.name} is written compressed, in {curve.size + 1} bytes.")
        self._kind = kind
        self._public = ec.EllipticCurvePublicKey.from_encoded_point(curve.curve, raw)

    @classmethod
    def from_coordinates(cls, kind: KeyKind, x: bytes, y: bytes) -> Self:
        """Raises MalformedKey or ValueError."""
        curve = _CURVES[kind]
        if not len(x) == len(y) == curve.size:
            raise MalformedKey(f"The coordinates of a {kind} key have {curve.size} bytes.")
        return cls(kind, _compressed(ec.EllipticCurvePublicKey.from_encoded_point(curve.curve, b"\x04" + x + y)))

    def public_bytes_raw(self) -> bytes:
        """The compressed point."""
        return _compressed(self._public)

    def as_jwk(self) -> dict[str, str]:
        point, size = self._public.public_numbers(), _CURVES[self._kind].size
        x, y = (encode_base64url(coordinate.to_bytes(size, "big"))[1:] for coordinate in (point.x, point.y))
        return {"kty": "EC", "crv": str(self._kind), "x": x, "y": y}

    def verify(self, signature: bytes, data: bytes) -> None:
        """Raises the library's InvalidSignature, or SignatureInvalid for another length."""
        curve = _CURVES[self._kind]
        size = curve.size
        if len(signature) != 2 * size:
            raise SignatureInvalid(f"The signature has {len(signature)} bytes in place of {2 * size}.")
        r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
        self._public.verify(encode_dss_signature(r, s), data, ec.ECDSA(curve.hash))


class SecretPointKey:
    """A secret key of ECDSA. Raises MalformedKey or ValueError for a number that is none."""

    def __init__(self, kind: KeyKind, secret: bytes) -> None:
        curve = _CURVES[kind]
        if len(secret) != curve.size:
            raise MalformedKey("This is not a secret key of a kind that signs here.")
        self._curve = curve
        self._private = ec.derive_private_key(int.from_bytes(secret, "big"), curve.curve)
        self._public = PointKey(kind, _compressed(self._private.public_key()))

    @classmethod
    def generate(cls, kind: KeyKind) -> Self:
        curve = _CURVES[kind]
        private = ec.generate_private_key(curve.curve)
        return cls(kind, private.private_numbers().private_value.to_bytes(curve.size, "big"))

    def public_key(self) -> PointKey:
        return self._public

    def private_bytes_raw(self) -> bytes:
        return self._private.private_numbers().private_value.to_bytes(self._curve.size, "big")

    def sign(self, data: bytes) -> bytes:
        size = self._curve.size
        # Deterministic (RFC 6979): a poor source of randomness can't give the key away.
        r, s = decode_dss_signature(self._private.sign(data, ec.ECDSA(self._curve.hash, deterministic_signing=True)))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")


class RsaKey:
    """A public key of RSA. Raises MalformedKey or ValueError for DER that holds none."""

    def __init__(self, der: bytes) -> None:
        public = load_der_public_key(der)
        if not isinstance(public, rsa.RSAPublicKey) or public.key_size not in _RSA_BITS:
            raise MalformedKey(f"An RSA key has {_RSA_BITS[0]} to {_RSA_BITS[-1]} bits.")
        self._public = public

    @classmethod
    def from_numbers(cls, n: bytes, e: bytes) -> Self:
        """Take the modulus and the exponent. Raises MalformedKey or ValueError."""
        numbers = rsa.RSAPublicNumbers(int.from_bytes(e, "big"), int.from_bytes(n, "big"))
        return cls(_subject_public_key_info(numbers.public_key()))

    def public_bytes_raw(self) -> bytes:
        """SubjectPublicKeyInfo in DER."""
        return _subject_public_key_info(self._public)

    def as_jwk(self) -> dict[str, str]:
        numbers = self._public.public_numbers()
        n, e = (_base64url_number(number) for number in (numbers.n, numbers.e))
        return {"kty": "RSA", "n": n, "e": e}

    def verify(self, signature: bytes, data: bytes) -> None:
        """Raises the library's InvalidSignature."""
        self._public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


def _compressed(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _subject_public_key_info(public: rsa.RSAPublicKey) -> bytes:
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _base64url_number(number: int) -> str:
    return encode_base64url(number.to_bytes((number.bit_length() + 7) // 8, "big"))[1:]
