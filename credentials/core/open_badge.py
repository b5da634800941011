"""From a claim to an unsigned ``OpenBadgeCredential`` (Open Badges 3.0 on Verifiable Credentials 2.0).

Every object that the vocabulary lets have an ``id`` gets one: canonicalisation then meets few unnamed nodes, and a
reader can point at each part. Ids inside the badge are fragments of the credential's or the achievement's own address.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from credentials.core.claim import (
    COURSE,
    BadgeClaim,
    InstrumentClaim,
    IssuerFacts,
    LevelClaim,
    RouteClaim,
    TaughtClaim,
    UnitClaim,
    Verdict,
)
from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.errors import MalformedCredential
from credentials.core.identity import fold_address, identity_hash
from credentials.core.open_badge_rules import check_open_badge
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.timestamps import format_timestamp
from credentials.core.summary import Summary, matches_identity, summarise
from credentials.core.wording import (
    EXAMPLE_TAG,
    KIND_PREFIX,
    TYPE_CORE_TASK,
    TYPE_ROUTE,
    TYPE_STANDARD,
    TYPE_WORK_PROCESS,
    hours_text,
    wording_for,
)

__all__ = ["Summary", "build_credential", "check_open_badge", "identity_hash", "matches_identity", "summarise"]

PORTFOLIO = "portfolio"

JsonObject = dict[str, Any]


def build_credential(
    claim: BadgeClaim,
    *,
    issuer: IssuerFacts,
    credential_id: str,
    achievement_id: str,
    status_entry: Mapping[str, Any] | None,
    valid_from: datetime,
    salts: Sequence[str],
    valid_until: datetime | None = None,
    image_url: str | None = None,
) -> JsonObject:
    """Return the unsigned credential; ``primitives.data_integrity.add_proof`` signs it.

    ``salts`` holds one random text for each of the claim's addresses. ``status_entry`` comes from
    ``status_list.build_status_entry``. Raises MalformedCredential when two units share a code, when a salt is missing,
    or when an address of the standard is no absolute URL.
    """
    _require_buildable(claim, credential_id, achievement_id, salts)
    credential: JsonObject = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": credential_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": claim.title,
        "description": claim.description,
        "issuer": _issuer(issuer),
        "validFrom": format_timestamp(valid_from),
        "awardedDate": f"{claim.assessed_on.isoformat()}T00:00:00Z",
        "credentialSubject": _subject(claim, credential_id, achievement_id, salts, image_url),
    }
    if valid_until is not None:
        credential["validUntil"] = format_timestamp(valid_until)
    if evidence := _evidence(claim, credential_id):
        credential["evidence"] = evidence
    if claim.report_sha256:
        credential["relatedResource"] = [_report(claim.report_sha256)]
    if status_entry is not None:
        credential["credentialStatus"] = dict(status_entry)
    return credential


def _require_buildable(claim: BadgeClaim, credential_id: str, achievement_id: str, salts: Sequence[str]) -> None:
    for name, url in (("credential_id", credential_id), ("achievement_id", achievement_id)):
        if not is_absolute_iri(url):
            raise MalformedCredential(f"The {name} is not an absolute address.", field=name)
    codes = [unit.code for unit in claim.units]
    if len(set(codes)) != len(codes) or not all(codes):
        raise MalformedCredential("Every unit needs a code of its own.", field="units")
    if len(salts) != len(claim.addresses) or len(set(salts)) != len(salts) or not all(salts):
        raise MalformedCredential("Every address needs a salt of its own.", field="salts")
    targets = [unit.target_url for unit in claim.units] + [taught.target_url for taught in claim.taught]
    optional = [claim.standard_uri, *targets, *(level.url for level in claim.levels)]
    for url in optional:
        if url and not is_absolute_iri(url):
            raise MalformedCredential(f"{url!r} is not an absolute address.", field="standard_uri", value=url)


def _issuer(issuer: IssuerFacts) -> JsonObject:
    profile: JsonObject = {"id": issuer.did, "type": ["Profile"], "name": issuer.name}
    if issuer.url:
        profile["url"] = issuer.url
    if issuer.email:
        profile["email"] = issuer.email
    return profile


def _subject(
    claim: BadgeClaim, credential_id: str, achievement_id: str, salts: Sequence[str], image_url: str | None
) -> JsonObject:
    subject: JsonObject = {"type": ["AchievementSubject"]}
    if identifiers := _identifiers(claim, salts):
        subject["identifier"] = identifiers
    if claim.narrative:
        subject["narrative"] = claim.narrative
    subject["achievement"] = _achievement(claim, achievement_id, image_url)
    if claim.units:
        words = wording_for(claim.language).verdicts
        subject["result"] = [
            {
                "id": f"{credential_id}#result-{_fragment(unit.code)}",
                "type": ["Result"],
                "resultDescription": _result_description_id(achievement_id, unit),
                "value": words[unit.verdict],
            }
            for unit in claim.units
        ]
    return subject


def _identifiers(claim: BadgeClaim, salts: Sequence[str]) -> list[JsonObject]:
    identifiers: list[JsonObject] = [
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": identity_hash(fold_address(address), salt),
            "identityType": "emailAddress",
            "salt": salt,
        }
        for address, salt in zip(claim.addresses, salts, strict=True)
    ]
    if claim.holder_name:
        identifiers.append(
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": claim.holder_name,
                "identityType": "name",
            }
        )
    return identifiers


def _achievement(claim: BadgeClaim, achievement_id: str, image_url: str | None) -> JsonObject:
    tags = ["EVC", claim.route.label, claim.kind] if claim.route else []
    if claim.is_example:
        tags.append(EXAMPLE_TAG)
    achievement: JsonObject = {
        "id": achievement_id,
        "type": ["Achievement"],
        "achievementType": claim.kind if claim.kind == COURSE else KIND_PREFIX + claim.kind,
        "name": claim.title,
        "description": claim.description,
        "criteria": {"id": f"{achievement_id}#criteria", "narrative": claim.criteria_narrative},
        "inLanguage": claim.language,
        "tag": list(dict.fromkeys(tags)),
        "alignment": _alignments(claim, achievement_id),
    }
    achievement = {member: value for member, value in achievement.items() if value != []}
    if claim.standard_version:
        achievement["version"] = claim.standard_version
    if image_url:
        achievement["image"] = {"id": image_url, "type": "Image"}
    if claim.units:
        achievement["resultDescription"] = [_result_description(claim, unit, achievement_id) for unit in claim.units]
    return achievement


def _alignments(claim: BadgeClaim, achievement_id: str) -> list[JsonObject]:
    """What was assessed against and along which route; of a course what it helps to learn."""
    alignments = [_standard_alignment(claim, achievement_id)] if claim.standard_title else []
    alignments += [_level_alignment(claim, level, achievement_id) for level in claim.levels]
    if claim.route is not None:
        alignments.append(_route_alignment(claim, claim.route, achievement_id))
    return alignments + [
        _taught_alignment(claim, taught, f"{achievement_id}#taught-{number}", achievement_id)
        for number, taught in enumerate(claim.taught, start=1)
    ]


def _taught_alignment(claim: BadgeClaim, taught: TaughtClaim, alignment_id: str, achievement_id: str) -> JsonObject:
    return _alignment(
        alignment_id,
        kind=TYPE_WORK_PROCESS,
        name=taught.title,
        url=taught.target_url or achievement_id,
        code=taught.code,
        framework=taught.standard_title,
        description=wording_for(claim.language).origins.get(taught.origin, ""),
    )


def _standard_alignment(claim: BadgeClaim, achievement_id: str) -> JsonObject:
    owner = wording_for(claim.language).owner.format(claim.standard_owner) if claim.standard_owner else ""
    return _alignment(
        f"{achievement_id}#standard",
        kind=TYPE_STANDARD,
        name=claim.standard_title,
        url=claim.standard_uri or achievement_id,
        code=claim.standard_code,
        framework=claim.standard_code_system,
        description=owner,
    )


def _level_alignment(claim: BadgeClaim, level: LevelClaim, achievement_id: str) -> JsonObject:
    return _alignment(
        f"{achievement_id}#level-{_fragment(level.framework)}",
        kind=f"ext:{level.framework}",
        name=f"{level.framework} {level.level}",
        url=level.url or achievement_id,
        code=str(level.level),
        framework=level.framework,
        description=wording_for(claim.language).level.format(level.level, level.framework),
    )


def _route_alignment(claim: BadgeClaim, route: RouteClaim, achievement_id: str) -> JsonObject:
    wording = wording_for(claim.language)
    size = wording.size.format(hours_text(wording, route.hours_min, route.hours_max))
    return _alignment(
        f"{achievement_id}#route",
        kind=TYPE_ROUTE,
        name=route.name,
        url=achievement_id,
        code=str(route.key),
        framework=route.label,
        description=f"{size} {route.description}".strip(),
    )


def _result_description(claim: BadgeClaim, unit: UnitClaim, achievement_id: str) -> JsonObject:
    wording = wording_for(claim.language)
    description_id = _result_description_id(achievement_id, unit)
    alignments = [
        _alignment(
            f"{description_id}-alignment",
            kind=TYPE_WORK_PROCESS,
            name=unit.title,
            url=unit.target_url or achievement_id,
            code=unit.code,
            framework=claim.standard_title,
            description=wording.origins.get(unit.origin, ""),
        )
    ]
    if unit.group_code:
        alignments.append(
            _alignment(
                f"{description_id}-group",
                kind=TYPE_CORE_TASK,
                name=unit.group_title or unit.group_code,
                url=claim.standard_uri or achievement_id,
                code=unit.group_code,
                framework=claim.standard_title,
            )
        )
    return {
        "id": description_id,
        "type": ["ResultDescription"],
        "name": f"{unit.code} {unit.title}",
        "resultType": "Result",
        "allowedValue": [wording.verdicts[verdict] for verdict in Verdict],
        "requiredValue": wording.verdicts[Verdict.RECOGNISED],
        "alignment": alignments,
    }


def _alignment(
    alignment_id: str, *, kind: str, name: str, url: str, code: str = "", framework: str = "", description: str = ""
) -> JsonObject:
    alignment: JsonObject = {
        "id": alignment_id,
        "type": ["Alignment"],
        "targetType": kind,
        "targetName": name,
        "targetUrl": url,
    }
    optional = {"targetCode": code, "targetFramework": framework, "targetDescription": description}
    alignment.update({member: text for member, text in optional.items() if text})
    return alignment


def _evidence(claim: BadgeClaim, credential_id: str) -> list[JsonObject]:
    evidence: list[JsonObject] = []
    for instrument in claim.instruments:
        if instrument.key == PORTFOLIO and claim.manifest_sha256s:
            supplement = wording_for(claim.language).supplement.format(instrument.name)
            for index, sha256 in enumerate(dict.fromkeys(claim.manifest_sha256s)):
                name = instrument.name if index == 0 else supplement
                evidence.append(_evidence_item(instrument, _named_information(sha256), name))
        else:
            place = f"{credential_id}#evidence-{_fragment(instrument.key)}"
            evidence.append(_evidence_item(instrument, place, instrument.name))
    return evidence


def _evidence_item(instrument: InstrumentClaim, evidence_id: str, name: str) -> JsonObject:
    item: JsonObject = {"id": evidence_id, "type": ["Evidence"], "name": name, "genre": instrument.key}
    if instrument.description:
        item["description"] = instrument.description
    return item


def _report(sha256: str) -> JsonObject:
    """The report by its digest (data model 2.0, section 5.3). It is named, not placed: who has it can compare it."""
    digest = base64.b64encode(bytes.fromhex(sha256)).decode("ascii")
    return {"id": _named_information(sha256), "mediaType": "application/pdf", "digestSRI": f"sha256-{digest}"}


def _named_information(sha256: str) -> str:
    """RFC 6920: the name of something by its hash."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def _result_description_id(achievement_id: str, unit: UnitClaim) -> str:
    return f"{achievement_id}#{_fragment(unit.code)}"


def _fragment(text: str) -> str:
    return quote(text, safe="-._~")
