"""Signing keys: Ed25519, encrypted at rest with AES-256-GCM under ERKEND_KEY_SECRET."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from credentials.core.primitives.keys import KeyKind, SecretKey
from credentials.errors import KeyDoesNotOpen
from credentials.models import IssuerProfile, SigningKey

_NONCE_BYTES = 12
_SEED_BYTES = 32
_PURPOSE = b"erkend signing keys 1"


class DatabaseSigner(SecretKey):
    """A signer for credentials.core whose private key lies encrypted in the database."""

    def __init__(self, key: SigningKey) -> None:
        super().__init__(KeyKind.ED25519, _open(bytes(key.encrypted_secret), key.public_multibase))


def make_key(issuer: IssuerProfile) -> SigningKey:
    """A fresh key for the issuer; the caller retires the one before."""
    secret = os.urandom(_SEED_BYTES)
    public = SecretKey(KeyKind.ED25519, secret).public.to_multibase()
    return SigningKey.objects.create(issuer=issuer, public_multibase=public, encrypted_secret=_close(secret, public))


def method_id(key: SigningKey, did: str) -> str:
    """The DID URL of the key's verification method."""
    return f"{did}#{key.public_multibase}"


def _cipher() -> AESGCM:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(settings.ERKEND_KEY_SECRET.encode())
    return AESGCM(derived)


def _close(secret: bytes, public_multibase: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, secret, public_multibase.encode())


def _open(stored: bytes, public_multibase: str) -> bytes:
    try:
        return _cipher().decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], public_multibase.encode())
    except InvalidTag as error:
        raise KeyDoesNotOpen from error
