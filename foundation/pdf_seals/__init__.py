"""Seals on PDFs (PAdES): making a certificate, sealing, and looking at the seal of any file. Nothing is ever fetched.

A seal says which organisation sealed a file and that no byte changed since; not that what stands in it is right.
"""

from foundation.pdf_seals.checking import SealFindings, SealState
from foundation.pdf_seals.looking import look_at_seal
from foundation.pdf_seals.material import (
    BadSealFile,
    SealMaterial,
    certificates_in,
    make_material,
    material_of,
    name_in,
    read_material,
)
from foundation.pdf_seals.sealing import seal_pdf

__all__ = [
    "BadSealFile",
    "SealFindings",
    "SealMaterial",
    "SealState",
    "certificates_in",
    "look_at_seal",
    "make_material",
    "material_of",
    "name_in",
    "read_material",
    "seal_pdf",
]
