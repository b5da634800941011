"""A sheet of paper to write and draw on, and the PDF that a few of them make.

Only the fonts that every PDF reader has, in WinAnsi encoding: enough for Dutch, and nothing to embed. Measures are
points (1/72 inch) from the lower left corner. The same sheets give the same bytes each time.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Self

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Dictionary, Name

A4 = (595.28, 841.89)
INK = (0x12, 0x35, 0x5B)
ACCENT = (0xE4, 0xA1, 0x1B)
GREEN = (0x1B, 0x7F, 0x5C)
TEXT = (0x1C, 0x24, 0x30)
QUIET = (0x55, 0x60, 0x6E)
LINE = (0xD9, 0xD6, 0xCE)
PAPER = (0xFB, 0xFA, 0xF7)

Colour = tuple[int, int, int]
Point = tuple[float, float]

FONTS = {
    "sans": "Helvetica",
    "sans-bold": "Helvetica-Bold",
    "serif": "Times-Roman",
    "serif-bold": "Times-Bold",
    "serif-italic": "Times-Italic",
}
_KAPPA = 0.5522847498  # the length of the handles that make four Bézier curves look like a circle


def text_width(text: str, font: str, size: float) -> float:
    """The width of a line in points; a character that the font does not know is a KeyError, so that it is seen here."""
    widths = FONT_METRICS[FONTS[font]][1]
    return sum(widths[character] for character in text) * size / 1000


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines that fit the width, between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", font, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Sheet:
    """One page: what is written on it, in the order in which it was written."""

    def __init__(self, size: tuple[float, float] = A4, *, landscape: bool = False) -> None:
        self.width, self.height = reversed(size) if landscape else size
        self._operators: list[bytes] = []

    def _add(self, operators: str) -> Self:
        self._operators.append(operators.encode("ascii"))
        return self

    def fill(self, colour: Colour) -> Self:
        return self._add("{:.3f} {:.3f} {:.3f} rg".format(*(part / 255 for part in colour)))

    def pen(self, colour: Colour, width: float = 1) -> Self:
        return self._add("{:.3f} {:.3f} {:.3f} RG {:.2f} w".format(*(part / 255 for part in colour), width))

    def box(self, x: float, y: float, width: float, height: float, *, paint: str = "S") -> Self:
        """A rectangle; ``paint`` is the PDF operator: S draws its line, f fills it, B does both."""
        return self._add(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {paint}")

    def lines(self, points: Sequence[Point]) -> Self:
        start, *rest = (f"{x:.2f} {y:.2f}" for x, y in points)
        return self._add(f"{start} m " + " ".join(f"{point} l" for point in rest) + " S")

    def circle(self, x: float, y: float, radius: float, *, paint: str = "S") -> Self:
        handle = radius * _KAPPA
        return self._add(
            f"{x + radius:.2f} {y:.2f} m "
            f"{x + radius:.2f} {y + handle:.2f} {x + handle:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
            f"{x - handle:.2f} {y + radius:.2f} {x - radius:.2f} {y + handle:.2f} {x - radius:.2f} {y:.2f} c "
            f"{x - radius:.2f} {y - handle:.2f} {x - handle:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
            f"{x + handle:.2f} {y - radius:.2f} {x + radius:.2f} {y - handle:.2f} {x + radius:.2f} {y:.2f} c {paint}"
        )

    def signature(self, x: float, y: float, seed: str, *, width: float = 110) -> Self:
        """A scribble that looks signed; the same seed makes the same scribble."""
        chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
        stops = [(x + width * i / 7, y + chance.uniform(-9, 14)) for i in range(8)]
        path = f"{stops[0][0]:.2f} {stops[0][1]:.2f} m "
        for (x0, y0), (x1, y1) in pairwise(stops):
            path += f"{x0 + 14:.2f} {y0 + chance.uniform(4, 26):.2f} {x1 - 12:.2f} {y1 - 14:.2f} {x1:.2f} {y1:.2f} c "
        return self.pen(INK, 1.3)._add(path + "S")

    def write(
        self, text: str, x: float, y: float, *, font: str = "sans", size: float = 11, align: str = "left"
    ) -> Self:
        """One line of text in the fill colour, with its baseline at ``y``; align: left, centre or right of ``x``."""
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(text, font, size)
        name = list(FONTS).index(font)
        head = f"BT /F{name} {size:g} Tf {x - shift:.2f} {y:.2f} Td (".encode("ascii")
        self._operators.append(head + _escape(text) + b") Tj ET")
        return self

    def paragraph(
        self, text: str, x: float, y: float, width: float, *, font: str = "sans", size: float = 11, leading: float = 16
    ) -> float:
        """Write lines that fit the width, downwards from ``y``; returns the baseline below the last one."""
        for line in wrap(text, font, size, width):
            self.write(line, x, y, font=font, size=size)
            y -= leading
        return y

    def mark_as_example(self) -> Self:
        """The small print that no page goes without: this is made up."""
        self.fill(QUIET).write("VOORBEELD", self.width - 30, self.height - 22, font="sans-bold", size=7, align="right")
        note = "VOORBEELD. Verzonnen document voor de demonstratie van Erkend; personen en instellingen bestaan niet."
        return self.write(note, self.width / 2, 14, size=7, align="centre")

    def content(self) -> bytes:
        return b"\n".join(self._operators)


def _escape(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def make_pdf(sheets: Iterable[Sheet], *, title: str, author: str) -> bytes:
    """The sheets as one PDF, without a date or a random id in it."""
    pdf = pikepdf.Pdf.new()
    fonts = Dictionary()
    for number, base_font in enumerate(FONTS.values()):
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base_font}"), Encoding=Name.WinAnsiEncoding
        )
        fonts[f"/F{number}"] = pdf.make_indirect(font)
    for sheet in sheets:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, round(sheet.width, 2), round(sheet.height, 2)],
            Contents=pdf.make_stream(sheet.content()),
            Resources=Dictionary(Font=fonts),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.docinfo[Name.Title] = title
    pdf.docinfo[Name.Author] = author
    pdf.Root[Name.Lang] = pikepdf.String("nl-NL")
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, compress_streams=True)
    return target.getvalue()
