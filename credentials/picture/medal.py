"""What a medal says: the plain facts that the picture is drawn from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Result(StrEnum):
    """How a work process came out of the assessment."""

    RECOGNISED = "recognised"
    PARTLY = "partly"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Segment:
    """One work process on the ring. ``result`` also takes the plain string; another ``group`` stands a little apart.

    Raises ValueError for a result that does not exist: the ring must never show something that was not found.
    """

    result: Result
    group: int = 0  # the index of the core task

    def __post_init__(self) -> None:
        object.__setattr__(self, "result", Result(self.result))


@dataclass(frozen=True, slots=True)
class Medal:
    """Everything that stands on the picture. Texts may be anything: what the font can't show is replaced."""

    title: str  # what was recognised
    organisation: str  # the issuer
    route_label: str  # "EVC", "EVC Compact": data, any short text
    is_full: bool  # full: a whole medal; compact: a medal with one ring
    segments: tuple[Segment, ...]  # one a work process, in the standard's order
    level: str | None  # "NLQF 3"; None when the standard has none
    month: date  # shown as "november 2026"; the day is not used
    language: str  # "nl" or "en"
    achievement_id: str  # seeds the line pattern
    public_url: str | None  # the QR under the medal
    code: str | None  # the unguessable code of the public page
    is_example: bool  # says "voorbeeld" or "example" on the medal itself

    def count(self) -> Counter[Result]:
        """How many work processes came out how."""
        return Counter(segment.result for segment in self.segments)
