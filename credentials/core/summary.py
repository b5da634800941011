"""What an Open Badge 3.0 states, read defensively: ours whole, a stranger's as far as it goes.

Nothing is verified here and nothing raises: a member with an odd shape counts as absent.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from credentials.core.claim import InstrumentClaim, LevelClaim, UnitClaim
from credentials.core.identity import ADDRESS_TYPES, fold_address, holder_name_of, identities_of, matches_identity
from credentials.core.lenient import first_object, id_of, object_of, objects_of, text_of, texts_in
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.summary_parts import (
    AlignmentClaim,
    EvidenceClaim,
    OtherResult,
    RelatedClaim,
    alignment_claim,
    evidence_of,
    instruments_of,
    levels_of,
    of_type,
    related_of,
    results_of,
)
from credentials.core.wording import EXAMPLE_TAG, KIND_PREFIX, TYPE_ROUTE, TYPE_STANDARD, owner_of

__all__ = [
    "AlignmentClaim",
    "EvidenceClaim",
    "OtherResult",
    "RelatedClaim",
    "Summary",
    "fold_address",
    "matches_identity",
    "summarise",
]

_HOURS = re.compile(r"\d+(?: (?:tot|to) \d+)? (?:uur|hours)")
# Alignments of ours that a summary has fields of their own for.
_OWN_ALIGNMENTS = frozenset({TYPE_STANDARD, TYPE_ROUTE, "ext:NLQF", "ext:EQF"})
_RECORD = "ClrSubject"


class Summary(NamedTuple):
    """A badge in the words of a reader. "" or None or () where it says nothing."""

    title: str
    description: str
    language: str
    kind: str
    issuer_did: str
    issuer_name: str
    issuer_url: str
    route_key: str
    route_label: str
    route_name: str
    hours_text: str
    levels: tuple[LevelClaim, ...]
    units: tuple[UnitClaim, ...]
    other_results: tuple[OtherResult, ...]
    instruments: tuple[InstrumentClaim, ...]
    standard_title: str
    standard_uri: str
    standard_version: str
    standard_code: str
    standard_code_system: str
    standard_owner: str
    assessed_on: date | None
    valid_from: datetime | None
    valid_until: datetime | None
    achievement_id: str
    credential_id: str
    criteria_narrative: str
    narrative: str
    holder_name: str | None
    identity_count: int
    """How many addresses it is bound to (hashed or not); the holder's name is not counted."""
    is_example: bool
    image_url: str
    """An https address or a ``data:`` URL. Never fetched here."""
    alignments: tuple[AlignmentClaim, ...] = ()
    """Those that have no field of their own above."""
    evidence: tuple[EvidenceClaim, ...] = ()
    related: tuple[RelatedClaim, ...] = ()
    identity_types: tuple[str, ...] = ()
    """What it is bound to, without the values: ``emailAddress``, ``sourcedId``; each once."""
    comment: str = ""
    """Of an endorsement: what it says (``endorsementComment``)."""

    @property
    def names_an_address(self) -> bool:
        """Whether it is bound to an e-mail address, so that one can be compared with it."""
        return not ADDRESS_TYPES.isdisjoint(self.identity_types)


def summarise(credential: Any) -> Summary:
    """Read what the credential states. Takes anything; never raises."""
    document = object_of(credential)
    subject = first_object(document.get("credentialSubject"))
    # A learner record (CLR 2.0) lists what its badges are part of; none of these is what the record itself states.
    achievement = {} if _RECORD in texts_in(subject.get("type")) else first_object(subject.get("achievement"))
    issuer = document.get("issuer")
    profile = object_of(issuer)
    alignments = list(objects_of(achievement.get("alignment")))
    standard = of_type(alignments, TYPE_STANDARD)
    route = of_type(alignments, TYPE_ROUTE)
    achievement_id = text_of(achievement.get("id"))
    standard_url = text_of(standard.get("targetUrl"))
    units, other_results = results_of(subject, achievement)
    evidence = evidence_of(document.get("evidence"))
    hours = _HOURS.search(text_of(route.get("targetDescription")))
    identities = [text_of(entry.get("identityType")) for entry in identities_of(document)]
    return Summary(
        title=text_of(document.get("name")) or text_of(achievement.get("name")),
        description=text_of(achievement.get("description")) or text_of(document.get("description")),
        language=text_of(achievement.get("inLanguage")),
        kind=text_of(achievement.get("achievementType")).removeprefix(KIND_PREFIX),
        issuer_did=issuer if isinstance(issuer, str) else text_of(profile.get("id")),
        issuer_name=text_of(profile.get("name")),
        issuer_url=text_of(profile.get("url")),
        route_key=text_of(route.get("targetCode")),
        route_label=text_of(route.get("targetFramework")),
        route_name=text_of(route.get("targetName")),
        hours_text=hours.group() if hours else "",
        levels=levels_of(alignments, achievement_id),
        units=units,
        other_results=other_results,
        instruments=instruments_of(evidence),
        standard_title=text_of(standard.get("targetName")),
        standard_uri="" if standard_url == achievement_id else standard_url,
        standard_version=text_of(achievement.get("version")),
        standard_code=text_of(standard.get("targetCode")),
        standard_code_system=text_of(standard.get("targetFramework")),
        standard_owner=owner_of(text_of(standard.get("targetDescription"))),
        assessed_on=_date(document.get("awardedDate")),
        valid_from=parse_timestamp(document.get("validFrom", document.get("issuanceDate"))),
        valid_until=parse_timestamp(document.get("validUntil", document.get("expirationDate"))),
        achievement_id=achievement_id,
        credential_id=text_of(document.get("id")),
        criteria_narrative=text_of(object_of(achievement.get("criteria")).get("narrative")),
        narrative=text_of(subject.get("narrative")),
        holder_name=holder_name_of(subject),
        identity_count=sum(1 for kind in identities if kind != "name"),
        is_example=EXAMPLE_TAG in texts_in(achievement.get("tag")),
        image_url=id_of(achievement.get("image")) or id_of(document.get("image")),
        alignments=tuple(
            alignment_claim(alignment)
            for alignment in alignments
            if text_of(alignment.get("targetType")) not in _OWN_ALIGNMENTS
        ),
        evidence=evidence,
        related=related_of(achievement),
        identity_types=tuple(dict.fromkeys(filter(None, identities))),
        comment=text_of(subject.get("endorsementComment")),
    )


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
