"""No figure about fewer than five people, nor one from which such a figure follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evc.figures.small_groups import LEAST, without_small

parts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1)


@given(parts)
def test_what_is_shown_is_about_nobody_or_about_five_people_or_more(counts: dict[str, int]):
    shown = [people for people in without_small(counts).values() if people is not None]

    assert all(people == 0 or people >= LEAST for people in shown)


@given(parts)
def test_the_hidden_parts_together_are_never_one_to_four_people_of_a_known_total(counts: dict[str, int]):
    if sum(counts.values()) < LEAST:
        return  # then the total isn't shown either
    hidden = [counts[key] for key, people in without_small(counts).items() if people is None]

    assert sum(hidden) == 0 or sum(hidden) >= LEAST


@given(parts)
def test_what_is_shown_is_true(counts: dict[str, int]):
    assert all(people in (None, counts[key]) for key, people in without_small(counts).items())


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param({"a": 12, "b": 7}, {"a": 12, "b": 7}, id="both large"),
        pytest.param({"a": 12, "b": 0}, {"a": 12, "b": 0}, id="nobody is no group"),
        pytest.param({"a": 12, "b": 7, "c": 2}, {"a": 12, "b": None, "c": None}, id="the next smallest hides with it"),
        pytest.param({"a": 12, "b": 3, "c": 4}, {"a": 12, "b": None, "c": None}, id="two small ones hide each other"),
        pytest.param({"a": 12, "b": 2}, {"a": None, "b": None}, id="nothing is left to show"),
        pytest.param({"a": 2, "b": 1}, {"a": None, "b": None}, id="a small whole"),
    ],
)
def test_which_parts_are_hidden(counts: dict[str, int], shown: dict[str, int | None]):
    assert without_small(counts) == shown
