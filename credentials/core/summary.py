"""What an Open Badge 3.0 states, read defensively: ours whole, a stranger's as far as it goes.

Nothing is verified here and nothing raises: a member with an odd shape counts as absent.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from credentials.core.claim import InstrumentClaim, LevelClaim, UnitClaim
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.wording import (
    EXAMPLE_TAG,
    KIND_PREFIX,
    TYPE_CORE_TASK,
    TYPE_ROUTE,
    TYPE_STANDARD,
    TYPE_WORK_PROCESS,
    origin_of,
    owner_of,
    verdict_of,
)

_HOURS = re.compile(r"\d+(?: (?:tot|to) \d+)? (?:uur|hours)")
_LEVEL_FRAMEWORKS = ("NLQF", "EQF")
_ADDRESS_TYPES = {"emailAddress", "email"}


@dataclass(frozen=True, slots=True)
class OtherResult:
    """A result that isn't one of our three verdicts: a grade, a percentage, a rubric level of another issuer."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Summary:
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


def summarise(credential: Any) -> Summary:
    """Read what the credential states. Takes anything; never raises."""
    document = _object(credential)
    subject = _first_object(document.get("credentialSubject"))
    achievement = _first_object(subject.get("achievement"))
    issuer = document.get("issuer")
    profile = _object(issuer)
    alignments = list(_objects(achievement.get("alignment")))
    standard = _of_type(alignments, TYPE_STANDARD)
    route = _of_type(alignments, TYPE_ROUTE)
    achievement_id = _text(achievement.get("id"))
    standard_url = _text(standard.get("targetUrl"))
    units, other_results = _results(subject, achievement)
    tags = [_text(tag) for tag in _items(achievement.get("tag"))]
    hours = _HOURS.search(_text(route.get("targetDescription")))
    return Summary(
        title=_text(document.get("name")) or _text(achievement.get("name")),
        description=_text(achievement.get("description")) or _text(document.get("description")),
        language=_text(achievement.get("inLanguage")),
        kind=_text(achievement.get("achievementType")).removeprefix(KIND_PREFIX),
        issuer_did=issuer if isinstance(issuer, str) else _text(profile.get("id")),
        issuer_name=_text(profile.get("name")),
        issuer_url=_text(profile.get("url")),
        route_key=_text(route.get("targetCode")),
        route_label=_text(route.get("targetFramework")),
        route_name=_text(route.get("targetName")),
        hours_text=hours.group() if hours else "",
        levels=_levels(alignments, achievement_id),
        units=units,
        other_results=other_results,
        instruments=_instruments(document),
        standard_title=_text(standard.get("targetName")),
        standard_uri="" if standard_url == achievement_id else standard_url,
        standard_version=_text(achievement.get("version")),
        standard_code=_text(standard.get("targetCode")),
        standard_code_system=_text(standard.get("targetFramework")),
        standard_owner=owner_of(_text(standard.get("targetDescription"))),
        assessed_on=_date(document.get("awardedDate")),
        valid_from=parse_timestamp(document.get("validFrom", document.get("issuanceDate"))),
        valid_until=parse_timestamp(document.get("validUntil", document.get("expirationDate"))),
        achievement_id=achievement_id,
        credential_id=_text(document.get("id")),
        criteria_narrative=_text(_object(achievement.get("criteria")).get("narrative")),
        narrative=_text(subject.get("narrative")),
        holder_name=_holder_name(subject),
        identity_count=sum(1 for identity in _identities(document) if identity.get("identityType") != "name"),
        is_example=EXAMPLE_TAG in tags,
        image_url=_image_url(achievement.get("image")) or _image_url(document.get("image")),
    )


def fold_address(address: str) -> str:
    """The form in which an e-mail address is hashed: trimmed, lower case."""
    return address.strip().lower()


def matches_identity(credential: Any, address: str) -> bool:
    """Say whether the credential is bound to this e-mail address, as written or in lower case."""
    written = {address, address.strip(), fold_address(address)}
    for identity in _identities(_object(credential)):
        if identity.get("identityType") not in _ADDRESS_TYPES:
            continue
        stated, salt = _text(identity.get("identityHash")), _text(identity.get("salt"))
        if identity.get("hashed") is True:
            if any(_hash_fits(stated, candidate, salt) for candidate in written):
                return True
        elif stated and fold_address(stated) == fold_address(address):
            return True
    return False


