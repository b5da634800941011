"""The jobs of this room."""

from __future__ import annotations

from datetime import date, time

from foundation.jobs.schedule import daily
from portfolio import services


@daily("portfolio.tell_witnesses", at=time(22))
def tell_witnesses(day: str) -> None:
    """Late, so that the mail holds the whole day's; what comes after it stands in tomorrow's."""
    services.tell_witnesses(date.fromisoformat(day))
