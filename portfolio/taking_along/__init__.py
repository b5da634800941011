"""Taking a portfolio along: all of it as one ZIP, which a person can read and another Erkend can take in.

From outside: ``export_portfolio``, ``import_portfolio``; what goes along is the table in ``parts.py``.
"""

from portfolio.taking_along.arriving import ask_import, forget_imports, take_in
from portfolio.taking_along.exporting import (
    EXPORT_DAYS,
    ask_export,
    export_portfolio,
    forget_old_exports,
    make_export,
    open_export,
)
from portfolio.taking_along.importing import Imported, import_portfolio

__all__ = [
    "EXPORT_DAYS",
    "Imported",
    "ask_export",
    "ask_import",
    "export_portfolio",
    "forget_imports",
    "forget_old_exports",
    "import_portfolio",
    "make_export",
    "open_export",
    "take_in",
]
