"""A spreadsheet of trajectories to propose: read as rows of text, with the number that each row has in the file. Pure.

Columns, by their Dutch or English name in any order: e-mail, naam, standaard, route, opdrachtgever, onderdelen (naam and
the last two may be left out). CSV with semicolons, commas or tabs, or the first sheet of an XLSX.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from foundation.errors import InvalidInput

LARGEST_FILE = 2_000_000  # bytes
LARGEST_UNPACKED = 40_000_000  # bytes; an XLSX is a zip
MOST_ROWS = 500
_LONGEST_CELL = 300
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "email", "e-mailadres", "mail", "e-mail address"),
    "name": ("naam", "name", "kandidaat", "candidate"),
    "standard": ("standaard", "standard", "code"),
    "route": ("route",),
    "client": ("opdrachtgever", "client", "organisatie", "organisation"),
    "units": ("onderdelen", "units", "parts", "kerntaken"),
}
_NEEDED = ("email", "standard", "route")


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """``number``: of the row in the file, the head is 1. Units are separated by spaces or commas.

    ``name``: of somebody who has no account yet, and is invited by it.
    """

    number: int
    email: str
    standard: str
    route: str
    client: str = ""
    units: str = ""
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_rows(data: bytes) -> list[ProposedRow]:
    """The rows of a file, empty ones left out. Raises InvalidInput with what to do when it can't be read as a table."""
    if len(data) > LARGEST_FILE:
        raise _problem(_("This file is too large. Use a file of 2 MB at most."), "file-too-large")
    lines = _sheet(data) if data[:2] == b"PK" else _text(data)
    table = list(_with_numbers(lines))
    if not table:
        raise _problem(_("This file is empty. Put a row with the names of the columns on top."), "file-empty")
    _number, head = table[0]
    places = _places(head)
    rows = [_row(number, cells, places) for number, cells in table[1:]]
    if len(rows) > MOST_ROWS:
        message = _("This file has %(count)s rows. Use %(most)s at most a time.")
        raise _problem(message % {"count": len(rows), "most": MOST_ROWS}, "too-many-rows")
    if not rows:
        raise _problem(_("There are no rows below the names of the columns."), "no-rows")
    return rows


def _places(head: Sequence[str]) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in head]
    places = {
        column: next((names.index(known) for known in spelled if known in names), -1)
        for column, spelled in _COLUMNS.items()
    }
    missing = [_COLUMNS[column][0] for column in _NEEDED if places[column] < 0]
    if missing:
        message = _("The first row must name the columns. Missing: %(names)s.")
        raise _problem(message % {"names": ", ".join(missing)}, "columns-missing")
    return places


def _row(number: int, cells: Sequence[str], places: Mapping[str, int]) -> ProposedRow:
    values = {
        column: " ".join(cells[place].split())[:_LONGEST_CELL] if 0 <= place < len(cells) else ""
        for column, place in places.items()
    }
    return ProposedRow(number=number, **values)


def _with_numbers(lines: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in enumerate(lines, start=1):
        if number > MOST_ROWS * 4:  # what lies below is empty, or no list of people
            return
        if any(cell.strip() for cell in cells):
            yield number, cells


def _text(data: bytes) -> Iterator[Sequence[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise _problem(_("This is no table. Save it as CSV or XLSX and send that."), "not-a-table")
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _sheet(data: bytes) -> Iterator[Sequence[str]]:
    unreadable = _problem(_("This XLSX can't be read. Save it anew, or save it as CSV."), "not-a-table")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise unreadable
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            for cells in book.worksheets[0].iter_rows(values_only=True):
                yield ["" if cell is None else str(cell) for cell in cells]
        finally:
            book.close()
    except InvalidInput:
        raise
    except Exception as error:  # whatever a broken file makes the library raise, it is a broken file
        raise unreadable from error


def _problem(message: str, code: str) -> InvalidInput:
    return InvalidInput(message, code=code, field="file")
