"""The process in which a stranger's workbook is opened: ``python -m evc.standards.importing.worker``.

Standard input holds {"path": "…"}, standard output {"answer": {"rows": [[1, ["type", …]], …]}} or {"refused": …}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from foundation.bounds import Refused, bound_this_process, leave_the_network


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The parser is imported inside the bounds."""
    from evc.standards.importing.sheet import read_sheet  # noqa: PLC0415

    try:
        return {"answer": {"rows": read_sheet(Path(request["path"]))}}
    except Refused as refused:
        return {"refused": {"code": refused.code, "facts": dict(refused.facts)}}
    except MemoryError:
        return {"refused": {"code": "too-heavy", "facts": {}}}


if __name__ == "__main__":
    bound_this_process()
    leave_the_network()
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
