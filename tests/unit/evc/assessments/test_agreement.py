"""Cohen's kappa on tables that were worked out by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evc.assessments.agreement import Weights, cohens_kappa, kappa_of_seats, scores_compared, weighted_kappa

VECTORS = json.loads((Path(__file__).parents[3] / "vectors/kappa.json").read_text())


def table(*, both_yes: int, first_yes: int, second_yes: int, both_no: int) -> list[tuple[str, str]]:
    return (
        [("yes", "yes")] * both_yes
        + [("yes", "no")] * first_yes
        + [("no", "yes")] * second_yes
        + [("no", "no")] * both_no
    )


def test_kappa_takes_away_what_chance_gives():
    # 35 of 50 agree; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5 would: (0.7 - 0.5) / (1 - 0.5).
    both = table(both_yes=20, first_yes=5, second_yes=10, both_no=15)

    assert cohens_kappa(both) == pytest.approx(0.4)


def test_kappa_is_zero_where_agreement_is_what_chance_gives():
    assert cohens_kappa(table(both_yes=1, first_yes=1, second_yes=1, both_no=1)) == 0


def test_kappa_is_minus_one_where_nobody_ever_agrees():
    assert cohens_kappa(table(both_yes=0, first_yes=10, second_yes=10, both_no=0)) == -1


def test_nothing_to_compare_gives_no_kappa():
    assert cohens_kappa([]) is None


def test_always_the_same_level_says_nothing_about_agreement():
    both = [("voldoende", "voldoende")] * 14

    assert cohens_kappa(both) is None


def test_one_who_always_gives_the_same_level_agrees_by_chance_only():
    assert cohens_kappa([("goed", "goed"), ("goed", "voldoende")]) == 0


def test_a_single_seat_has_nobody_to_agree_with():
    assert kappa_of_seats([{"C1": "goed"}]) is None
    assert scores_compared([{"C1": "goed"}]) == 0


def cases() -> list[Any]:
    return [
        pytest.param(each["table"], weights, each["kappa"][weights.value], id=f"{each['name']}, {weights}")
        for each in VECTORS["tables"]
        for weights in Weights
    ]


@pytest.mark.parametrize(("rows", "weights", "expected"), cases())
def test_kappa_and_its_standard_error_equal_those_of_other_programs(
    rows: list[list[int]], weights: Weights, expected: dict[str, float]
):
    counts = {(first, second): count for first, row in enumerate(rows) for second, count in enumerate(row)}

    found = weighted_kappa(counts, scale=range(len(rows)), weights=weights)

    assert found is not None
    assert found.value == pytest.approx(expected["value"], abs=1e-9)
    assert found.standard_error == pytest.approx(expected["standard_error"], abs=1e-9)


levels = st.sampled_from(["onvoldoende", "voldoende", "goed"])
SCALE = ["onvoldoende", "voldoende", "goed"]


@given(st.lists(st.tuples(levels, levels), max_size=60))
def test_unweighted_kappa_is_cohens(both: list[tuple[str, str]]):
    found = weighted_kappa(Counter(both), scale=SCALE, weights=Weights.NONE)

    assert (found.value if found else None) == (
        pytest.approx(cohens_kappa(both), abs=1e-9) if cohens_kappa(both) is not None else None
    )


@given(st.lists(st.tuples(levels, levels), max_size=60), st.sampled_from(Weights))
def test_it_does_not_matter_who_is_called_the_first(both: list[tuple[str, str]], weights: Weights):
    found = weighted_kappa(Counter(both), scale=SCALE, weights=weights)
    turned = weighted_kappa(Counter((second, first) for first, second in both), scale=SCALE, weights=weights)

    assert (found is None) == (turned is None)
    if found and turned:
        assert (found.value, found.low, found.high) == pytest.approx((turned.value, turned.low, turned.high))


@given(st.lists(st.tuples(levels, levels), min_size=1, max_size=60), st.sampled_from(Weights))
def test_kappa_lies_within_its_interval_and_the_interval_within_one(both: list[tuple[str, str]], weights: Weights):
    found = weighted_kappa(Counter(both), scale=SCALE, weights=weights)

    if found:
        assert -1 <= found.low <= found.value + 1e-12
        assert found.value - 1e-12 <= found.high <= 1


def test_a_difference_of_one_step_weighs_less_than_one_of_two():
    near = {
        ("onvoldoende", "onvoldoende"): 5,
        ("voldoende", "goed"): 3,
        ("goed", "goed"): 5,
        ("voldoende", "voldoende"): 2,
    }
    far = {
        ("onvoldoende", "onvoldoende"): 5,
        ("onvoldoende", "goed"): 3,
        ("goed", "goed"): 5,
        ("voldoende", "voldoende"): 2,
    }

    closer = weighted_kappa(near, scale=SCALE, weights=Weights.LINEAR)
    further = weighted_kappa(far, scale=SCALE, weights=Weights.LINEAR)

    assert closer is not None
    assert further is not None
    assert closer.value > further.value


def test_a_level_that_is_not_on_the_scale_is_refused():
    with pytest.raises(KeyError):
        weighted_kappa({("goed", "uitstekend"): 1}, scale=SCALE, weights=Weights.NONE)
