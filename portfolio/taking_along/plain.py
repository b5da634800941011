"""Values as they stand in JSON, and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput


def moment(at: datetime | None) -> str | None:
    """In UTC, with microseconds: the same moment is the same text, whichever time zone a server keeps."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at is not None else None


def day(on: date | None) -> str | None:
    return on.isoformat() if on is not None else None


def number(amount: Decimal | None) -> str | None:
    """As text with two decimals: 1.5 and 1.50 are the same."""
    return f"{amount:.2f}" if amount is not None else None


def read_moment(text: str | None) -> datetime | None:
    return read_at(text) if text is not None else None


def read_at(text: str) -> datetime:
    """Raises InvalidInput for what is no moment, or one without its time zone."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError("no time zone")
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _unreadable(text) from None


def read_day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unreadable(text) from None


def as_bytes(value: Any) -> bytes:
    """JSON as we write it: sorted keys, two spaces, UTF-8, a line break at the end."""
    return (json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _unreadable(text: str) -> InvalidInput:
    return InvalidInput(
        _("This export holds a date that does not exist: “%(date)s”. Ask for a new export where it was made.")
        % {"date": text[:40]},
        code="taking-along.date",
    )
