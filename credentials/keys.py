"""The issuers' signing keys: encrypted at rest in the database, or in a security module (``credentials.pkcs11``).

At rest: AES-256-GCM under ERKEND_KEY_SECRET, bound to the public key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from credentials import pkcs11
from credentials.core.errors import SignatureInvalid
from credentials.core.primitives.data_integrity import ECDSA_RDFC, EDDSA_RDFC, add_proof
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey, Signer
from credentials.core.primitives.multibase import decode_multibase
from credentials.errors import KeyDoesNotOpen, ModuleUnavailable
from credentials.models import IssuerProfile, SigningKey

_NONCE_BYTES = 12
_MULTIKEY_PREFIX_BYTES = 2
_PURPOSE = b"erkend signing keys 1"
_SUITES = {KeyKind.ED25519: EDDSA_RDFC, KeyKind.P256: ECDSA_RDFC}


class DatabaseSigner(SecretKey):
    """A signer whose private key lies encrypted in the database."""

    def __init__(self, key: SigningKey) -> None:
        super().__init__(
            public_key_of(key).kind, open_secret(bytes(key.encrypted_secret), bound_to=key.public_multibase)
        )


def signer_for(key: SigningKey) -> Signer:
    """Whoever signs with this key. Raises KeyDoesNotOpen; the module's signer raises ModuleUnavailable when it signs."""
    if key.backend == SigningKey.Backend.PKCS11:
        return pkcs11.ModuleSigner(key.label, public_key_of(key))
    return DatabaseSigner(key)


def sign_with(key: SigningKey, document: Mapping[str, Any], *, did: str, created: datetime) -> dict[str, Any]:
    """The document with a proof by this key, of the cryptosuite that goes with its kind.

    Raises KeyDoesNotOpen or ModuleUnavailable, and what ``add_proof`` raises for a document that can't be signed.
    """
    signer = signer_for(key)
    try:
        return add_proof(
            document,
            signer=signer,
            verification_method=method_id(key, did),
            created=created,
            cryptosuite=_SUITES[signer.kind],
        )
    except SignatureInvalid as error:  # what lies under the label is another key
        raise ModuleUnavailable("other-key") from error


def make_key(issuer: IssuerProfile, kind: KeyKind | None = None) -> SigningKey:
    """A fresh key for the issuer, in the security module where there is one; the caller retires the one before.

    Without a ``kind``: Ed25519, or P-256 in a module that knows no other. Raises ModuleUnavailable.
    """
    if pkcs11.is_configured():
        label, public = pkcs11.make_module_key(kind)
        return SigningKey.objects.create(
            issuer=issuer, public_multibase=public.to_multibase(), backend=SigningKey.Backend.PKCS11, label=label
        )
    secret = SecretKey.generate(kind or KeyKind.ED25519)
    multibase = secret.public.to_multibase()
    raw = decode_multibase(secret.to_multibase())[_MULTIKEY_PREFIX_BYTES:]
    return SigningKey.objects.create(
        issuer=issuer, public_multibase=multibase, encrypted_secret=close_secret(raw, bound_to=multibase)
    )


def public_key_of(key: SigningKey) -> PublicKey:
    return PublicKey.from_multibase(key.public_multibase)


def method_id(key: SigningKey, did: str) -> str:
    """The DID URL of the key's verification method."""
    return f"{did}#{key.public_multibase}"


def close_secret(secret: bytes, *, bound_to: str) -> bytes:
    """As it is kept: encrypted under ERKEND_KEY_SECRET, and of no use beside another public key or certificate."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, secret, bound_to.encode())


def open_secret(stored: bytes, *, bound_to: str) -> bytes:
    """What ``close_secret`` closed. Raises KeyDoesNotOpen."""
    try:
        return _cipher().decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], bound_to.encode())
    except InvalidTag as error:
        raise KeyDoesNotOpen from error


def _cipher() -> AESGCM:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(settings.ERKEND_KEY_SECRET.encode())
    return AESGCM(derived)
