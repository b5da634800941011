"""The badges that are measured, made here, each another one: ids, names, dates, verdicts and texts differ by number.

Three shapes. ``ids``: about 10 KB of JSON, 12 results, 12 result descriptions with an alignment each, 6 pieces of
evidence; every object has an id that may have one (the schema closes ``IdentityObject`` to it). ``bnodes``: the same
without ids on the inner objects, 68 blank nodes once it is RDF. ``small``: 3 results and 2 pieces of evidence, also
without. The members of the lists in ``allowedValue`` are blank nodes in all three, and alike in every description.
"""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.primitives.timestamps import format_timestamp

Json = dict[str, Any]

SITE = "https://evc-huis.example"
ISSUER_DID = "did:web:evc-huis.example"
STATUS_LIST = f"{SITE}/status/3"
LIST_BITS = 131_072

_YEARS_VALID = 40  # so that a verifier that looks at its own clock still finds them valid
_FIRST_DAY = datetime(2024, 1, 8, 9, 30, tzinfo=UTC)
_WORK_PROCESSES = (
    ("B1-K1-W1", "Bereidt het toezicht voor"),
    ("B1-K1-W2", "Houdt toezicht op straat"),
    ("B1-K1-W3", "Spreekt mensen aan op hun gedrag"),
    ("B1-K1-W4", "Meldt gevaar en overlast"),
    ("B1-K1-W5", "Werkt samen met de politie en de gemeente"),
    ("B1-K2-W1", "Schrijft een rapport"),
    ("B1-K2-W2", "Maakt een bekeuring op"),
    ("B1-K2-W3", "Draagt de dienst over aan collega’s"),
    ("P2-K1-W1", "Herkent een dreigende ruzie"),
    ("P2-K1-W2", "Brengt rust in een gespannen gesprek"),
    ("P2-K1-W3", "Verleent eerste hulp"),
    ("P2-K1-W4", "Evalueert het eigen optreden"),
)
_GENRES = ("Verslag", "Foto", "Beoordeling")
_VALUES = ("O", "V", "G")
_NAMES = ("Toezicht", "Handhaving", "Zorg", "Logistiek", "Bouw", "Techniek", "Onderwijs", "Groen")


class Shape(StrEnum):
    IDS = "ids"
    BNODES = "bnodes"
    SMALL = "small"


def make_badge(shape: Shape, number: int, *, achievement: int | None = None) -> Json:
    """Return the unsigned badge of this number; with ``achievement`` one of those that share that achievement."""
    results, evidence = (3, 2) if shape is Shape.SMALL else (12, 6)
    has_ids = shape is Shape.IDS
    credential = f"{SITE}/c/{uuid5(NAMESPACE_URL, f'{shape}-{number}')}"
    theme = number if achievement is None else achievement
    start = _FIRST_DAY + timedelta(minutes=number)
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": credential,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{_name(theme)}: niveau {theme % 4 + 1} behaald",
        "image": {"id": f"{credential}/image.png", "type": "Image", "caption": f"Badge: niveau {theme % 4 + 1}"},
        "issuer": _issuer(),
        "validFrom": format_timestamp(start),
        "validUntil": format_timestamp(start + timedelta(days=365 * _YEARS_VALID)),
        "awardedDate": format_timestamp(start - timedelta(days=number % 30)),
        "credentialStatus": _status_entry(number),
        "credentialSubject": _subject(number, theme, credential, results=results, has_ids=has_ids),
        "evidence": [_evidence(number, place, has_ids=has_ids) for place in range(evidence)],
    }


def set_places(length: int = LIST_BITS) -> list[int]:
    """The entries of a status list that are withdrawn: one in a hundred at random places, none of them a badge's of ours."""
    return random.Random(1).sample(range(1, length, 2), length // 100)


def _name(theme: int) -> str:
    return f"{_NAMES[theme % len(_NAMES)]} in de wijk {theme}"


def _issuer() -> Json:
    return {
        "id": ISSUER_DID,
        "type": ["Profile"],
        "name": "EVC-huis Voorbeeld – Zorg & Welzijn",
        "url": f"{SITE}/",
        "email": "badges@evc-huis.example",
        "image": {"id": f"{SITE}/logo.png", "type": "Image"},
    }


def _status_entry(number: int) -> Json:
    index = str(number * 2 % LIST_BITS)  # even: see set_places
    return {
        "id": f"{STATUS_LIST}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": STATUS_LIST,
    }


def _subject(number: int, theme: int, credential: str, *, results: int, has_ids: bool) -> Json:
    achievement = f"{SITE}/a/{_NAMES[theme % len(_NAMES)].lower()}-{theme}"
    salt = f"{number:08x}"
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'holder-{number}')}",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityType": "emailAddress",
                "salt": salt,
                "identityHash": f"sha256${_digest(f'kandidaat-{number}@example.org{salt}')}",
            }
        ],
        "source": {"id": f"{SITE}/profiles/bureau-{number}", "type": ["Profile"], "name": f"Assessmentbureau {number}"},
        "achievement": _achievement(achievement, theme, results=results, has_ids=has_ids),
        "result": [
            {
                **_id(f"{credential}#r{place}", has_ids),
                "type": ["Result"],
                "resultDescription": f"{achievement}#rd{place}",
                "value": _VALUES[(number + place) % 3],
            }
            for place in range(results)
        ],
    }


def _achievement(achievement: str, theme: int, *, results: int, has_ids: bool) -> Json:
    return {
        "id": achievement,
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": _name(theme),
        "description": f"Werkt zelfstandig in wijk {theme},\nook als het daar onrustig is.",
        "inLanguage": "nl",
        "version": f"2026.{theme}",
        "tag": [_NAMES[theme % len(_NAMES)].lower(), f"mbo-{theme % 4 + 1}"],
        "criteria": {
            **_id(f"{achievement}#criteria", has_ids),
            "narrative": "Portfolio “Praktijk” gewogen door twee assessoren; elk werkproces minstens *voldoende*.",
        },
        "resultDescription": [
            _result_description(achievement, theme, place, has_ids=has_ids) for place in range(results)
        ],
    }


def _result_description(achievement: str, theme: int, place: int, *, has_ids: bool) -> Json:
    code, title = _WORK_PROCESSES[place]
    return {
        "id": f"{achievement}#rd{place}",
        "type": ["ResultDescription"],
        "name": title,
        "resultType": "Result",
        "allowedValue": list(_VALUES),
        "requiredValue": "V",
        "alignment": [
            {
                **_id(f"{achievement}#al{place}", has_ids),
                "type": ["Alignment"],
                "targetCode": code,
                "targetName": title,
                "targetUrl": f"https://kwalificaties.example/{25_000 + theme}/{code}",
                "targetType": "ext:Werkproces",
            }
        ],
    }


def _evidence(number: int, place: int, *, has_ids: bool) -> Json:
    code, title = _WORK_PROCESSES[place * 2]
    return {
        **_id(f"{SITE}/e/{uuid5(NAMESPACE_URL, f'evidence-{number}-{place}')}", has_ids),
        "type": ["Evidence"],
        "name": f"Bewijs {place + 1}: {title}",
        "genre": _GENRES[(number + place) % 3],
        "narrative": f"Hoort bij {code}, dossier {number}.",
        "description": "Verslag met foto's.",
    }


def _id(address: str, has_ids: bool) -> Json:
    return {"id": address} if has_ids else {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