def _hash_fits(stated: str, identity: str, salt: str) -> bool:
    algorithm, _, digest = stated.partition("$")
    if algorithm not in {"sha256", "md5"}:
        return False
    # MD5 occurs in badges converted from Open Badges 2.0; it binds an address, it does not protect anything here.
    computed = hashlib.new(algorithm, (identity + salt).encode(errors="replace"), usedforsecurity=False).hexdigest()
    return hmac.compare_digest(computed.encode(), digest.lower().encode(errors="replace"))


def _results(
    subject: Mapping[str, Any], achievement: Mapping[str, Any]
) -> tuple[tuple[UnitClaim, ...], tuple[OtherResult, ...]]:
    descriptions = {_text(item.get("id")): item for item in _objects(achievement.get("resultDescription"))}
    units: list[UnitClaim] = []
    others: list[OtherResult] = []
    for result in _objects(subject.get("result")):
        description = descriptions.get(_text(result.get("resultDescription")), {})
        unit = _unit(result, description, _text(achievement.get("id")))
        if unit is not None:
            units.append(unit)
            continue
        value = _text(result.get("value")) or _text(result.get("status")) or _level_name(result, description)
        if value:
            others.append(OtherResult(name=_text(description.get("name")), value=value))
    return tuple(units), tuple(others)


def _unit(result: Mapping[str, Any], description: Mapping[str, Any], achievement_id: str) -> UnitClaim | None:
    alignments = list(_objects(description.get("alignment")))
    work_process = _of_type(alignments, TYPE_WORK_PROCESS)
    group = _of_type(alignments, TYPE_CORE_TASK)
    verdict = verdict_of(_text(result.get("value")))
    if verdict is None or not work_process:
        return None
    target_url = _text(work_process.get("targetUrl"))
    return UnitClaim(
        code=_text(work_process.get("targetCode")),
        title=_text(work_process.get("targetName")),
        group_code=_text(group.get("targetCode")),
        group_title=_text(group.get("targetName")),
        verdict=verdict,
        target_url="" if target_url == achievement_id else target_url,
        origin=origin_of(_text(work_process.get("targetDescription"))),
    )


def _level_name(result: Mapping[str, Any], description: Mapping[str, Any]) -> str:
    achieved = _text(result.get("achievedLevel"))
    for level in _objects(description.get("rubricCriterionLevel")):
        if achieved and _text(level.get("id")) == achieved:
            return _text(level.get("name"))
    return ""


def _levels(alignments: list[Mapping[str, Any]], achievement_id: str) -> tuple[LevelClaim, ...]:
    levels: list[LevelClaim] = []
    for framework in _LEVEL_FRAMEWORKS:
        alignment = _of_type(alignments, f"ext:{framework}")
        if code := _text(alignment.get("targetCode")):
            url = _text(alignment.get("targetUrl"))
            levels.append(LevelClaim(framework=framework, level=code, url="" if url == achievement_id else url))
    return tuple(levels)


def _instruments(document: Mapping[str, Any]) -> tuple[InstrumentClaim, ...]:
    instruments: dict[str, InstrumentClaim] = {}
    for item in _objects(document.get("evidence")):
        key, name = _text(item.get("genre")), _text(item.get("name"))
        if name and (key or name) not in instruments:
            description = _text(item.get("description")) or _text(item.get("narrative"))
            instruments[key or name] = InstrumentClaim(key=key, name=name, description=description)
    return tuple(instruments.values())


def _identities(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for subject in _objects(document.get("credentialSubject")):
        yield from _objects(subject.get("identifier"))


def _holder_name(subject: Mapping[str, Any]) -> str | None:
    for identity in _objects(subject.get("identifier")):
        if identity.get("identityType") == "name" and identity.get("hashed") is False:
            return _text(identity.get("identityHash")) or None
    return None


def _image_url(image: Any) -> str:
    return image if isinstance(image, str) else _text(_object(image).get("id"))


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _of_type(alignments: list[Mapping[str, Any]], kind: str) -> Mapping[str, Any]:
    return next((alignment for alignment in alignments if alignment.get("targetType") == kind), {})


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _first_object(value: Any) -> Mapping[str, Any]:
    return next(_objects(value), {})


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    return (item for item in _items(value) if isinstance(item, Mapping))


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A string, a number, the first of a list, or the value of a language object; "" for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), "")
    if isinstance(value, Mapping):
        stated = value.get("@value")
        return stated if isinstance(stated, str) else ""
    return ""
