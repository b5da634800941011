"""A document in, proposed fields out. Plain Python; what a stranger sent is opened in a bounded process of its own.

From outside: ``examine``, ``render_page``, ``Examination``, ``ReadField`` (``documents``), ``match_names`` (``names``) and
``read_practice_log`` (``practice_log``), all importable from here. They are looked up when they are first asked for, because the
bounded process runs inside this package and must not load the side that knows Django's translations.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portfolio.reading.documents import (
        Covered,
        Examination,
        PageText,
        cover,
        examine,
        find_numbers,
        is_practice_log,
        page_text,
        render_page,
    )
    from portfolio.reading.fields import ReadField
    from portfolio.reading.names import NameMatch, match_names
    from portfolio.reading.practice_log import BadRow, LogReading, LogRow, check_row, read_practice_log

_HOMES = {
    "documents": (
        "Covered",
        "Examination",
        "PageText",
        "cover",
        "examine",
        "find_numbers",
        "is_practice_log",
        "page_text",
        "render_page",
    ),
    "fields": ("ReadField",),
    "names": ("NameMatch", "match_names"),
    "practice_log": ("BadRow", "LogReading", "LogRow", "check_row", "read_practice_log"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BadRow",
    "Covered",
    "Examination",
    "LogReading",
    "LogRow",
    "NameMatch",
    "PageText",
    "ReadField",
    "check_row",
    "cover",
    "examine",
    "find_numbers",
    "is_practice_log",
    "match_names",
    "page_text",
    "read_practice_log",
    "render_page",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
