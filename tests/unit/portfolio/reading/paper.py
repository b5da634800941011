"""Draws small PDF files with the fonts that every reader has, so that tests can have papers in any layout."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS

FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold", "serif": "Times-Roman", "serif-bold": "Times-Bold"}
A4, A4_LANDSCAPE = (595, 842), (842, 595)


@dataclass
class Paper:
    """Pages of text; places in points from the top left corner."""

    size: tuple[int, int] = A4
    pages: list[list[bytes]] = field(default_factory=lambda: [[]])

    def at(self, x: float, y: float, text: str, *, size: float = 11, font: str = "regular") -> Paper:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
        height = self.size[1]
        self.pages[-1].append(b"BT /%s %.2f Tf %.2f %.2f Td (%s) Tj ET" % (font.encode(), size, x, height - y, escaped))
        return self

    def centred(self, y: float, text: str, *, size: float = 11, font: str = "regular") -> Paper:
        widths = FONT_METRICS[FONTS[font]][1]
        width = sum(widths.get(char, 500) for char in text) * size / 1000
        return self.at((self.size[0] - width) / 2, y, text, size=size, font=font)

    def rows(
        self, x: float, y: float, rows: list[tuple[str, str]], *, value_at: float, size: float = 10, bold: bool = True
    ) -> Paper:
        for number, (label, value) in enumerate(rows):
            self.at(x, y + 18 * number, label, size=size, font="bold" if bold else "regular")
            self.at(value_at, y + 18 * number, value, size=size)
        return self

    def column(
        self, x: float, y: float, *lines: str, size: float = 11, font: str = "regular", leading: float = 1.35
    ) -> Paper:
        for number, line in enumerate(lines):
            self.at(x, y + number * size * leading, line, size=size, font=font)
        return self

    def new_page(self) -> Paper:
        self.pages.append([])
        return self

    def pdf(self) -> pikepdf.Pdf:
        pdf = pikepdf.new()
        fonts = pikepdf.Dictionary()
        for name, base in FONTS.items():
            fonts[f"/{name}"] = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name(f"/{base}"),
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
            )
        for texts in self.pages:
            page = pdf.add_blank_page(page_size=self.size)
            page.Resources = pikepdf.Dictionary(Font=fonts)
            page.Contents = pdf.make_stream(b"\n".join(texts))
        return pdf

    def content(self, **save: object) -> bytes:
        target = io.BytesIO()
        self.pdf().save(target, **save)
        return target.getvalue()

    def save(self, folder: Path, name: str = "paper.pdf") -> Path:
        path = folder / name
        path.write_bytes(self.content())
        return path


class Papers(dict[str, tuple[Callable[[], Paper], dict[str, str]]]):
    """Papers by name, each drawn by a function and kept with what a person reads in it."""

    def expecting(self, **fields: str) -> Callable[[Callable[[], Paper]], Callable[[], Paper]]:
        def keep(draw: Callable[[], Paper]) -> Callable[[], Paper]:
            self[draw.__name__.replace("_", " ")] = (draw, fields)
            return draw

        return keep
