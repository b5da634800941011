"""Somebody's working life on one line: positions, placements and what they did beside work, each with its period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portfolio.models import EvidenceItem, EvidenceKind

KINDS = (EvidenceKind.POSITION, EvidenceKind.PLACEMENT, EvidenceKind.PRIVATE_SKILL)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One item from ``start`` until ``end``; it goes on still where ``goes_on``. Those in one ``lane`` don't overlap."""

    item: EvidenceItem
    start: date
    end: date
    goes_on: bool
    lane: int


def working_life(items: Iterable[EvidenceItem], *, today: date) -> list[Stretch]:
    """Those that have a beginning, the earliest first, in as few lanes as can be. What begins after today is left out."""
    begun = [item for item in items if item.period_from is not None and item.period_from <= today]
    lanes: list[date] = []  # where each ends
    stretches = []
    for item in sorted(begun, key=lambda item: (item.period_from or today, item.title, str(item.pk))):
        start, goes_on = item.period_from or today, item.period_until is None or item.period_until > today
        end = today if item.period_until is None else min(item.period_until, today)
        lane = next((number for number, ended in enumerate(lanes) if ended <= start), len(lanes))
        lanes[lane : lane + 1] = [end]
        stretches.append(Stretch(item, start, end, goes_on, lane))
    return stretches
