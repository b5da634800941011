"""From what the machine read to what is proposed: the person sees both and decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portfolio import reading
from portfolio.models import EvidenceItem, EvidenceKind

_TEXT_FIELDS = {"title": "title", "holder": "holder", "institution": "organisation", "level": "level"}
_DATE_FIELDS = {"date": "issued_on", "valid_until": "valid_until"}
_CODES = (("crebo", "CREBO"), ("croho", "CROHO"))
# What a document says that it is; what says nothing is taken for something that the person made.
_KINDS = {
    "diploma": EvidenceKind.DIPLOMA,
    "course-certificate": EvidenceKind.CERTIFICATE,
    "testimony": EvidenceKind.TESTIMONY,
    "reflection": EvidenceKind.REFLECTION,
}


def typed_from_reading(fields: Mapping[str, reading.ReadField]) -> dict[str, Any]:
    """First values of an item's typed fields, from what was read. A code goes with its system, never as a bare number."""
    proposed: dict[str, Any] = {}
    for name, field in _TEXT_FIELDS.items():
        if name in fields:
            limit = getattr(EvidenceItem._meta.get_field(field), "max_length", None)
            proposed[field] = str(fields[name].value)[:limit]
    for name, field in _DATE_FIELDS.items():
        if name in fields:
            proposed[field] = date.fromisoformat(str(fields[name].value))
    for name, system in _CODES:
        if name in fields:
            proposed |= {"code": str(fields[name].value), "code_system": system}
            break
    return proposed


def kind_of(examination: reading.Examination) -> str:
    """The likely kind of a document; the person corrects it on the item's page."""
    return _KINDS.get(examination.kind or "", EvidenceKind.WORK_PRODUCT)
