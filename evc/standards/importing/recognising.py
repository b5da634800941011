"""What kind of file somebody sent, from its bytes alone: names lie."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evc.standards.importing.refusing import refused

MOST_BYTES = 50 * 1024 * 1024


class Kind(StrEnum):
    FORM = "form"  # erkend-standard/1
    CASE = "case"
    CSV = "csv"
    XLSX = "xlsx"


WORDS = {
    Kind.FORM: gettext_lazy("the form erkend-standard/1"),
    Kind.CASE: gettext_lazy("a CASE package"),
    Kind.CSV: gettext_lazy("a CSV file"),
    Kind.XLSX: gettext_lazy("an Excel file"),
}

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf")


def recognise(data: bytes) -> Kind:
    """The kind of a file; JSON is CASE or a form only once it is read (``kind_of_json``), so it answers CASE for both.

    Raises InvalidInput for what can't be a standard, with what to do instead.
    """
    if not data.strip():
        raise refused(_("This file is empty. Look whether you can open it, and send it again."), code="empty")
    if len(data) > MOST_BYTES:
        message = _("This file is too large: %(limit)s MB is the most. Split the standard, and send the parts.")
        raise refused(message % {"limit": MOST_BYTES // (1024 * 1024)}, code="too-large")
    if data.startswith(b"PK\x03\x04"):
        return Kind.XLSX
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = _(
            "This is an Excel file of the old kind, or one with a password. "
            "Save it as an Excel workbook (.xlsx) without a password, and send it again."
        )
        raise refused(message, code="old-excel")
    if data.startswith(_OTHERS):
        raise _unknown()
    start = _first_character(data)
    if start in "{[":
        return Kind.CASE
    if start == "<":
        message = _("This is a web page or XML. Send a CASE package (JSON), an Excel file (.xlsx) or a CSV file.")
        raise refused(message, code="markup")
    return Kind.CSV


def read_json(data: bytes) -> Any:
    """The value of a JSON text in UTF-8, UTF-16 or UTF-32. Raises InvalidInput, saying where it stops being JSON."""
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        message = _("This file starts as JSON, but is not UTF-8 (byte %(place)s). Save it as UTF-8, and send it again.")
        raise refused(message % {"place": error.start + 1}, code="not-utf-8") from error
    text = text.removeprefix("\ufeff")
    del data
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        message = _("This is not complete JSON: it goes wrong in line %(line)s, character %(column)s (%(reason)s).")
        raise refused(
            message % {"line": error.lineno, "column": error.colno, "reason": error.msg}, code="not-json"
        ) from error
    except (RecursionError, ValueError) as error:
        message = _("This JSON can't be read: it is nested too deep, or holds a number that JSON does not know.")
        raise refused(message, code="not-json") from error


def kind_of_json(value: object) -> Kind:
    """CASE or the form. Raises InvalidInput for other JSON."""
    if isinstance(value, dict):
        if "schema" in value:
            return Kind.FORM
        if "CFDocument" in value or "CFItems" in value:
            return Kind.CASE
    message = _(
        "This JSON is neither a CASE package (with “CFDocument” and “CFItems”) nor the form erkend-standard/1 "
        "(with “schema”). Ask its sender for the whole CFPackage."
    )
    raise refused(message, code="other-json")


def _first_character(data: bytes) -> str:
    head = data[:400]
    encoding = "utf-16" if head.startswith(_MARKS[1:]) else "utf-8-sig"
    if head[:2].count(0) == 1:  # JSON in UTF-16 without a mark
        encoding = "utf-16-be" if head[0] == 0 else "utf-16-le"
    text = head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    if "\x00" in text:
        raise _unknown()
    return text[:1]


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _unknown() -> Exception:
    message = _(
        "We can't read a standard from this kind of file. Send a CASE package (JSON), an Excel file (.xlsx) or a CSV file."
    )
    return refused(message, code="unknown-kind")
