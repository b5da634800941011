"""Whether a spreadsheet (.xlsx) is a practice log: told from the names of its columns, inside the bounded process."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from portfolio.reading.columns import LINES_BEFORE_THE_HEADER, has_log_columns
from portfolio.reading.packed import attribute, child, local, opened, read_xml

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_SHARED = "xl/sharedStrings.xml"


def is_practice_log(path: Path) -> bool:
    """Whether one of the first rows of a sheet names the columns of a practice log. Raises Refused."""
    with opened(path) as packed:
        names = packed.namelist()
        shared = [_text(each) for each in read_xml(packed, _SHARED)] if _SHARED in names else []
        return any(
            _has_header(read_xml(packed, name), shared) for name in sorted(names)[:200] if _SHEET.fullmatch(name)
        )


def _has_header(sheet: Any, shared: list[str]) -> bool:
    rows = child(sheet, "sheetData")
    first = list(rows)[: LINES_BEFORE_THE_HEADER + 1] if rows is not None else []
    return any(has_log_columns([_value(cell, shared) for cell in row]) for row in first)


def _value(cell: Any, shared: list[str]) -> str:
    held = child(cell, "v")
    number = (held.text or "") if held is not None else ""
    if attribute(cell, "t") == "s":
        return shared[int(number)] if number.isdigit() and int(number) < len(shared) else ""
    return number or _text(cell)


def _text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter() if local(part) == "t")
