"""Where words stand on a page: which make a line, what stands right of or below it, and which lines are one text.

Nothing here knows what a diploma is. Lengths are points (1/72 inch), measured from the top left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_CELL_GAP_EM = 1.5  # wider than any space in justified text
_GUTTER_POINTS = 8.0
_ALIGNED_POINTS = 3.0
_COLUMNS_AT_LEAST = 3  # lines on both sides, or it is no column
_ROWS_SHARED_IN_A_TABLE = 0.6
_MANY_LINES = 200  # a page of plain text: not a certificate, and not worth the search for columns

_LEADER = re.compile(r"\s*(?:[.…_] ?){4,}\s*:?\s*")  # the row of dots between a label and its value
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is printed; ``size`` of its font in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def bold(self) -> bool:
        return _BOLD.search(self.font) is not None

    @property
    def baseline(self) -> float:
        """Where the letters stand; the descent of common fonts is about a fifth of their size."""
        return self.bottom - 0.21 * self.size


@dataclass(slots=True, eq=False)
class Line:
    """Words that belong together on one row: a line of a column, or one cell of a table."""

    words: tuple[Word, ...]
    row: int
    column: int = 0
    text: str = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.text = _spelled(word.text for word in self.words)
        self.x0, self.x1 = self.words[0].x0, self.words[-1].x1
        self.top, self.bottom = min(word.top for word in self.words), max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return self.words[0].size

    @property
    def bold(self) -> bool:
        return self.words[0].bold

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    def same_style(self, other: Line) -> bool:
        return abs(self.size - other.size) < 0.6 and self.words[-1].font == other.words[0].font

    def stands_under(self, other: Line) -> bool:
        """Whether this line is in the way of what falls down from the other one."""
        return self.x0 < other.x1 and self.x1 > other.x0


class Page:
    """The lines of a page in reading order, column by column. ``width`` and ``height`` in points; 0 where it has no paper."""

    def __init__(self, number: int, words: Iterable[Word], *, width: float = 0, height: float = 0) -> None:
        self.number, self.width, self.height = number, width, height
        lines = _rows_of_cells(words)
        if len(lines) <= _MANY_LINES:
            _tell_columns_apart(lines)
        self.lines: list[Line] = sorted(lines, key=lambda line: (line.column, line.row, line.x0))

    @cached_property
    def body_size(self) -> float:
        """The size that most letters have."""
        letters: dict[float, int] = {}
        for line in self.lines:
            letters[round(line.size, 1)] = letters.get(round(line.size, 1), 0) + len(line.text)
        return max(letters, key=lambda size: letters[size], default=0.0)

    def right_of(self, line: Line) -> Line | None:
        """The next cell on the same row of the same column."""
        cells = (other for other in self.lines if _same_row(line, other) and other.x0 >= line.x1)
        return min(cells, key=lambda other: other.x0, default=None)

    def left_of(self, line: Line) -> Line | None:
        cells = (other for other in self.lines if _same_row(line, other) and other.x1 <= line.x0)
        return max(cells, key=lambda other: other.x1, default=None)

    def below(self, line: Line, *, within_em: float = 2.6) -> Line | None:
        """The nearest line underneath, if it is no further than some empty lines."""
        under = (
            other
            for other in self.lines
            if _same_flow(line, other) and other.row > line.row and other.stands_under(line)
        )
        nearest = min(under, key=lambda other: (other.row, abs(other.x0 - line.x0)), default=None)
        if nearest is None or nearest.top - line.bottom > within_em * max(line.size, nearest.size):
            return None
        return nearest

    def above(self, line: Line) -> Line | None:
        over = (
            other
            for other in self.lines
            if _same_flow(line, other) and other.row < line.row and line.stands_under(other)
        )
        nearest = max(over, key=lambda other: (other.row, -abs(other.x0 - line.x0)), default=None)
        if nearest is None or line.top - nearest.bottom > 2.6 * max(line.size, nearest.size):
            return None
        return nearest

    def continues(self, line: Line) -> Line | None:
        """The line that goes on where this one broke off: right below, in the same letters, in line with it."""
        following = self.below(line, within_em=0.9)
        if following is None or not line.same_style(following) or self.left_of(following) is not None:
            return None
        in_line = abs(following.x0 - line.x0) < _ALIGNED_POINTS or abs(following.centre - line.centre) < _ALIGNED_POINTS
        return following if in_line else None

    def block(self, line: Line, *, most_lines: int = 12) -> list[Line]:
        """This line and those that go on with it."""
        lines = [line]
        while len(lines) < most_lines and (following := self.continues(lines[-1])) is not None:
            lines.append(following)
        return lines

    @cached_property
    def blocks(self) -> list[list[Line]]:
        """The whole page as texts of one or more lines, each line in one of them."""
        blocks: list[list[Line]] = []
        seen: set[int] = set()
        for line in self.lines:
            if id(line) not in seen:
                block = [part for part in self.block(line) if id(part) not in seen]
                seen.update(id(part) for part in block)
                blocks.append(block)
        return blocks


def join_broken(parts: Sequence[str]) -> str:
    """One text from lines that were broken off, a word cut by a hyphen made whole.

    A hyphen stays where it belongs: ``gespreks-`` before *en* or *of*, ``BOA-``, ``e-``, and before a capital.
    """
    text = ""
    for part in parts:
        if not re.search(r"[^\W\d_]-$", text):
            text = f"{text} {part}" if text else part
        elif re.match(r"(?:en|of|and|or|tot|naar)\b", part):
            text = f"{text} {part}"
        elif part[:1].islower() and not re.search(r"(?:\b\w|[A-Z])-$", text):
            text = text[:-1] + part
        else:
            text = text + part
    return text


def _same_row(line: Line, other: Line) -> bool:
    return other is not line and other.row == line.row and other.column == line.column


def _same_flow(line: Line, other: Line) -> bool:
    """Whether one can lead to the other: in the same column, or from or to a line that runs across the columns."""
    return line.column == other.column or 0 in (line.column, other.column)


def _spelled(words: Iterable[str]) -> str:
    """The words as a line; letters set apart for show (D I P L O M A) as the word they are, a row of dots as a colon."""
    parts = list(words)
    if len(parts) >= 4 and all(len(part) == 1 and part.isalpha() for part in parts):
        return "".join(parts)
    return _LEADER.sub(": ", " ".join(parts)).strip()


def _rows_of_cells(words: Iterable[Word]) -> list[Line]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.baseline, each.x0)):
        if rows and abs(rows[-1][-1].baseline - word.baseline) <= 0.2 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines: list[Line] = []
    for number, row in enumerate(rows):
        row.sort(key=lambda word: word.x0)
        cell = [row[0]]
        for word in row[1:]:
            if word.x0 - cell[-1].x1 > _CELL_GAP_EM * min(word.size, cell[-1].size):
                lines.append(Line(tuple(cell), number))
                cell = []
            cell.append(word)
        lines.append(Line(tuple(cell), number))
    return lines


def _tell_columns_apart(lines: list[Line]) -> None:
    """Number the columns of a page with a gutter down the middle; a table of labels and values is left whole.

    In a table nearly every label has its value on the same row; texts in two columns share a row only by chance.
    """
    best: tuple[int, list[Line], list[Line]] | None = None
    for edge in sorted({line.x0 for line in lines}):
        for band in _bands_without_crossing(lines, edge):
            left = [line for line in band if line.x1 <= edge - _GUTTER_POINTS]
            right = [line for line in band if line.x0 >= edge - 0.5]
            fewest = min(len(left), len(right))
            if fewest >= _COLUMNS_AT_LEAST and (best is None or fewest > best[0]):
                best = (fewest, left, right)
    if best is None:
        return
    _, left, right = best
    rows = {line.row for line in right}
    if sum(line.row in rows for line in left) >= _ROWS_SHARED_IN_A_TABLE * len(left):
        return
    for line in left:
        line.column = 1
    for line in right:
        line.column = 2


def _bands_without_crossing(lines: list[Line], edge: float) -> list[list[Line]]:
    """The lines in groups, from top to bottom, parted where a line runs across the edge."""
    bands: list[list[Line]] = [[]]
    for line in sorted(lines, key=lambda each: each.row):
        if line.x0 < edge - 0.5 and line.x1 > edge - _GUTTER_POINTS:
            bands.append([])
        else:
            bands[-1].append(line)
    return bands
