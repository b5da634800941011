"""The process in which Typst runs: started by path, it imports nothing of ours.

Standard input holds ``{"main": "…/main.typ", "root": "…", "fonts": ["a folder"], "standards": ["ua-1"], "at": 1700000000, "to":
"….pdf", "memory": bytes, "cpu": seconds, "size": bytes}``. The PDF goes to ``to``; standard output holds ``{"warnings": […]}``
or ``{"error": "…"}`` with Typst's own words (for us, not for a reader). It bounds itself before it imports Typst.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any


def bound_this_process(*, memory: int, cpu: int, size: int) -> None:
    """Give up the right to more: the kernel ends us when we ask for it."""
    for limit, most in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue  # some systems (macOS) know no limit on addresses; the clock outside still holds


def compiled(request: dict[str, Any]) -> dict[str, Any]:
    import typst  # noqa: PLC0415 -- inside the bounds

    try:
        pdf, warnings = typst.compile_with_warnings(
            request["main"],
            root=request["root"],
            font_paths=request["fonts"],
            ignore_system_fonts=True,
            pdf_standards=request["standards"],
            timestamp=request["at"],
        )
    except typst.TypstError as error:
        return {"error": str(error)}
    Path(request["to"]).write_bytes(pdf)
    return {"warnings": [str(warning) for warning in warnings]}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    bound_this_process(memory=asked["memory"], cpu=asked["cpu"], size=asked["size"])
    json.dump(compiled(asked), sys.stdout)
