"""Text without pages, set out as lines with made-up places: what stands under, beside and larger than what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portfolio.reading.layout import Word

BODY_SIZE = 11.0
_MOST_LINES = 400
_WIDTH_EM = 0.5  # of a letter, on the average
_LEFT, _RIGHT = 70.0, 525.0
_BETWEEN_CELLS = 30.0


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a paragraph; runs in cells that a tab parts."""

    cells: tuple[tuple[Run, ...], ...]
    centred: bool = False

    @property
    def text(self) -> str:
        return "\t".join("".join(run.text for run in cell) for cell in self.cells)


@dataclass
class Sheet:
    """Words with made-up places, from top to bottom."""

    words: list[Word] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    _baseline: float = 60.0

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Lines of one or more paragraphs; so far apart that each is a text of its own."""
        for row in rows:
            size = max((run.size for cell in row.cells for run in cell), default=BODY_SIZE)
            self._baseline += 2.2 * size
            self._place(row.cells, [_LEFT + 90.0 * number for number in range(len(row.cells))], row.centred)
            self.texts.append(row.text)

    def add_table(self, rows: Sequence[Sequence[Sequence[Row]]]) -> None:
        """Rows of cells of lines: each column starts where the longest text of the one before it has ended."""
        widest: dict[int, int] = {}
        for cells in rows:
            for number, lines in enumerate(cells):
                widest[number] = max([widest.get(number, 0), *(len(line.text) for line in lines)])
        lefts = [_LEFT]
        for number in range(len(widest) - 1):
            lefts.append(lefts[-1] + widest[number] * BODY_SIZE * _WIDTH_EM * 1.5 + _BETWEEN_CELLS)
        for cells in rows:
            self._add_table_row(cells, lefts[: len(cells)])

    def _add_table_row(self, cells: Sequence[Sequence[Row]], lefts: Sequence[float]) -> None:
        """The cells beside each other, the lines of each under one another."""
        for number in range(max((len(lines) for lines in cells), default=0)):
            self._baseline += 2.0 * BODY_SIZE if number == 0 else 1.5 * BODY_SIZE
            for lines, left in zip(cells, lefts, strict=True):
                if number < len(lines):
                    self._place([[run for cell in lines[number].cells for run in cell]], [left], centred=False)
                    self.texts.append(lines[number].text)

    def _place(self, cells: Sequence[Sequence[Run]], lefts: Sequence[float], centred: bool) -> None:
        if len(self.texts) > _MOST_LINES:
            return
        end = 0.0
        for cell, left in zip(cells, lefts, strict=True):
            x = max(left, end + _BETWEEN_CELLS if end else left)
            if centred and len(cells) == 1:
                width = sum(len(run.text) * run.size * _WIDTH_EM for run in cell)
                x = max(_LEFT, (_LEFT + _RIGHT - width) / 2)
            end = self._write(cell, x)

    def _write(self, runs: Sequence[Run], x: float) -> float:
        """The words of the runs on the baseline; one that changes letters half-way is one word. Answers with its end."""
        start, text, first = x, "", None
        for run in runs:
            for char in run.text:
                step = run.size * _WIDTH_EM
                if char.isspace():
                    self._keep(text, start, x, first)
                    text, first = "", None
                else:
                    if not text:
                        start, first = x, run
                    text += char
                x += step
        self._keep(text, start, x, first)
        return x

    def _keep(self, text: str, x0: float, x1: float, run: Run | None) -> None:
        if text and run is not None:
            bottom = self._baseline + 0.21 * run.size
            font = "Word-Bold" if run.bold else "Word"
            self.words.append(Word(text, x0, x1, bottom - run.size, bottom, run.size, font))
