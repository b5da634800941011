"""What an organisation seals with: a private key and its certificate, made here or brought along."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

_YEARS = 10
_CLOCKS_DIFFER = timedelta(minutes=5)
_NAME_LETTERS = 64  # the most that a name in a certificate may have (X.520)
_MOST_CERTIFICATES = 10
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)

SealKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


class BadSealFile(Exception):
    """A file that no seal can be made of. ``code``: password, no-key, other-key, kind, purpose, expired or damaged."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class SealMaterial:
    """The certificate with those above it, and its private key."""

    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...]
    key: SealKey = field(repr=False)

    @property
    def chain_pem(self) -> str:
        """The seal's own certificate first."""
        return "".join(
            each.public_bytes(serialization.Encoding.PEM).decode() for each in (self.certificate, *self.above)
        )

    @property
    def secret(self) -> bytes:
        """The private key as PKCS #8, DER, not encrypted."""
        return self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @property
    def sha256(self) -> str:
        """Of the certificate as DER, in hex."""
        return hashlib.sha256(self.certificate.public_bytes(serialization.Encoding.DER)).hexdigest()

    @property
    def name(self) -> str:
        """Whom the certificate names."""
        return name_in(self.certificate.subject)


def name_in(name: x509.Name) -> str:
    """The common name, or else the organisation; "" without either."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(kind):
            return str(found[0].value)
    return ""


def certificates_in(chain_pem: str) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    """The seal's own certificate, and those above it."""
    own, *above = x509.load_pem_x509_certificates(chain_pem.encode())
    return own, tuple(above)


def make_material(name: str, *, now: datetime) -> SealMaterial:
    """A key (P-256) and a certificate that it signs itself, in the organisation's name, for ten years."""
    key = ec.generate_private_key(ec.SECP256R1())
    short = name[:_NAME_LETTERS]
    subject = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, short), x509.NameAttribute(NameOID.COMMON_NAME, short)]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return SealMaterial(certificate, (), key)


def material_of(chain_pem: str, secret: bytes) -> SealMaterial:
    """What was stored: certificates as PEM, the seal's own first, and the key as PKCS #8."""
    own, above = certificates_in(chain_pem)
    return SealMaterial(own, above, _usable(serialization.load_der_private_key(secret, None)))


def read_material(data: bytes, *, password: str, now: datetime) -> SealMaterial:
    """A PKCS #12 file (.p12, .pfx) or PEM texts with certificate and key. Raises BadSealFile."""
    secret = password.encode() or None
    try:
        key, certificates = _from_pem(data, secret) if _CERTIFICATE.search(data) else _from_pkcs12(data, secret)
    except TypeError as error:  # a password where none is asked for, or the other way round
        raise BadSealFile("password") from error
    except ValueError as error:
        raise BadSealFile("password" if "password" in str(error).lower() else "damaged") from error
    usable = _usable(key)
    own = next((each for each in certificates if each.public_key() == usable.public_key()), None)
    if own is None:
        raise BadSealFile("other-key")
    if not own.not_valid_before_utc <= now < own.not_valid_after_utc:
        raise BadSealFile("expired")
    _require_purpose(own)
    return SealMaterial(own, tuple(each for each in certificates if each != own), usable)


def _from_pkcs12(data: bytes, secret: bytes | None) -> tuple[PrivateKeyTypes, Sequence[x509.Certificate]]:
    key, own, above = pkcs12.load_key_and_certificates(data, secret)
    if key is None or own is None:
        raise BadSealFile("no-key")
    return key, [own, *above[:_MOST_CERTIFICATES]]


def _from_pem(data: bytes, secret: bytes | None) -> tuple[PrivateKeyTypes, Sequence[x509.Certificate]]:
    found = _KEY.search(data)
    if found is None:
        raise BadSealFile("no-key")
    texts = _CERTIFICATE.findall(data)[:_MOST_CERTIFICATES]
    encrypted = b"ENCRYPTED" in found[0]
    key = serialization.load_pem_private_key(found[0], secret if encrypted else None)
    return key, [x509.load_pem_x509_certificate(text) for text in texts]


def _usable(key: PrivateKeyTypes) -> SealKey:
    if not isinstance(key, SealKey):
        raise BadSealFile("kind")
    return key


def _require_purpose(certificate: x509.Certificate) -> None:
    """A certificate that says what it is for has to allow signing (RFC 5280, section 4.2.1.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not usage.digital_signature and not usage.content_commitment:
        raise BadSealFile("purpose")
