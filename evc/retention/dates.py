"""The days of a term. Pure; all days are Dutch calendar days."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

TOLD_BEFORE = timedelta(days=30)  # domain fact 50


def kept_until(ended: date, months: int) -> date:
    """The last day of the term: the same day so many months later, or the last one of a shorter month."""
    last: date = ended + relativedelta(months=months)
    return last


def first_day_out(ended: date, months: int) -> date:
    """The first day on which it may be erased."""
    return kept_until(ended, months) + timedelta(days=1)


def told_from(first_out: date) -> date:
    """The day on which the candidate is told."""
    return first_out - TOLD_BEFORE


def erase_day(first_out: date, *, told_on: date) -> date:
    """Whoever is told late, since a term was made shorter, still has the whole month."""
    return max(first_out, told_on + TOLD_BEFORE)


def latest_end(first_out: date, months: int) -> date:
    """The last day on which a case can have ended whose term is over by ``first_out``, at most two days too late."""
    latest: date = first_out - relativedelta(months=months) + timedelta(days=2)
    return latest
