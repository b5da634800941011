"""Dates as people write them on paper in Dutch (and English): ``6 juli 2018``, ``06-07-2018``, ``2018-07-06``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt march mar",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sept sep",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SPACE = r"[\s\u00a0]"

# Two digits for a year are not read: 14-03-88 may be anybody's guess on a form of 2026.
_DATE = re.compile(
    rf"(?<![\d.,/-])(?:"
    rf"(?P<iso>(?P<y1>[12]\d{{3}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}}))"
    rf"|(?P<d2>\d{{1,2}})(?P<separator>{_SPACE}?[-/.]{_SPACE}?)(?P<m2>\d{{1,2}})(?P=separator)(?P<y2>[12]\d{{3}})"
    rf"|(?P<d3>\d{{1,2}})(?:e|de|ste|st|nd|rd|th)?{_SPACE}*-?(?:of{_SPACE})?(?P<m3>{_MONTH})\.?,?{_SPACE}*-?(?P<y3>[12]\d{{3}})"
    rf"|(?P<m4>{_MONTH})\.?{_SPACE}+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?{_SPACE}+(?P<y4>[12]\d{{3}})"
    rf")(?!\d|-\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that exists, and where it stands in the text."""

    value: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every whole date in the text; one that the calendar does not have (31-02-2025) is passed over."""
    for match in _DATE.finditer(text):
        year, month, day = _parts(match)
        try:
            yield FoundDate(date(year, month, day), match.start(), match.end())
        except ValueError:
            continue


def parse_date(text: str) -> date:
    """The one date that the text consists of.

    Raises LookupError when it is not in the form of a date, ValueError when the calendar does not have it.
    """
    if (match := _DATE.fullmatch(text.strip())) is None:
        raise LookupError(text)
    return date(*_parts(match))


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day of whichever form matched."""
    for number in "1234":
        if month := match.group(f"m{number}"):
            as_number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            return int(match.group(f"y{number}")), as_number, int(match.group(f"d{number}"))
    raise AssertionError("one of the four forms always matches")
