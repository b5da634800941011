"""How much assessors agree. Pure arithmetic.

Cohen, J. (1960), "A coefficient of agreement for nominal scales": (observed - expected) / (1 - expected), in which expected
is the agreement that two independent assessors with these habits would reach by chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

C = TypeVar("C", bound=Hashable)
L = TypeVar("L", bound=Hashable)


def pairs(first: Mapping[C, L], second: Mapping[C, L]) -> list[tuple[L, L]]:
    """Both levels of each criterion that both assessors scored."""
    return [(level, second[criterion]) for criterion, level in first.items() if criterion in second]


def cohens_kappa(both: Sequence[tuple[L, L]]) -> float | None:
    """Between -1 and 1; 1 is full agreement, 0 what chance gives.

    None when it says nothing: no pairs, or both assessors always gave the one same level.
    """
    if not both:
        return None
    count = len(both)
    firsts, seconds = Counter(first for first, _ in both), Counter(second for _, second in both)
    observed = Fraction(sum(first == second for first, second in both), count)
    expected = Fraction(sum(firsts[level] * seconds[level] for level in firsts), count * count)
    if expected == 1:
        return None
    return float((observed - expected) / (1 - expected))


def kappa_of_seats(seats: Sequence[Mapping[C, L]]) -> float | None:
    """Cohen's kappa of two seats; of more, the mean over each two of them that have one. None for a single seat."""
    found = [
        kappa for first, second in combinations(seats, 2) if (kappa := cohens_kappa(pairs(first, second))) is not None
    ]
    return sum(found) / len(found) if found else None


def scores_compared(seats: Sequence[Mapping[C, L]]) -> int:
    """How many criteria were scored by every seat; 0 when there is nobody to compare with."""
    if len(seats) < 2:
        return 0
    return len(set.intersection(*(set(levels) for levels in seats)))


_95 = 1.959963984540054  # the normal distribution holds 95 % within as many standard errors


class Weights(StrEnum):
    """How heavily a difference weighs: every one the same, by its steps on the scale, or by the square of them."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa between two assessors over ``pairs`` scores, with the bounds of its 95 % confidence interval (-1 to 1)."""

    value: float
    low: float
    high: float
    standard_error: float
    pairs: int


def weighted_kappa(counts: Mapping[tuple[L, L], int], *, scale: Sequence[L], weights: Weights) -> Kappa | None:
    """Kappa from how often each two levels were given together; ``scale`` holds the levels from low to high.

    Cohen, J. (1968), "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit";
    the standard error is that of Fleiss, Cohen and Everitt (1969), "Large sample standard errors of kappa and weighted
    kappa", for a kappa that need not be 0. None when it says nothing: no pairs, or everything at one level.
    Raises KeyError for a level that is not on the scale.
    """
    place = {level: number for number, level in enumerate(scale)}
    total = sum(counts.values())
    if not total:
        return None
    together = {(place[first], place[second]): count / total for (first, second), count in counts.items() if count}
    firsts, seconds = [0.0] * len(scale), [0.0] * len(scale)
    for (row, column), share in together.items():
        firsts[row] += share
        seconds[column] += share

    steps = range(len(scale))
    credit = [[_credit(abs(row - column), len(scale), weights) for column in steps] for row in steps]
    observed = sum(share * credit[row][column] for (row, column), share in together.items())
    expected = sum(firsts[row] * seconds[column] * credit[row][column] for row in steps for column in steps)
    if math.isclose(expected, 1):
        return None
    value = (observed - expected) / (1 - expected)

    of_row = [sum(seconds[column] * credit[row][column] for column in steps) for row in steps]
    of_column = [sum(firsts[row] * credit[row][column] for row in steps) for column in steps]
    spread = sum(
        share * (credit[row][column] * (1 - expected) - (of_row[row] + of_column[column]) * (1 - observed)) ** 2
        for (row, column), share in together.items()
    )
    variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (total * (1 - expected) ** 4)
    error = math.sqrt(max(0.0, variance))  # what rounding leaves below nothing is nothing
    return Kappa(value, max(-1.0, value - _95 * error), min(1.0, value + _95 * error), error, total)


def _credit(steps: int, levels: int, weights: Weights) -> float:
    """1 for the same level, 0 for the two ends of the scale (or for any difference, unweighted)."""
    if not steps:
        return 1.0
    if weights == Weights.NONE:
        return 0.0
    share = steps / (levels - 1)
    return 1 - (share if weights == Weights.LINEAR else share * share)
