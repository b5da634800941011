"""Terms are counted in Dutch working days (Algemene termijnenwet, articles 1 and 3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.working_days import (
    add_working_days,
    end_of_term,
    holidays,
    is_working_day,
    working_days_between,
    working_days_in,
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


def test_the_holidays_of_a_year_are_those_of_the_law():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize(
    ("year", "day"),
    [(2025, date(2025, 4, 26)), (2026, date(2026, 4, 27)), (2013, date(2013, 4, 30)), (2006, date(2006, 4, 29))],
    ids=["sunday", "monday", "queens-day", "queens-day-on-sunday"],
)
def test_the_birthday_is_not_celebrated_on_a_sunday(year, day):
    assert day in holidays(year)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to Tuesday after Easter
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
    ids=["friday", "saturday", "good-friday", "christmas"],
)
def test_a_term_that_ends_on_a_free_day_ends_on_the_next_working_day(day, end):
    assert end_of_term(day) == end


def test_christmas_is_stepped_over():
    assert add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert add_working_days(date(2026, 12, 28), -2) == date(2026, 12, 23)
    assert working_days_in(date(2026, 12, 21), date(2026, 12, 27)) == 4


@given(days, st.integers(1, 120))
def test_as_many_days_as_were_added_lie_between(day, count):
    later = add_working_days(day, count)

    assert is_working_day(later)
    assert working_days_between(day, later) == count
    assert working_days_between(later, day) == -count


@given(days, st.integers(0, 120))
def test_going_back_undoes_going_on_from_a_working_day(day, count):
    start = end_of_term(day)

    assert add_working_days(add_working_days(start, count), -count) == start


@given(days)
def test_a_term_is_never_shortened_and_always_ends_on_a_working_day(day):
    end = end_of_term(day)

    assert day <= end <= day + timedelta(days=6)
    assert is_working_day(end)
    assert end_of_term(end) == end


@given(days, days, days)
def test_periods_add_up(one, two, three):
    first, middle, last = sorted((one, two, three))

    assert working_days_between(first, middle) + working_days_between(middle, last) == working_days_between(first, last)


@given(days)
def test_at_least_one_of_seven_days_is_worked(day):
    assert working_days_in(day, day + timedelta(days=6)) in range(1, 6)
    assert working_days_in(day, day - timedelta(days=1)) == 0
