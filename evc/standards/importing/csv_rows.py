"""The rows of a CSV file as texts, whatever program wrote it; a text is read right or not at all."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from evc.standards.importing.columns import known_columns
from evc.standards.importing.refusing import refused
from foundation.spreadsheets import unguarded

Row = tuple[int, list[str]]  # its number as a spreadsheet shows it, from 1, and its cells

_DELIMITERS = (";", ",", "\t")
# What a Dutch text in Windows-1252 holds beside ASCII. Anything else says that the bytes are of another encoding.
_OF_WESTERN_TEXT = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ‘’“”„–—•…€°²³½¼¾·«»§©®™±×\xa0")


def read_csv(data: bytes) -> tuple[list[Row], list[str]]:
    """The rows that hold anything, and remarks on how they were read. Raises InvalidInput, with what to do."""
    text, remarks = _decoded(data)
    if "\x00" in text:
        raise refused(_("This file holds bytes that no text has. Save it as CSV in UTF-8."), code="not-text")
    delimiter = max(_DELIMITERS, key=lambda each: _fits(text, each))
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                rows.append((number, [unguarded(cell.replace("\r\n", "\n")) for cell in cells]))
    except csv.Error as error:
        message = _(
            "The quotation marks in row %(row)s don't fit: a cell is opened and not closed, or text follows the closing mark. "
            "Open the file in a spreadsheet program, look at that row, and save it as CSV again."
        )
        where = _("row %(row)s") % {"row": number + 1}
        raise refused(message % {"row": number + 1}, code="csv-quotes", where=where) from error
    return rows, remarks


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError as error:
            raise _not_utf_8() from error
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error
    if any(letter > "\x7f" and letter not in _OF_WESTERN_TEXT for letter in set(text)):
        raise _not_utf_8()
    return text, [_("The file is not UTF-8; it was read as Windows-1252. Look at the letters with accents.")]


def _not_utf_8() -> Exception:
    message = _(
        "The letters with accents in this file can't be read for certain. "
        "Save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8), and send it again."
    )
    return refused(message, code="not-utf-8")


def _fits(text: str, delimiter: str) -> tuple[int, int]:
    """How well the first line that is not empty reads with this delimiter: names that we know, then columns at all."""
    for line in text.splitlines():
        if line.strip():
            cells = line.split(delimiter)
            return known_columns(cells), len(cells)
    return 0, 0
