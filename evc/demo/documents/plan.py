"""The work product of the demo: a plan of eight pages with counts, tables and a choice between three ways."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evc.demo.documents.sheet import ACCENT, GREEN, INK, LINE, PAPER, QUIET, TEXT, Sheet, make_pdf, wrap

_TEXT = Path(__file__).with_name("plan_text.json")
_LEFT, _WIDTH = 72.0, 451.0


def work_product() -> bytes:
    """The plan as a PDF: a cover and seven chapters of one page each."""
    plan: dict[str, Any] = json.loads(_TEXT.read_text(encoding="utf-8"))
    chapters = plan["chapters"]
    pages = [_cover(plan)]
    pages += [_chapter(number, chapter, of=len(chapters) + 1) for number, chapter in enumerate(chapters, 1)]
    return make_pdf(pages, title=f"{plan['title']} (voorbeeld)", author="Fatima el Amrani (voorbeeld)")


def _cover(plan: dict[str, Any]) -> Sheet:
    sheet = Sheet()
    sheet.fill(INK).box(0, 420, sheet.width, sheet.height - 420, paint="f")
    sheet.fill(ACCENT).box(0, 412, sheet.width, 8, paint="f")
    for number in range(6):
        _bicycle(sheet, 96 + number * 82, 470)
    sheet.fill((255, 255, 255))
    y = 690.0
    for line in wrap(plan["title"], "sans-bold", 38, _WIDTH):
        sheet.write(line, _LEFT, y, font="sans-bold", size=38)
        y -= 46
    sheet.write(plan["subtitle"], _LEFT, y, size=14)
    sheet.fill(TEXT).write(plan["author"], _LEFT, 370, font="sans-bold", size=13)
    sheet.fill(QUIET).write(plan["co_authors"], _LEFT, 350, size=11).write(plan["version"], _LEFT, 332, size=11)
    sheet.fill(INK).write("Inhoud", _LEFT, 280, font="sans-bold", size=13)
    for number, chapter in enumerate(plan["chapters"], 1):
        y = 280 - number * 19
        sheet.fill(TEXT).write(f"{number}. {chapter['title']}", _LEFT, y, size=11)
        sheet.fill(QUIET).write(str(number + 1), _LEFT + _WIDTH, y, size=11, align="right")
    return sheet.mark_as_example()


def _chapter(number: int, chapter: dict[str, Any], *, of: int) -> Sheet:
    sheet = Sheet()
    sheet.fill(INK).write(f"{number}. {chapter['title']}", _LEFT, 748, font="sans-bold", size=22)
    sheet.fill(ACCENT).box(_LEFT, 734, 60, 3, paint="f")
    y = 700.0
    for paragraph in chapter["paragraphs"]:
        y = sheet.fill(TEXT).paragraph(paragraph, _LEFT, y, _WIDTH, size=11.5, leading=18) - 12
    if "chart" in chapter:
        _chart(sheet, chapter["chart_title"], chapter["chart"], y - 12)
    if "table" in chapter:
        _table(sheet, chapter["table"], y - 12)
    sheet.fill(QUIET).write(f"bladzijde {number + 1} van {of}", _LEFT + _WIDTH, 40, size=9, align="right")
    return sheet.mark_as_example()


def _chart(sheet: Sheet, title: str, rows: list[tuple[str, int]], y: float) -> None:
    sheet.fill(INK).write(title, _LEFT, y, font="sans-bold", size=12)
    longest = max(value for _, value in rows)
    for row, (label, value) in enumerate(rows, 1):
        line = y - row * 32
        sheet.fill(TEXT).write(label, _LEFT, line, size=10.5)
        sheet.fill(GREEN).box(_LEFT + 130, line - 5, 260 * value / longest, 18, paint="f")
        sheet.fill(TEXT).write(str(value), _LEFT + 398, line, font="sans-bold", size=10.5)


def _table(sheet: Sheet, rows: list[list[str]], y: float) -> None:
    column = _WIDTH / len(rows[0])
    for row, cells in enumerate(rows):
        sheet.fill(INK if row == 0 else PAPER).box(_LEFT, y - 34, _WIDTH, 34, paint="f")
        sheet.pen(LINE, 0.6).box(_LEFT, y - 34, _WIDTH, 34)
        for place, cell in enumerate(cells):
            font = "sans-bold" if row == 0 or place == 0 else "sans"
            sheet.fill((255, 255, 255) if row == 0 else TEXT)
            top = y - 21 + (6 if len(wrap(cell, font, 9.5, column - 12)) > 1 else 0)
            sheet.paragraph(cell, _LEFT + 8 + place * column, top, column - 12, font=font, size=9.5, leading=11.5)
        y -= 34


def _bicycle(sheet: Sheet, x: float, y: float) -> None:
    """A bicycle of nine lines, seen from the side."""
    sheet.pen((255, 255, 255), 2.2).circle(x - 18, y, 14).circle(x + 18, y, 14)
    sheet.lines([(x - 18, y), (x - 4, y + 20), (x + 13, y + 20), (x - 2, y), (x - 18, y)])
    sheet.lines([(x - 2, y), (x - 7, y + 26)]).lines([(x + 18, y), (x + 11, y + 30), (x + 4, y + 32)])
    sheet.pen(ACCENT, 3).lines([(x - 13, y + 27), (x - 2, y + 27)])
