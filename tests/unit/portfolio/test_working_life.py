"""A working life on one line: nothing overlaps in a lane, and what goes on ends today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.models import EvidenceItem
from portfolio.working_life import working_life

TODAY = date(2026, 11, 28)
days = st.integers(0, 22_000).map(lambda number: date(1970, 1, 1) + timedelta(number))


def position(start: date | None, end: date | None = None, title: str = "Handhaver") -> EvidenceItem:
    return EvidenceItem(kind="position", title=title, period_from=start, period_until=end)


@given(st.lists(st.tuples(days, st.integers(0, 4000), st.booleans()), max_size=8))
def test_what_overlaps_gets_a_lane_of_its_own(periods: list[tuple[date, int, bool]]) -> None:
    items = [position(start, None if open_ else start + timedelta(length)) for start, length, open_ in periods]

    stretches = working_life(items, today=TODAY)

    assert len(stretches) == sum(start <= TODAY for start, _, _ in periods)
    for stretch in stretches:
        assert stretch.start <= stretch.end <= TODAY
        others = [other for other in stretches if other.lane == stretch.lane and other is not stretch]
        assert all(other.end <= stretch.start or other.start >= stretch.end for other in others)


@pytest.mark.parametrize(
    ("end", "expected", "goes_on"),
    [(None, TODAY, True), (date(2027, 1, 1), TODAY, True), (date(2020, 5, 1), date(2020, 5, 1), False)],
)
def test_what_goes_on_reaches_until_today(end: date | None, expected: date, goes_on: bool) -> None:
    [stretch] = working_life([position(date(2018, 1, 1), end)], today=TODAY)

    assert (stretch.end, stretch.goes_on) == (expected, goes_on)


def test_two_that_follow_each_other_share_a_lane() -> None:
    first, second = position(date(2010, 1, 1), date(2015, 1, 1)), position(date(2015, 1, 1))

    assert [stretch.lane for stretch in working_life([second, first], today=TODAY)] == [0, 0]


def test_what_has_no_beginning_has_no_place_on_the_line() -> None:
    assert working_life([position(None), position(date(2027, 1, 1))], today=TODAY) == []
