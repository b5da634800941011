"""What every table that leaves as a file has in common: CSV as a Dutch spreadsheet program opens it, and text that stays text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it such a program takes UTF-8 for something else
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def csv_lines(rows: Iterable[Iterable[object]]) -> bytes:
    """The rows with semicolons and CRLF, UTF-8, without the mark that a whole file begins with."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def guarded(text: str) -> str:
    """A CSV cell that no program takes for a formula; ``unguarded`` gives the text back."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a CSV cell that ``guarded`` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell


def storable(text: str) -> str:
    """The text without the control characters that no XLSX can hold."""
    cleaned: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return cleaned
