"""Tables as files for a spreadsheet: CSV as a Dutch Excel reads it, and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from foundation.spreadsheets import BYTE_ORDER_MARK, csv_lines, guarded, storable

Value = str | int | float | Decimal | date | datetime | None
Rows = Sequence[Sequence[Value]]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31  # of a sheet, in Excel
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def csv_response(rows: Rows, *, name: str) -> HttpResponse:
    """A download ``name``.csv: UTF-8 with a byte order mark, semicolons, CRLF. Rows with their head first."""
    lines = csv_lines([_plain(value) for value in row] for row in rows)
    return _attachment(BYTE_ORDER_MARK + lines, "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_response(sheets: Iterable[tuple[str, Rows]], *, name: str) -> HttpResponse:
    """A download ``name``.xlsx with a sheet a table: its title and its rows, the head first."""
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title.translate(_NOT_IN_A_NAME)[:_LONGEST_NAME])
        for number, row in enumerate(rows):
            cells = [_cell(sheet, value) for value in row]
            if number == 0:
                for cell in cells:
                    cell.font = Font(bold=True)
            sheet.append(cells)
    written = BytesIO()
    book.save(written)
    return _attachment(written.getvalue(), _XLSX, f"{name}.xlsx")


def _plain(value: Value) -> Value:
    """Numbers with a comma; text is somebody's text, never a command."""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return guarded(value) if isinstance(value, str) else value


def _cell(sheet: object, value: Value) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None)  # a sheet knows no time zones
    cell = WriteOnlyCell(sheet, value=storable(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
