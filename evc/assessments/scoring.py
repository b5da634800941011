"""How levels combine: over instruments, over assessors, into a verdict. Pure: keys and levels are whatever the caller uses.

An assessor's level for a criterion is that of the last instrument (in the route's order) in which it was scored. Assessors
are compared over the instruments that every seat scores. What counts is the agreed level, else that of seat 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

C = TypeVar("C", bound=Hashable)  # a criterion
I = TypeVar("I", bound=Hashable)  # noqa: E741 -- an instrument
L = TypeVar("L", bound=Hashable)  # a level of the rubric


class Verdict(models.TextChoices):
    """What was found for one work process (design.md, Outcome)."""

    RECOGNISED = "recognised", _("recognised")
    PARTLY = "partly", _("partly recognised")
    NOT_YET = "not-yet", _("not yet recognised")


def effective_levels(scores: Mapping[tuple[C, I], L], *, instruments: Sequence[I]) -> dict[C, L]:
    """Per criterion the level of the last of these instruments in which it was scored; others are left aside."""
    levels: dict[C, L] = {}
    for instrument in instruments:
        levels |= {criterion: level for (criterion, used), level in scores.items() if used == instrument}
    return levels


def shared_instruments(seats: Sequence[Sequence[I]]) -> list[I]:
    """Those that every seat scores, in the order of the first."""
    if not seats:
        return []
    return [instrument for instrument in seats[0] if all(instrument in seat for seat in seats[1:])]


def differences(seats: Sequence[Mapping[C, L]]) -> list[C]:
    """The criteria on which those who scored them gave different levels, in the order in which they are first met."""
    met = dict.fromkeys(criterion for levels in seats for criterion in levels)
    return [criterion for criterion in met if len({levels[criterion] for levels in seats if criterion in levels}) > 1]


def counted_levels(first_seat: Mapping[C, L], agreed: Mapping[C, L]) -> dict[C, L]:
    """What the outcome is made of: the level that was agreed in moderation, else that of seat 1."""
    return {**first_seat, **agreed}


def middle_level(given: Sequence[L], *, order: Callable[[L], int]) -> L:
    """What most gave, and where all differ the one in the middle; ``order`` says how high a level is. Of an even number the
    lower of the two in the middle."""
    return sorted(given, key=order)[(len(given) - 1) // 2]


def verdict(*, met: int, total: int, threshold_percent: int, named: tuple[int, int] | None = None) -> Verdict:
    """Recognised when the threshold's share of the criteria meets the bar, partly when some do, not yet when none does.

    ``threshold_percent`` is of the standard version, 1 to 100. ``named``: how many of the criteria that decide are met, and
    how many there are; where the version has such criteria, all of those and only those make it recognised.
    """
    if met <= 0 or total <= 0:
        return Verdict.NOT_YET
    if named is not None:
        return Verdict.RECOGNISED if named[0] >= named[1] else Verdict.PARTLY
    return Verdict.RECOGNISED if met * 100 >= threshold_percent * total else Verdict.PARTLY
