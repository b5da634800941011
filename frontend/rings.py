"""The arithmetic of drawn figures: arcs and shares, without a template in sight."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One arc of a ring: its state, and where it lies on a circle whose circumference counts 100."""

    state: str
    length: float
    gap: float
    offset: float


def share(done: float, total: float) -> float:
    """How much of the whole, in per cent from 0 to 100; nothing of nothing is 0."""
    if total <= 0:
        return 0.0
    return round(min(max(done / total, 0.0), 1.0) * 100, 2)


def segments(states: Sequence[str]) -> list[Segment]:
    """Equal arcs in the given order, clockwise from twelve o'clock, with a small gap between them when they are several."""
    if not states:
        return []
    whole = 100 / len(states)
    gap = min(whole * 0.2, 2.4) if len(states) > 1 else 0.0
    length = round(whole - gap, 3)
    return [
        Segment(state, length=length, gap=round(100 - length, 3), offset=round(-(index * whole + gap / 2), 3))
        for index, state in enumerate(states)
    ]
