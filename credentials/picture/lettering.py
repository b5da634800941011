"""Setting a line of text: straight or along a circle, as large as fits, over two lines where that is better."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from credentials.picture.font import Face
from credentials.picture.shapes import Contour, Fill, Point

_ELLIPSIS = "…"
_LONGEST = 160  # characters; more never fits, and measuring it would only cost time


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look. ``tracking`` is extra white between them, in ems."""

    face: Face
    colour: str
    tracking: float = 0.0

    def width(self, text: str) -> float:
        """Width in ems."""
        return sum(step for _, step in self.steps(text)) - (self.tracking if text else 0.0)

    def steps(self, text: str) -> list[tuple[str, float]]:
        """Each letter with the distance from its start to the next one's, in ems."""
        return [
            (
                letter,
                self.face.advance(letter)
                + self.tracking
                + (self.face.kern(letter, text[i + 1]) if i + 1 < len(text) else 0.0),
            )
            for i, letter in enumerate(text)
        ]


def fit(text: str, style: Style, *, width: float, largest: float, smallest: float) -> tuple[str, float]:
    """The text and the size at which it fits; it only gets an ellipsis when even the smallest size is too large."""
    text = style.face.printable(text)[:_LONGEST]
    size = min(largest, width / max(style.width(text), 0.001))
    if size >= smallest:
        return text, size
    return _shortened(text, style, width=width / smallest), smallest


def set_line(text: str, style: Style, *, size: float, at: Point, anchor: float = 0.5) -> Fill:
    """A straight line; ``at`` is on its baseline, at the start (anchor 0), the middle (0.5) or the end (1)."""
    x = at[0] - style.width(text) * size * anchor
    contours: list[Contour] = []
    for letter, step in style.steps(text):
        contours += [c.moved(_scaled(size, x, at[1])) for c in style.face.outline(letter)]
        x += step * size
    return Fill(tuple(contours), style.colour)


def set_arc(text: str, style: Style, *, size: float, centre: Point, radius: float) -> Fill:
    """A line over the top of a circle, its middle at the top and its baseline on ``radius``."""
    along = -style.width(text) * size / 2
    contours: list[Contour] = []
    for letter, step in style.steps(text):
        middle = style.face.advance(letter) * size / 2
        turn = _turned(size, middle, (along + middle) / radius, centre, radius)
        contours += [c.moved(turn) for c in style.face.outline(letter)]
        along += step * size
    return Fill(tuple(contours), style.colour)


def fit_two_lines(
    text: str, style: Style, *, widths: Callable[[int, float], list[float]], largest: float, smallest: float
) -> tuple[list[str], float]:
    """The text over one or two lines, and the largest size at which these fit.

    ``widths(lines, size)`` says how wide each of so many lines may be at that size: round inside a medal.
    It breaks between words; inside a word only when nothing else fits, and an ellipsis is the last resort.
    """
    text = style.face.printable(text)[:_LONGEST]
    for candidates in (_between_words(text), _inside_words(text)):
        best: tuple[float, list[str]] = (0.0, [])
        for lines in candidates:
            size = _largest_size(lines, style, widths=widths, largest=largest, smallest=smallest)
            if size > best[0]:
                best = (size, lines)
        if best[1]:
            return best[1], best[0]
    first, second = (width / smallest for width in widths(2, smallest))
    head = _longest_start(text, style, width=first)
    return [head, _shortened(text[len(head) :].strip(), style, width=second)], smallest


def _largest_size(
    lines: list[str], style: Style, *, widths: Callable[[int, float], list[float]], largest: float, smallest: float
) -> float:
    """The largest whole size at which every line fits; 0 when none does."""
    needed = [style.width(line) for line in lines]
    size = largest
    while size >= smallest:
        if all(ems * size <= width for ems, width in zip(needed, widths(len(lines), size), strict=True)):
            return size
        size -= 1
    return 0.0


def _between_words(text: str) -> list[list[str]]:
    breaks = [match.end() for match in re.finditer(r"[ \-/]", text)]
    halves = [[text[:i].strip(), text[i:].strip()] for i in breaks]
    return [[text], *(lines for lines in halves if all(lines))]


def _inside_words(text: str) -> list[list[str]]:
    middle = len(text) // 2
    return [
        [text[:i] + "-", text[i:]]
        for i in range(max(middle - 8, 3), min(middle + 8, len(text) - 3))
        if text[i - 1].isalpha() and text[i].isalpha()
    ]


def _longest_start(text: str, style: Style, *, width: float) -> str:
    """As many whole words as fit in the width (in ems), or as many letters where the first word is too long."""
    end = next((i for i in range(len(text), 0, -1) if style.width(text[:i].rstrip()) <= width), 1)
    space = text.rfind(" ", 0, end + 1)
    return text[:space] if space > end // 2 else text[:end]


def _shortened(text: str, style: Style, *, width: float) -> str:
    if style.width(text) <= width:
        return text
    end = next((i for i in range(len(text), 0, -1) if style.width(text[:i].rstrip() + _ELLIPSIS) <= width), 0)
    return text[:end].rstrip() + _ELLIPSIS


def _scaled(size: float, x: float, y: float) -> Callable[[float, float], Point]:
    return lambda px, py: (x + px * size, y + py * size)


def _turned(size: float, middle: float, angle: float, centre: Point, radius: float) -> Callable[[float, float], Point]:
    cos, sin = math.cos(angle), math.sin(angle)

    def place(px: float, py: float) -> Point:
        x, y = px * size - middle, py * size - radius
        return centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos

    return place
