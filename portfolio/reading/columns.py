"""The columns of a practice log, by the names that they have in a Dutch spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

COLUMNS = ("datum", "werkproces", "taak", "aantal", "uren", "plaats", "rol", "getuige", "getuige_email", "toelichting")
REQUIRED_COLUMNS = ("datum", "werkproces", "taak", "aantal", "rol")
LINES_BEFORE_THE_HEADER = 10


def column_name(cell: str) -> str:
    """A heading as it is compared: ``Getuige e-mail`` is ``getuige_email``."""
    return re.sub(r"[\s\-]+", "_", cell.strip().strip('"').casefold()).replace("e_mail", "email")


def has_log_columns(cells: Iterable[str]) -> bool:
    """Whether these are the headings of a practice log."""
    return set(REQUIRED_COLUMNS) <= {column_name(cell) for cell in cells}
