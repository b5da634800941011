"""What a calibration round shows once it is closed: spread per criterion, agreement per pair. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from evc.assessments.agreement import Kappa, Weights, pairs, weighted_kappa

C = TypeVar("C", bound=Hashable)
L = TypeVar("L", bound=Hashable)

LEAST_SCORES = 10  # criteria that two scored; over fewer the interval of kappa spans most of its range


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two assessors, by their place in the line. ``kappa`` is None where it would say nothing."""

    first: int
    second: int
    scores: int
    kappa: Kappa | None

    @property
    def is_too_few(self) -> bool:
        return self.scores < LEAST_SCORES


@dataclass(frozen=True, slots=True)
class Spread(Generic[L]):
    """Of one criterion: the level of each assessor in the line (None: not given), and how far the furthest two lie apart."""

    levels: tuple[L | None, ...]
    steps: int  # on the scale; 0: everybody the same

    @property
    def counts(self) -> Counter[L]:
        return Counter(level for level in self.levels if level is not None)


def agreement_per_pair(line: Sequence[Mapping[C, L]], scale: Sequence[L]) -> list[PairAgreement]:
    """Weighted kappa of each two assessors; ``line``: what each gave, by criterion; ``scale``: from low to high.

    There is none where one of the two gave everything the same level: it would be 0 however much they agree.
    """
    found = []
    for (first, one), (second, other) in combinations(enumerate(line), 2):
        both = pairs(one, other)
        kappa = None
        if len(both) >= LEAST_SCORES and all(len(set(levels)) > 1 for levels in zip(*both, strict=True)):
            kappa = weighted_kappa(Counter(both), scale=scale, weights=Weights.LINEAR)
        found.append(PairAgreement(first, second, len(both), kappa))
    return found


def mean_agreement(found: Sequence[PairAgreement]) -> float | None:
    """The mean of the pairs that have a kappa (Light, R. J. (1971), "Measures of response agreement for qualitative data").

    None where there is no such pair.
    """
    values = [pair.kappa.value for pair in found if pair.kappa is not None]
    return sum(values) / len(values) if values else None


def spread_of(criterion: C, line: Sequence[Mapping[C, L]], scale: Sequence[L]) -> Spread[L]:
    levels = tuple(given.get(criterion) for given in line)
    places = [scale.index(level) for level in levels if level is not None]
    return Spread(levels, max(places) - min(places) if places else 0)
