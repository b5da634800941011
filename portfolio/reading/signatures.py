"""The digital signatures in a PDF, checked inside the bounded process against the roots that were handed to it.

Nothing is fetched. Four answers: ``verified`` (unchanged since it was signed, under a root that we trust), ``untrusted``
(unchanged, by somebody we do not trust), ``broken`` (changed, or not to be checked) and ``not-signed``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from foundation.pdf_seals.checking import MAY_SIGN, is_unchanged, name_of

VERIFIED, UNTRUSTED, BROKEN, NOT_SIGNED = "verified", "untrusted", "broken", "not-signed"
_WORST_FIRST = (BROKEN, UNTRUSTED, VERIFIED)
_MOST_SIGNATURES = 20


def check(path: Path, *, roots: Sequence[str]) -> dict[str, str]:
    """``{"state": …, "signer": …}`` for a PDF that holds something that looks like a signature; ``roots`` as PEM texts.

    Of several signatures the worst counts. The signer is the name in the certificate, whatever it is worth.
    """
    logging.disable(logging.CRITICAL)  # it logs a traceback for every signer that we do not know
    trusted = list(_certificates(roots))
    try:
        with path.open("rb") as stream:
            reader = PdfFileReader(stream, strict=False)
            if reader.encrypted:
                reader.decrypt(b"")
            signatures = reader.embedded_regular_signatures
            answers = [_checked(each, trusted) for each in signatures[:_MOST_SIGNATURES]]
            if len(signatures) > _MOST_SIGNATURES:
                answers.append((BROKEN, ""))
            if not answers and reader.embedded_timestamp_signatures:
                return {"state": NOT_SIGNED, "signer": ""}  # the time is proven, by nobody who says anything
    except (
        Exception
    ):  # it was signed, and what was done to it since keeps us from looking: that is no signature any more
        return {"state": BROKEN, "signer": ""}
    if not answers:  # a signature lies in the file, and the document does not point to it any more
        return {"state": BROKEN, "signer": ""}
    state, signer = min(answers, key=lambda each: _WORST_FIRST.index(each[0]))
    return {"state": state, "signer": signer}


def _checked(signature: EmbeddedPdfSignature, trusted: list[x509.Certificate]) -> tuple[str, str]:
    signer = ""
    try:
        certificate = signature.signer_cert
        signer = name_of(certificate)
        context = ValidationContext(trust_roots=trusted, allow_fetching=False)
        status = validate_pdf_signature(signature, context, key_usage_settings=MAY_SIGN)
    except Exception:  # forms of damage without number, each its own error
        return BROKEN, signer
    if not is_unchanged(status):
        return BROKEN, signer
    return (VERIFIED if status.trusted and not status.revoked else UNTRUSTED), signer


def _certificates(texts: Sequence[str]) -> Iterator[x509.Certificate]:
    for text in texts:
        for kind, _headers, content in pem.unarmor(text.encode(), multiple=True):
            if kind == "CERTIFICATE":
                yield x509.Certificate.load(content)
