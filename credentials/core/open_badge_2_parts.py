"""The parts of an Open Badge 2.0 (Assertion, BadgeClass, Profile): what kind they are, their shape, what they state.

Open Badges 2.0, section "Open Badges Vocabulary"; each rule names the class and member that it is of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from credentials.core.errors import MalformedCredential
from credentials.core.lenient import first_object, id_of, items_of, object_of, objects_of, text_of, texts_in
from credentials.core.summary import Summary, summarise
from credentials.core.summary_parts import alignment_claim, evidence_of, instruments_of, related_of

CONTEXTS = frozenset(
    {
        "https://w3id.org/openbadges/v2",
        "http://w3id.org/openbadges/v2",
        "https://openbadgespec.org/v2/context.json",
        "https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld",  # 2.1 added an API; its badges are those of 2.0
    }
)
_CONTEXT_OF_1_1 = "https://w3id.org/openbadges/v1"
ASSERTION = "Assertion"
HOSTED = frozenset({"HostedBadge", "hosted"})
SIGNED = frozenset({"SignedBadge", "signed"})

_HASH = re.compile(r"(?:sha256\$[0-9a-f]{64}|md5\$[0-9a-f]{32})", re.IGNORECASE)
_PROFILE_TYPES = frozenset({"Issuer", "Profile"})
_EMPTY = summarise({})


class Parts(NamedTuple):
    """A badge with what it points at. Empty objects for what could not be had."""

    assertion: Mapping[str, Any]
    badge: Mapping[str, Any]
    issuer: Mapping[str, Any]
    issuer_id: str
    """The address that the badge class names, whatever stands there."""


def kind_of(document: Mapping[str, Any]) -> str:
    """``Open Badges 2.0``, ``1.1``, ``1.0`` or ``0.5`` for an award of that edition, "" for anything else.

    Editions before 1.1 have no context, so they are told by the members that they alone have.
    """
    if not looks_awarded(document):
        return ""
    contexts = {item for item in items_of(document.get("@context")) if isinstance(item, str)}
    if contexts & CONTEXTS:
        return "Open Badges 2.0"
    if _CONTEXT_OF_1_1 in contexts:
        return "Open Badges 1.1"
    if "@context" not in document:
        return "Open Badges 0.5" if isinstance(document.get("badge"), Mapping) else "Open Badges 1.0"
    return "Open Badges 2.0" if ASSERTION in texts_in(document.get("type")) else ""


def looks_awarded(document: Mapping[str, Any]) -> bool:
    """Say whether this states an award of an edition before 3.0. Its other documents (BadgeClass, Profile) state none."""
    types = texts_in(document.get("type"))
    return "credentialSubject" not in document and (
        ASSERTION in types or ("badge" in document and "recipient" in document)
    )


def is_web_address(value: Any) -> bool:
    """Say whether this is an address that can be fetched."""
    if not isinstance(value, str) or len(value) > 2000 or re.search(r"[\s\x00-\x20]", value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:  # "http://["
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)


def moment_of(value: Any) -> datetime | None:
    """An ISO 8601 moment with its zone (Open Badges 2.0, "DateTime"), in UTC; seconds may be left out. Else None."""
    if not isinstance(value, str) or len(value) > 40 or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):  # the second for the first and last day that Python has
        return None


def verification_type(assertion: Mapping[str, Any]) -> str:
    return text_of(object_of(assertion.get("verification")).get("type"))


def check_assertion(assertion: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule that the Assertion breaks."""
    if ASSERTION not in texts_in(assertion.get("type")):
        raise _broken("/type", "must include Assertion")
    if not text_of(assertion.get("id")):
        raise _broken("/id", "must be there")
    if verification_type(assertion) not in HOSTED | SIGNED:
        raise _broken("/verification/type", "must be HostedBadge or SignedBadge")
    if verification_type(assertion) in HOSTED and not is_web_address(assertion.get("id")):
        raise _broken("/id", "must be the web address where the badge stands")
    if not is_web_address(assertion.get("badge")) and not object_of(assertion.get("badge")):
        raise _broken("/badge", "must be a badge class or its web address")
    _check_recipient(assertion.get("recipient"))
    issued, expires = (moment_of(assertion.get(member)) for member in ("issuedOn", "expires"))
    if issued is None:
        raise _broken("/issuedOn", "must be a moment with a time zone")
    if "expires" in assertion and expires is None:
        raise _broken("/expires", "must be a moment with a time zone")
    if expires is not None and expires < issued:
        raise _broken("/expires", "must not be before the badge was issued")


def _check_recipient(value: Any) -> None:
    recipient = object_of(value)
    if not text_of(recipient.get("type")):
        raise _broken("/recipient/type", "must say what kind of identity it is")
    if not isinstance(recipient.get("hashed"), bool):
        raise _broken("/recipient/hashed", "must be true or false")
    identity = text_of(recipient.get("identity"))
    if not identity or (recipient["hashed"] and not _HASH.fullmatch(identity)):
        raise _broken("/recipient/identity", "must be the identity, or sha256$ or md5$ and its hash")


def check_badge_class(badge: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule that the BadgeClass breaks."""
    if "BadgeClass" not in texts_in(badge.get("type")):
        raise _broken("/badge/type", "must include BadgeClass")
    for member in ("name", "description"):
        if not text_of(badge.get(member)):
            raise _broken(f"/badge/{member}", "must be there")
    for member in ("criteria", "image", "issuer"):
        if not isinstance(badge.get(member), (str, Mapping)) or not badge[member]:
            raise _broken(f"/badge/{member}", "must be an address or an object")


def check_profile(profile: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule that the issuer's Profile breaks."""
    if not _PROFILE_TYPES & set(texts_in(profile.get("type"))):
        raise _broken("/badge/issuer/type", "must include Profile or Issuer")
    for member in ("name", "url", "email"):
        if not text_of(profile.get(member)):
            raise _broken(f"/badge/issuer/{member}", "must be there")


def summarise_open_badge_2(parts: Parts) -> Summary:
    """What the badge states, in the same form as one of 3.0. Never raises."""
    assertion, badge, issuer = parts.assertion, parts.badge, parts.issuer
    recipient = object_of(assertion.get("recipient"))
    evidence = evidence_of(assertion.get("evidence"))
    criteria = first_object(badge.get("criteria"))
    return _EMPTY._replace(
        title=text_of(badge.get("name")),
        description=text_of(badge.get("description")),
        language=text_of(badge.get("@language")) or text_of(assertion.get("@language")),
        issuer_did=parts.issuer_id,
        issuer_name=text_of(issuer.get("name")),
        issuer_url=text_of(issuer.get("url")),
        instruments=instruments_of(evidence),
        standard_version=text_of(badge.get("version")),
        valid_from=moment_of(assertion.get("issuedOn")),
        valid_until=moment_of(assertion.get("expires")),
        achievement_id=id_of(assertion.get("badge")),
        credential_id=text_of(assertion.get("id")),
        criteria_narrative=text_of(criteria.get("narrative")) or id_of(badge.get("criteria")),
        narrative=text_of(assertion.get("narrative")),
        identity_count=1 if recipient else 0,
        image_url=id_of(assertion.get("image")) or id_of(badge.get("image")),
        alignments=tuple(alignment_claim(alignment) for alignment in objects_of(badge.get("alignment"))),
        evidence=evidence,
        related=related_of(badge),
        identity_types=texts_in(recipient.get("type")),
    )


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
