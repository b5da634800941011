"""The few words on a medal, in its two languages. The picture is drawn without Django, so they stand here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from credentials.picture.medal import Medal, Result


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``months`` starts with January."""

    months: tuple[str, ...]
    results: dict[Result, str]
    recognised_of: str
    example: str
    code: str
    check_at: str
    issued_by: str
    level: str

    def month(self, day: date) -> str:
        return f"{self.months[day.month - 1]} {day.year}"


DUTCH = Words(
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
        *("augustus", "september", "oktober", "november", "december"),
    ),
    results={Result.RECOGNISED: "erkend", Result.PARTLY: "deels erkend", Result.NOT_YET: "nog niet"},
    recognised_of="{recognised} van {total} erkend",
    example="voorbeeld",
    code="code",
    check_at="Controleer deze badge op {host}",
    issued_by="Uitgegeven door {organisation}, {month}.",
    level="Niveau van de standaard: {level}.",
)
ENGLISH = Words(
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    results={Result.RECOGNISED: "recognised", Result.PARTLY: "partly", Result.NOT_YET: "not yet"},
    recognised_of="{recognised} of {total} recognised",
    example="example",
    code="code",
    check_at="Check this badge at {host}",
    issued_by="Issued by {organisation}, {month}.",
    level="Level of the standard: {level}.",
)


def words_for(language: str) -> Words:
    """Dutch for "nl" and "nl-NL"; English for everything else."""
    return DUTCH if language.lower().split("-")[0] == "nl" else ENGLISH


def describe(medal: Medal) -> str:
    """The medal in words, for people who don't see it: the SVG's description, and fit for an ``alt``."""
    words = words_for(medal.language)
    counted = medal.count()
    parts = [f"{medal.route_label}: {medal.title}."]
    if medal.is_example:
        parts.insert(0, f"{words.example.capitalize()}.")
    parts.append(words.issued_by.format(organisation=medal.organisation, month=words.month(medal.month)))
    if medal.level:
        parts.append(words.level.format(level=medal.level))
    if medal.segments:
        parts.append(", ".join(f"{counted[result]} {words.results[result]}" for result in Result) + ".")
    if medal.code:
        parts.append(f"{words.code.capitalize()}: {medal.code}.")
    return " ".join(parts)
