"""Looking at the seal of a PDF, inside the bounded process. Knows no Django and no database: whose it is, the caller finds."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

_MOST_LETTERS = 200
# A seal of an organisation often says only the one, a person's signature the other.
MAY_SIGN = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False, key_usage_forbidden=set()
)


class SealState(StrEnum):
    """What was found on a file."""

    UNCHANGED = "unchanged"  # every byte is under the seal
    ADDED_TO = "added-to"  # what was sealed is whole, and something was added behind it
    BROKEN = "broken"  # changed since, or not to be checked
    NOT_SEALED = "not-sealed"
    UNREADABLE = "unreadable"  # no PDF, or none that can be opened
    TOO_HEAVY = "too-heavy"  # it took more time or memory than a file may


@dataclass(frozen=True, slots=True)
class SealFindings:
    """``signer``: the name in the certificate, whatever it is worth. ``certificate_sha256``: of that certificate, hex."""

    state: SealState
    signer: str = ""
    certificate_sha256: str = ""


def check(path: Path) -> SealFindings:
    """The last signature of a file; whatever is wrong with the file, there is an answer."""
    logging.disable(logging.CRITICAL)  # it logs a traceback for every signer that it doesn't know
    try:
        with path.open("rb") as stream:
            reader = PdfFileReader(stream, strict=False)
            if reader.encrypted:
                reader.decrypt(b"")
            signatures = reader.embedded_regular_signatures
            return _checked(signatures[-1]) if signatures else SealFindings(SealState.NOT_SEALED)
    except Exception:  # forms of damage without number, each its own error
        return SealFindings(SealState.UNREADABLE)


def _checked(signature: EmbeddedPdfSignature) -> SealFindings:
    signer = sha256 = ""
    try:
        certificate = signature.signer_cert
        signer, sha256 = name_of(certificate), hashlib.sha256(certificate.dump()).hexdigest()
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, context, key_usage_settings=MAY_SIGN)
    except Exception:
        return SealFindings(SealState.BROKEN, signer, sha256)
    if not is_unchanged(status):
        return SealFindings(SealState.BROKEN, signer, sha256)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return SealFindings(SealState.UNCHANGED if whole else SealState.ADDED_TO, signer, sha256)


def is_unchanged(status: PdfSignatureStatus) -> bool:
    """Whether what was signed is as it was then, and what came behind it, if anything, is what the signer allowed."""
    return bool(
        status.intact
        and status.valid
        and status.coverage in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
        and status.docmdp_ok
    )


def name_of(certificate: x509.Certificate) -> str:
    """Whom the certificate names: the common name, or else the organisation."""
    subject = certificate.subject.native
    found = next((subject[key] for key in ("common_name", "organization_name") if subject.get(key)), "")
    name = found if isinstance(found, str) else ", ".join(map(str, found))
    return " ".join(name.split())[:_MOST_LETTERS]
