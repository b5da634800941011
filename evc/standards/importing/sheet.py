"""The rows of an Excel workbook as texts, inside the bounded process (openpyxl, read only)."""

from __future__ import annotations

import datetime
import zipfile
import zlib
from pathlib import Path
from typing import Any

from evc.standards.importing.columns import known_columns
from foundation.bounds import Refused

MOST_ROWS = 60_000
MOST_COLUMNS = 60
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_PARTS = 2_000
_SHEETS_LOOKED_AT = 20


def read_sheet(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet that has our columns, or of the first sheet at all. Raises Refused."""
    _require_modest(path)
    from openpyxl import load_workbook  # noqa: PLC0415 -- inside the bounds

    try:
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        first: list[tuple[int, list[str]]] = []
        for sheet in workbook.worksheets[:_SHEETS_LOOKED_AT]:
            rows = _rows(sheet)
            if rows and known_columns(rows[0][1]) > 1:
                return rows
            first = first or rows
        return first
    except (KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, zipfile.BadZipFile, zlib.error):
        raise Refused("damaged") from None
    except SyntaxError:  # of XML, as its parser calls it
        raise Refused("damaged") from None


def _require_modest(path: Path) -> None:
    """Look at the sizes that the file states before anything is unpacked; what unpacks further is stopped by the bounds."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Refused("damaged") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise Refused("unpacks-too-far")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("encrypted")
    if not any(part.filename.startswith("xl/") for part in parts):
        raise Refused("no-workbook")


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        texts = [_shown(cell) for cell in cells]
        if any(text.strip() for text in texts):
            found.append((number, texts))
        if len(found) > MOST_ROWS:
            raise Refused("too-many-rows", most=MOST_ROWS)
    return found


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "")
