"""What a badge that somebody else issued becomes in a portfolio. Plain functions: nothing is stored or fetched here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from credentials.core.identity import ADDRESS_TYPES, identities_of, identity_fits, matches_identity
from credentials.core.lenient import object_of, text_of
from credentials.core.report import CheckName, Finding, Report, ReportVerdict
from credentials.core.summary import Summary
from portfolio.models import ImportedBadge

_OWN_WORDS = 2000  # characters of what a badge says of itself that are proposed as what it shows


def typed_from_badge(summary: Summary | None) -> dict[str, Any]:
    """First values of an item's typed fields; the owner may correct them, the badge itself never changes."""
    if summary is None:
        return {}
    issued = summary.assessed_on or (summary.valid_from.date() if summary.valid_from else None)
    level = summary.levels[0] if summary.levels else None
    return {
        "title": " ".join(summary.title.split())[:300],
        "what_it_shows": (summary.description or summary.criteria_narrative).strip()[:_OWN_WORDS],
        "organisation": " ".join(summary.issuer_name.split())[:200],
        "holder": (summary.holder_name or "")[:200],
        "level": f"{level.framework} {level.level}"[:60] if level else "",
        "issued_on": issued,
        "valid_until": summary.valid_until.date() if summary.valid_until else None,
    }


def is_readable(report: Report) -> bool:
    return report.verdict is not ReportVerdict.UNREADABLE


def was_changed(report: Report) -> bool:
    """Whether its seal does not fit, so that nothing in it is known to be its issuer's words."""
    failed = {check.name for check in report.checks if check.finding is Finding.FAILED}
    return bool(failed & {CheckName.READABLE, CheckName.PROOF, CheckName.ISSUER, CheckName.CONTEXT, CheckName.SCHEMA})


def holder_of(credential: Mapping[str, Any] | None, addresses: Collection[str]) -> ImportedBadge.Holder:
    """Whether the badge is bound to one of these addresses, by its salted hash or in plain text; Open Badges 2.0 too."""
    recipient = object_of(object_of(credential).get("recipient"))
    if text_of(recipient.get("type")) in ADDRESS_TYPES:
        fits = any(
            identity_fits(
                stated=text_of(recipient.get("identity")),
                is_hashed=recipient.get("hashed") is True,
                salt=text_of(recipient.get("salt")),
                identity=address,
            )
            for address in addresses
        )
        return ImportedBadge.Holder.YOURS if fits else ImportedBadge.Holder.OTHER
    if not any(entry.get("identityType") in ADDRESS_TYPES for entry in identities_of(credential)):
        return ImportedBadge.Holder.NOT_BOUND
    fits = any(matches_identity(credential, address) for address in addresses)
    return ImportedBadge.Holder.YOURS if fits else ImportedBadge.Holder.OTHER


def media_type_of(data: bytes) -> str:
    """Of a badge that could be read: the picture that it is baked in, a JSON document, or a token or address as text."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"\x89PNG"):
        return "image/png"
    if start.startswith(b"<"):
        return "image/svg+xml"
    return "application/json" if start.startswith(b"{") else "application/jwt"
