"""Putting the seal on a PDF: PAdES baseline B, over every byte, and the last thing that happens to the file."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from foundation.pdf_seals.material import SealMaterial

_FIELD = "Seal"
# A field that nothing is drawn for lies outside the page: PDF/A forbids that it is hidden, PDF/UA that it lies untagged on it.
_NOT_DRAWN = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


def seal_pdf(pdf: bytes, material: SealMaterial, *, label: str, reason: str) -> bytes:
    """The PDF with the seal, after which nothing may be changed in it.

    ``label`` is what a screen reader says of the seal, ``reason`` stands in it for who looks at it; both in the language of
    the document. The time that it bears is that of our own clock: nobody else vouches for it.
    """
    metadata = PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha512" if isinstance(material.key, ed25519.Ed25519PrivateKey) else "sha256",
        name=material.name or None,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    field = SigFieldSpec(_FIELD, on_page=0, readable_field_name=label, invis_sig_settings=_NOT_DRAWN)
    signer = PdfSigner(metadata, signer=_signer(material), new_field_spec=field, timestamper=None)
    sealed = io.BytesIO()
    # pyHanko signs in an event loop of its own, which a thread that runs one already does not allow.
    with ThreadPoolExecutor(max_workers=1) as alone:
        alone.submit(signer.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)), output=sealed).result()
    return sealed.getvalue()


def _signer(material: SealMaterial) -> SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    own, *above = (
        x509.Certificate.load(each.public_bytes(serialization.Encoding.DER))
        for each in (material.certificate, *material.above)
    )
    store.register_multiple([own, *above])
    return SimpleSigner(signing_cert=own, signing_key=keys.PrivateKeyInfo.load(material.secret), cert_registry=store)
