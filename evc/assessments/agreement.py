"""How much assessors agree. Pure arithmetic.

Cohen, J. (1960), "A coefficient of agreement for nominal scales": (observed - expected) / (1 - expected), in which expected
is the agreement that two independent assessors with these habits would reach by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
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
