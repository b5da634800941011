"""Signs PDF files for tests: a root, a register under it, and a stranger who takes the register's name."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNER = "Voorbeeldregister Diploma's"


class Signing:
    """``root``: the certificate to trust, as PEM."""

    def __init__(self) -> None:
        root_key, root = _certificate("Wortel", None)
        self.root = root.public_bytes(serialization.Encoding.PEM).decode()
        self._register = _signer(*_certificate(SIGNER, (root_key, root)), chain=[root])
        self._stranger = _signer(*_certificate(SIGNER, None), chain=[])
        self._expired = _signer(*_certificate(SIGNER, (root_key, root), days=-3), chain=[root])

    def signed(
        self, content: bytes, *, by: str = "register", certify: bool = False, field: str = "Handtekening"
    ) -> bytes:
        """The PDF with a signature; ``by``: register, stranger or expired. ``certify``: no change is allowed afterwards."""
        signer = {"register": self._register, "stranger": self._stranger, "expired": self._expired}[by]
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        metadata = signers.PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            certify=certify,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES if certify else fields.MDPPerm.FILL_FORMS,
        )
        # In a thread of its own: pyHanko runs a loop, and in ours the browser's may be running.
        with ThreadPoolExecutor(1) as thread:
            signed: bytes = thread.submit(signers.sign_pdf, writer, metadata, signer=signer).result().getvalue()
        return signed


def _certificate(
    name: str, issuer: tuple[ec.EllipticCurvePrivateKey, certificates.Certificate] | None, *, days: int = 300
) -> tuple[ec.EllipticCurvePrivateKey, certificates.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, name)])
    is_root = issuer is None
    now = datetime.now(UTC)
    usage = certificates.KeyUsage(
        digital_signature=True,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
    built = (
        certificates.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(certificates.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(certificates.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(issuer[0] if issuer else key, hashes.SHA256())
    )
    return key, built


def _signer(
    key: ec.EllipticCurvePrivateKey, certificate: certificates.Certificate, *, chain: list[certificates.Certificate]
) -> signers.SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(_loaded(each) for each in chain)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=_loaded(certificate), signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store
    )


def _loaded(certificate: certificates.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
