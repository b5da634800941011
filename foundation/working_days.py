"""Dutch working days, in which terms are counted. Pure.

Source: Algemene termijnenwet (BWBR0002448). Article 3, first paragraph, names the generally recognised holidays: New Year's
Day, Easter Monday and Whit Monday, both days of Christmas, Ascension Day, the day on which the King's birthday is
celebrated, and 5 May (every year, also when not everybody is free). The second paragraph puts Good Friday on a par with
them. Easter Sunday and Whit Sunday are Sundays, so no working days either. The days that the government may name once
(article 3, third paragraph) are no part of this.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

_SATURDAY = 5
_KINGS_DAY_SINCE = 2014  # before: Queen's Day, 30 April
_A_DAY = timedelta(days=1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The generally recognised holidays of a year, and Good Friday (article 3)."""
    first = easter(year)
    return frozenset(
        {
            date(year, 1, 1),
            first - timedelta(days=2),  # Good Friday
            first + timedelta(days=1),  # Easter Monday
            _birthday_of_the_monarch(year),
            date(year, 5, 5),
            first + timedelta(days=39),  # Ascension Day
            first + timedelta(days=50),  # Whit Monday
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def is_working_day(day: date) -> bool:
    """No Saturday, no Sunday, no generally recognised holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def end_of_term(day: date) -> date:
    """A term that ends on a Saturday, a Sunday or a holiday ends on the next day that is none of these (article 1)."""
    while not is_working_day(day):
        day += _A_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that lies ``count`` working days after ``day``, which itself is not counted; before it when negative.

    None further is the day itself, whatever day that is.
    """
    step = _A_DAY if count > 0 else -_A_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(after: date, until: date) -> int:
    """How many working days there are after the one day, up to and including the other. Negative when they are reversed."""
    if until < after:
        return -working_days_between(until, after)
    return sum(is_working_day(after + timedelta(days=number)) for number in range(1, (until - after).days + 1))


def working_days_in(first: date, last: date) -> int:
    """How many working days a period holds, its first and its last day included; none when it is reversed."""
    return max(0, working_days_between(first - _A_DAY, last))


def _birthday_of_the_monarch(year: int) -> date:
    """27 April, on the 26th when that is a Sunday. Until 2013 it was 30 April, and the 29th on a Sunday."""
    day = date(year, 4, 27) if year >= _KINGS_DAY_SINCE else date(year, 4, 30)
    return day - _A_DAY if day.weekday() == 6 else day
