"""What a badge states, as plain data: the only thing that the credential engine hears of a trajectory."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What the assessors found for one work process."""

    RECOGNISED = "recognised"
    PARTLY = "partly"
    NOT_YET = "not-yet"


class AchievementKind(StrEnum):
    """What the trajectory yielded (design.md, Outcome). Dutch terms of law, the same in every language."""

    EXPERIENCE_CERTIFICATE = "Ervaringscertificaat"
    EXPERIENCE_PROFILE = "Ervaringsprofiel"
    COMPETENCE_REPORT = "Competentierapport"


COURSE = "Course"
"""The kind of a finished course, a term of Open Badges itself. Nobody was assessed: it has no route and no results."""


class UnitClaim(NamedTuple):
    """The verdict on one work process, inside its core task (the group)."""

    code: str
    title: str
    group_code: str
    group_title: str
    verdict: Verdict
    target_url: str
    """The work process in the standard; "" where the standard gives it no address."""
    origin: str
    """``letterlijk`` (the standard's own words), ``parafrase`` or ``voorbeeld``."""


class LevelClaim(NamedTuple):
    """A level that the standard describes: (``NLQF``, ``4``). A property of the standard, never of a person."""

    framework: str
    level: str
    url: str


class TaughtClaim(NamedTuple):
    """A work process that a course helps to learn; nothing was found about it."""

    code: str
    title: str
    standard_title: str
    target_url: str
    """The work process, or its standard; "" where neither has an address."""
    origin: str
    """As of a unit."""


class InstrumentClaim(NamedTuple):
    """How it was assessed: portfolio, interview, observation."""

    key: str
    name: str
    description: str


class RouteClaim(NamedTuple):
    """Along which route, with the hours of the candidate's time that it is planned for."""

    key: str
    """``full`` or ``compact``."""
    label: str
    """``EVC`` or ``EVC Compact``."""
    name: str
    description: str
    hours_min: int
    hours_max: int


class BadgeClaim(NamedTuple):
    """Everything that one badge states."""

    title: str
    description: str
    language: str
    """``nl`` or ``en``: the language of the texts, and of the words for the verdicts."""
    kind: str
    criteria_narrative: str
    narrative: str
    standard_title: str
    standard_uri: str
    standard_code: str
    standard_code_system: str
    standard_version: str
    standard_owner: str
    levels: tuple[LevelClaim, ...]
    route: RouteClaim | None
    """None for a course."""
    units: tuple[UnitClaim, ...]
    instruments: tuple[InstrumentClaim, ...]
    assessed_on: date
    manifest_sha256s: tuple[str, ...]
    """Hex sha256 of the frozen lists of evidence, oldest first; the portfolio's evidence points at them."""
    addresses: tuple[str, ...]
    """E-mail addresses it is bound to, each as a salted hash."""
    holder_name: str | None
    is_example: bool
    report_sha256: str = ""
    """Hex sha256 of the sealed report (PDF) that goes with it; "" without one."""
    taught: tuple[TaughtClaim, ...] = ()
    valid_until: datetime | None = None
    """Until when it is trusted; None: it does not end."""


class IssuerFacts(NamedTuple):
    """The organisation that issues, as it stands in the badge."""

    did: str
    name: str
    url: str
    email: str | None = None
