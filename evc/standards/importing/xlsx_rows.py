"""The rows of an Excel workbook, read in a process with limits."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evc.standards.importing.csv_rows import Row
from evc.standards.importing.refusing import refused
from foundation.bounded import ask_bounded
from foundation.bounds import Refused

_WORKER = "evc.standards.importing.worker"
_SENTENCES = {
    "encrypted": gettext_lazy("This workbook has a password. Save it without a password, and send it again."),
    "no-workbook": gettext_lazy(
        "This is a packed file, but no Excel workbook. Send an Excel file (.xlsx), a CSV file or a CASE package (JSON)."
    ),
    "too-many-rows": gettext_lazy(
        "This sheet has too many rows for one standard. Split the standard, and send the parts."
    ),
    "unpacks-too-far": gettext_lazy(
        "This workbook unpacks to more than we open. Keep only the sheet with the standard in it."
    ),
    "too-heavy": gettext_lazy("This workbook takes too much to open. Keep only the sheet with the standard in it."),
}
_DAMAGED = gettext_lazy("This workbook is damaged or not complete. Open it in Excel, save it again, and send it again.")


def read_xlsx(data: bytes) -> list[Row]:
    """The rows that hold anything. Raises InvalidInput, with what to do."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        try:
            answered = ask_bounded(_WORKER, {"path": str(Path(file.name))})
        except Refused as no:
            raise refused(str(_SENTENCES.get(no.code, _DAMAGED)), code=no.code) from no
    rows = [(int(number), [str(cell) for cell in cells]) for number, cells in answered["rows"]]
    if not rows:
        raise refused(_("There is nothing in this workbook."), code="empty")
    return rows
