"""The process in which a stranger's file is opened: ``python -m portfolio.reading.worker``.

Standard input holds a request as JSON, standard output the answer::

    {"do": "examine", "path": "…", "media_type": "application/pdf", "pixels": 1200}
    {"do": "render", "path": "…", "media_type": "application/pdf", "pixels": 1200, "page": 12}

    {"answer": {…}}      pictures in base64
    {"refused": {"code": "encrypted", "facts": {}}}

It bounds itself before it imports a parser or looks at the file; whoever started it keeps the clock. It knows no Django,
no settings, no secret and no language.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from pathlib import Path
from typing import Any

CPU_SECONDS = 15
MEMORY_BYTES = 1024 * 1024 * 1024  # of addresses; what is really used is far less
OUTPUT_BYTES = 24 * 1024 * 1024
OPEN_FILES = 64


def bound_this_process() -> None:
    """Give up the right to much time, memory or disk; the kernel ends us when we ask for more."""
    for limit, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue  # some systems (macOS) know no limit on addresses; the clock outside still holds


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the request asks for. The parsers are imported here: only those that are needed, and inside the bounds."""
    from portfolio.reading.refused import Refused  # noqa: PLC0415

    try:
        found = _examined(request) if request["do"] == "examine" else {"preview": _rendered(request)}
    except Refused as refused:
        return {"refused": {"code": refused.code, "facts": dict(refused.facts)}}
    except MemoryError:
        return {"refused": {"code": "too-heavy", "facts": {}}}
    return {"answer": found | {"preview": base64.b64encode(found["preview"]).decode("ascii")}}


def _examined(request: dict[str, Any]) -> dict[str, Any]:
    path, media_type, pixels = Path(request["path"]), request["media_type"], int(request["pixels"])
    if media_type == "application/pdf":
        from portfolio.reading import pdf  # noqa: PLC0415

        return pdf.examine(path, preview_pixels=pixels)
    from portfolio.reading import picture  # noqa: PLC0415

    return picture.examine(path, media_type, preview_pixels=pixels)


def _rendered(request: dict[str, Any]) -> bytes:
    path, media_type, pixels = Path(request["path"]), request["media_type"], int(request["pixels"])
    if media_type == "application/pdf":
        from portfolio.reading import pdf  # noqa: PLC0415

        return pdf.render(path, page=int(request["page"]), pixels=pixels)
    from portfolio.reading import picture  # noqa: PLC0415

    return picture.render(path, media_type, page=int(request["page"]), pixels=pixels)


def main() -> None:
    bound_this_process()
    json.dump(answer(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
