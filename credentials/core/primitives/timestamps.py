"""XML Schema ``dateTimeStamp`` as the data model asks it: seconds given, a zone required."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_USUAL_LENGTH = 40
_MOST_DIGITS = 9  # of a year, with its sign; Python reads no more than some thousands, and holds four
_STAMP = re.compile(
    r"(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)", re.ASCII
)


def parse_timestamp(text: object) -> datetime | None:
    """Return the instant in UTC; None when this is no dateTimeStamp (or a year that Python can't hold)."""
    if not isinstance(text, str):
        return None
    return _parsed(text) if len(text) <= _USUAL_LENGTH else _parse(text)


def _parse(text: str) -> datetime | None:
    match = _STAMP.fullmatch(text)
    if match is None or len(match[1]) > _MOST_DIGITS:
        return None
    year, month, day, hour, minute, second = (int(match[index]) for index in range(1, 7))
    microsecond = int(match[7][1:7].ljust(6, "0")) if match[7] else 0
    end_of_day = hour == 24 and minute == second == microsecond == 0
    try:
        moment = datetime(year, month, day, 0 if end_of_day else hour, minute, second, microsecond, tzinfo=UTC)
        return moment + timedelta(days=1 if end_of_day else 0) - _offset(match[8])
    except (ValueError, OverflowError):
        return None


# Several checks look at the same moments of a document.
_parsed = lru_cache(maxsize=512)(_parse)


def format_timestamp(moment: datetime) -> str:
    """Write ``YYYY-MM-DDThh:mm:ssZ``, without fractions. ``moment`` must know its zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone can't be signed.")
    return moment.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return -offset if zone[0] == "-" else offset
