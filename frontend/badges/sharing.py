"""Taking a badge elsewhere: a link for LinkedIn that only goes there on a click, and a QR code."""

from __future__ import annotations

from urllib.parse import urlencode

import segno
from django.utils import timezone

from credentials.core.summary import Summary
from credentials.models import Badge

_LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin_address(badge: Badge, summary: Summary, *, page: str) -> str:
    """LinkedIn's form for a certificate, filled in. ``page`` is the absolute address of the badge's page."""
    issued = timezone.localdate(badge.issued_at)
    query = {
        "startTask": "CERTIFICATION_NAME",
        "name": summary.title,
        "organizationName": summary.issuer_name,
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "certUrl": page,
        "certId": badge.code,
    }
    if summary.valid_until:
        ends = timezone.localdate(summary.valid_until)
        query |= {"expirationYear": ends.year, "expirationMonth": ends.month}
    return f"{_LINKEDIN}?{urlencode(query)}"


def qr_uri(address: str) -> str:
    """A QR code of an address as a ``data:`` SVG, on white so that it also reads on a dark page."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=3, dark="#12355b", light="#ffffff")
