"""The few shapes a medal is made of. A scene is a tuple of them, painted in order; SVG and PNG both come from it.

Units: the picture is 1200 wide, y points down, angles are radians clockwise from the top.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Step = tuple[float, ...]  # (x, y): a straight line; (x1, y1, x2, y2, x, y): a cubic Bézier curve


@dataclass(frozen=True, slots=True)
class Contour:
    """A closed outline."""

    start: Point
    steps: tuple[Step, ...]

    def moved(self, place: Callable[[float, float], Point]) -> Contour:
        """The same outline with every point put where ``place`` says."""
        return Contour(
            place(*self.start),
            tuple(tuple(c for i in range(0, len(step), 2) for c in place(step[i], step[i + 1])) for step in self.steps),
        )

    def points(self, pieces: int = 8) -> list[Point]:
        """The outline as a polygon, each curve cut in ``pieces``."""
        weights = [
            ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            for t in ((i + 1) / pieces for i in range(pieces))
        ]
        points = [self.start]
        for step in self.steps:
            if len(step) == 2:
                points.append((step[0], step[1]))
                continue
            x, y = points[-1]
            x1, y1, x2, y2, x3, y3 = step
            points += [(a * x + b * x1 + c * x2 + d * x3, a * y + b * y1 + c * y2 + d * y3) for a, b, c, d in weights]
        return points


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle; a ring is a disc with a smaller one on top."""

    centre: Point
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Filled outlines. Where one lies in another and turns the other way it is a hole (SVG's nonzero rule)."""

    contours: tuple[Contour, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line along closed outlines."""

    contours: tuple[Contour, ...]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Upright rectangles (x, y, width, height) with hard edges, such as the modules of a QR code."""

    boxes: tuple[tuple[float, float, float, float], ...]
    colour: str


Shape = Disc | Fill | Line | Boxes


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture. ``plate`` is its outline, ``edge`` the colour there; outside it the picture is transparent."""

    width: int
    height: int
    plate: Contour
    edge: str
    shapes: tuple[Shape, ...]


def on_circle(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def arc_steps(centre: Point, radius: float, start: float, end: float) -> list[Step]:
    """Curves along a circle from one angle to the other, in pieces of at most a twelfth of a turn."""
    count = max(1, math.ceil(abs(end - start) / (math.pi / 6)))
    sweep = (end - start) / count
    handle = radius * 4 / 3 * math.tan(sweep / 4)
    steps: list[Step] = []
    for i in range(count):
        a, b = start + i * sweep, start + (i + 1) * sweep
        (x0, y0), (x3, y3) = on_circle(centre, radius, a), on_circle(centre, radius, b)
        steps.append(
            (
                *(x0 + handle * math.cos(a), y0 + handle * math.sin(a)),
                *(x3 - handle * math.cos(b), y3 - handle * math.sin(b)),
                *(x3, y3),
            )
        )
    return steps


def sector(centre: Point, inner: float, outer: float, start: float, end: float) -> Contour:
    """A piece of a ring."""
    return Contour(
        on_circle(centre, outer, start),
        (
            *arc_steps(centre, outer, start, end),
            on_circle(centre, inner, end),
            *arc_steps(centre, inner, end, start),
        ),
    )


def polygon(points: Iterable[Point]) -> Contour:
    first, *others = points
    return Contour(first, tuple(others))


def rounded_box(x: float, y: float, width: float, height: float, radius: float) -> Contour:
    corners = (
        ((x + width - radius, y + radius), 0.0),
        ((x + width - radius, y + height - radius), math.pi / 2),
        ((x + radius, y + height - radius), math.pi),
        ((x + radius, y + radius), math.pi * 3 / 2),
    )
    steps: list[Step] = []
    for centre, angle in corners:
        steps += [on_circle(centre, radius, angle), *arc_steps(centre, radius, angle, angle + math.pi / 2)]
    return Contour((x + radius, y), tuple(steps))


def smooth(points: list[Point]) -> Contour:
    """A closed smooth curve through the points (Catmull-Rom)."""
    steps: list[Step] = []
    count = len(points)
    for i in range(count):
        before, here, there, after = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        steps.append(
            (
                here[0] + (there[0] - before[0]) / 6,
                here[1] + (there[1] - before[1]) / 6,
                there[0] - (after[0] - here[0]) / 6,
                there[1] - (after[1] - here[1]) / 6,
                *there,
            )
        )
    return Contour(points[0], tuple(steps))


def wave(centre: Point, radius_at: Callable[[float], float], count: int) -> Contour:
    """A closed smooth curve around a centre, whose distance to it depends on the angle."""
    angles = (2 * math.pi * i / count for i in range(count))
    return smooth([on_circle(centre, radius_at(angle), angle) for angle in angles])
