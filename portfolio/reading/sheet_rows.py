"""The rows of a practice log in a spreadsheet (.xlsx), as texts: what the cells show, inside the bounded process.

A date is a number in such a file (days since the end of 1899, or since 1904 where the workbook says so); only the column that
is named ``datum`` is taken for one. Formulas are not computed: the value that was stored with them is read.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from portfolio.reading.columns import LINES_BEFORE_THE_HEADER, column_name, has_log_columns
from portfolio.reading.packed import attribute, child, local, opened, read_xml
from portfolio.reading.refused import Refused

MOST_ROWS = 10_100  # a little more than an import takes, so that the refusal is said there
MOST_COLUMNS = 60
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_SHARED, _WORKBOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,3})[0-9]+")
_SERIAL = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")

Row = tuple[int, list[str]]  # its number in the sheet, from 1, and its cells from column A on


def read_rows(path: Path) -> list[Row]:
    """The rows of the first sheet that has the columns of a practice log, or of the first sheet at all. Raises Refused."""
    with opened(path) as packed:
        names = packed.namelist()
        shared = [_text(each) for each in read_xml(packed, _SHARED)] if _SHARED in names else []
        numbers = sorted(int(found[1]) for name in names if (found := _SHEET.fullmatch(name)))[:200]
        if not numbers:
            raise Refused("not-a-csv")
        first: list[Row] = []
        for number in numbers:
            rows = _rows(read_xml(packed, f"xl/worksheets/sheet{number}.xml"), shared)
            header = _header(rows)
            if header is not None:
                return _with_dates(rows, header, epoch=_epoch(packed, names))
            first = first or rows
        return first


def _rows(sheet: Any, shared: list[str]) -> list[Row]:
    data = child(sheet, "sheetData")
    found: list[Row] = []
    for place, row in enumerate(data if data is not None else (), start=1):
        if len(found) >= MOST_ROWS:
            break
        cells = _cells(row, shared)
        if any(cell.strip() for cell in cells):
            number = attribute(row, "r") or ""
            found.append((int(number) if number.isdigit() else place, cells))
    return found


def _cells(row: Any, shared: list[str]) -> list[str]:
    """The texts at their places: a cell that is empty may be left out of the file."""
    cells: list[str] = []
    for cell in row:
        if local(cell) != "c":
            continue
        place = _place(attribute(cell, "r") or "", len(cells))
        if place >= MOST_COLUMNS:
            break
        cells += [""] * (place + 1 - len(cells))
        cells[place] = _shown(cell, shared)
    return cells


def _place(reference: str, otherwise: int) -> int:
    """Of "C5" 2; ``otherwise`` where a cell doesn't say where it is."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return otherwise
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _shown(cell: Any, shared: list[str]) -> str:
    held = child(cell, "v")
    value = (held.text or "") if held is not None else ""
    if attribute(cell, "t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return re.sub(r"\.0+\Z", "", value) or _text(cell)


def _text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter() if local(part) == "t")


def _header(rows: list[Row]) -> list[str] | None:
    """The cells that name the columns, when one of the first rows does."""
    early = (cells for number, cells in rows if number <= LINES_BEFORE_THE_HEADER + 1)
    return next((cells for cells in early if has_log_columns(cells)), None)


def _epoch(packed: zipfile.ZipFile, names: list[str]) -> date:
    """The day with the number 0. Lotus's leap year of 1900 is why that is 30 December for every date that matters."""
    if _WORKBOOK in names:
        settings = child(read_xml(packed, _WORKBOOK), "workbookPr")
        if settings is not None and attribute(settings, "date1904") in {"1", "true"}:
            return date(1904, 1, 1)
    return date(1899, 12, 30)


def _with_dates(rows: list[Row], header: list[str], *, epoch: date) -> list[Row]:
    column = [column_name(cell) for cell in header].index("datum")
    for _number, cells in rows:
        if column < len(cells) and _SERIAL.fullmatch(cells[column]):
            cells[column] = (epoch + timedelta(days=int(float(cells[column])))).isoformat()
    return rows
