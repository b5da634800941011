"""What a closed round says: the spread, and kappa of each pair where there is enough to say anything."""

from __future__ import annotations

import pytest

from evc.assessments.agreement import Weights, weighted_kappa
from evc.quality.calibration import LEAST_SCORES, agreement_per_pair, mean_agreement, spread_of

SCALE = ("onvoldoende", "voldoende", "goed")


def line(*levels: str) -> dict[int, str]:
    return dict(enumerate(levels))


def test_the_kappa_of_a_pair_is_the_weighted_one_with_its_interval():
    one, other = SCALE * 5, (*SCALE * 4, "goed", "voldoende", "goed")

    (pair,) = agreement_per_pair([line(*one), line(*other)], SCALE)

    counts: dict[tuple[str, str], int] = {}
    for both in zip(one, other, strict=True):
        counts[both] = counts.get(both, 0) + 1
    assert pair.kappa == weighted_kappa(counts, scale=SCALE, weights=Weights.LINEAR)
    assert pair.kappa is not None
    assert pair.kappa.low < pair.kappa.value < 1


def test_over_too_few_criteria_there_is_no_kappa_and_it_says_so():
    (pair,) = agreement_per_pair([line(*["goed"] * (LEAST_SCORES - 1)), line(*["goed"] * LEAST_SCORES)], SCALE)

    assert (pair.kappa, pair.is_too_few, pair.scores) == (None, True, LEAST_SCORES - 1)


@pytest.mark.parametrize("other", ["goed", "varied"], ids=["both", "one"])
def test_where_one_gave_a_single_level_kappa_says_nothing(other: str):
    levels = SCALE * LEAST_SCORES if other == "varied" else ["goed"] * LEAST_SCORES

    (pair,) = agreement_per_pair([line(*["goed"] * LEAST_SCORES), line(*levels)], SCALE)

    assert (pair.kappa, pair.is_too_few) == (None, False)


def test_the_mean_is_over_the_pairs_that_have_a_kappa():
    varied, same = line(*SCALE * 4), line(*["goed"] * 12)

    found = agreement_per_pair([varied, line(*SCALE[::-1] * 4), same], SCALE)

    assert [pair.kappa is None for pair in found] == [False, True, True]
    assert mean_agreement(found) == (found[0].kappa.value if found[0].kappa else None)
    assert mean_agreement([]) is None


@pytest.mark.parametrize(
    ("levels", "steps"),
    [(("goed", "goed"), 0), (("onvoldoende", "goed"), 2), (("voldoende", None), 0), ((None, None), 0)],
    ids=["same", "ends", "one-left-out", "nobody"],
)
def test_the_spread_is_how_far_the_furthest_lie_apart(levels: tuple[str | None, ...], steps: int):
    line_of = [{1: level} if level else {} for level in levels]

    assert spread_of(1, line_of, SCALE).steps == steps
