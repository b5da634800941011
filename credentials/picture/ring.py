"""The outer ring: one segment a work process, filled, half filled or open. It says what was found, no more, no less."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from credentials.picture import colours
from credentials.picture.medal import Result, Segment
from credentials.picture.shapes import Contour, Fill, Point, Shape, sector

_TURN = 2 * math.pi
_MOST = 120  # segments that can still be told apart
_COLOUR_OF = {
    Result.RECOGNISED: colours.RECOGNISED,
    Result.PARTLY: colours.PARTLY,
    Result.NOT_YET: colours.NOT_YET,
}


@dataclass(frozen=True, slots=True)
class Ring:
    """Where the ring lies; ``opening`` is the angle left free at the bottom, for the level."""

    centre: Point
    inner: float
    outer: float
    opening: float
    outline: float = 7.0

    def draw(self, segments: Sequence[Segment]) -> Iterator[Shape]:
        """The segments in order, clockwise from the bottom. A ring of none is one empty groove."""
        start = math.pi + self.opening / 2
        end = start + _TURN - self.opening
        if not segments:
            groove = sector(
                self.centre, (self.inner + self.outer) / 2 - 2, (self.inner + self.outer) / 2 + 2, start, end
            )
            yield Fill((groove,), colours.LINE)
            return
        weights = [(segment, 1) for segment in segments] if len(segments) <= _MOST else _shares(segments)
        for result, a, b in self._angles(weights, start, end):
            yield from draw_segment(self, result, a, b)

    def _angles(
        self, weights: list[tuple[Segment, int]], start: float, end: float
    ) -> Iterator[tuple[Result, float, float]]:
        """Each segment's result, start and end. The white between is a share of a segment, within limits."""
        pitch = (end - start) / sum(weight for _, weight in weights)
        gap = min(math.radians(1.5), pitch * 0.22)
        extra = min(math.radians(3.2), pitch * 0.45)  # between core tasks
        breaks = [one.group != other.group for (one, _), (other, _) in pairwise(weights)]
        closed = self.opening == 0
        if closed:
            breaks.append(len(weights) > 1 and weights[-1][0].group != weights[0][0].group)
        gaps = len(weights) - (0 if closed else 1)
        free = end - start - gaps * gap - sum(breaks) * extra
        unit = free / sum(weight for _, weight in weights)
        angle = start + (gap + extra * breaks[-1]) / 2 if closed else start
        for i, (segment, weight) in enumerate(weights):
            yield segment.result, angle, angle + weight * unit
            angle += weight * unit + gap + (extra if i < len(breaks) and breaks[i] else 0.0)


def draw_segment(ring: Ring, result: Result, start: float, end: float) -> Iterator[Shape]:
    """One segment: full, its inner half full, or only its outline."""
    colour = _COLOUR_OF[result]
    yield Fill((sector(ring.centre, ring.inner, ring.outer, start, end),), colour)
    if result is Result.RECOGNISED:
        return
    line = ring.outline
    yield Fill((_inset(ring, start, end, inner=ring.inner + line, outer=ring.outer - line),), colours.CARD)
    if result is Result.PARTLY:
        middle = (ring.inner + ring.outer) / 2
        yield Fill((sector(ring.centre, ring.inner, middle, start, end),), colour)


def _inset(ring: Ring, start: float, end: float, *, inner: float, outer: float) -> Contour:
    margin = min(ring.outline / ((inner + outer) / 2), (end - start) / 3)
    return sector(ring.centre, inner, outer, start + margin, end - margin)


def _shares(segments: Sequence[Segment]) -> list[tuple[Segment, int]]:
    """Too many to draw one by one: one segment a result, as long as its share."""
    counted = Counter(segment.result for segment in segments)
    return [(Segment(result), counted[result]) for result in Result if counted[result]]
