"""Who plays in the demo: organisations and people, all made up, with addresses under the reserved name ``example``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationOfStory:
    key: str
    slug: str
    name: str
    place: str
    domain: str
    client: bool  # asks for trajectories and pays
    provider: bool  # coaches, assesses and issues
    recognised_for: tuple[str, ...] = ()  # keys of standards, within the demo
    recognised_since: date | None = None
    recognised_until: date | None = None

    @property
    def contact_email(self) -> str:
        return f"evc@{self.domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOfStory:
    key: str
    name: str
    email: str
    roles: Mapping[str, tuple[str, ...]]  # organisation key -> roles; empty for people from outside
    other_emails: tuple[str, ...] = ()
    birth_date: date | None = None
    has_account: bool = True  # witnesses and the checking employer have none


@dataclass(frozen=True, slots=True)
class Cast:
    organisations: Mapping[str, OrganisationOfStory]
    people: Mapping[str, PersonOfStory]
