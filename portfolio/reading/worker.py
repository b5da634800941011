"""The process in which a stranger's file is opened: ``python -m portfolio.reading.worker``.

Standard input holds a request as JSON, standard output the answer::

    {"do": "examine", "path": "…", "media_type": "application/pdf", "pixels": 1200, "roots": ["PEM"], "tesseract": "path or ''"}
    {"do": "render", "path": "…", "media_type": "application/pdf", "pixels": 1200, "page": 12}
    {"do": "practice-log", "path": "…", "media_type": "…"}
    {"do": "log-rows", "path": "…"}
    {"do": "cover", "path": "…", "media_type": "…", "pixels": 1200, "boxes": [{"page": 1, "x": 0.1, …}]}
    {"do": "numbers", "path": "…", "media_type": "…", "tesseract": "path or ''"}

    {"answer": {…}}      pictures in base64
    {"refused": {"code": "encrypted", "facts": {}}}

It bounds itself before it imports a parser or looks at the file; whoever started it keeps the clock. It knows no Django,
no settings, no secret, no language and no network.
"""

from __future__ import annotations

import base64
import ctypes
import json
import resource
import sys
from contextlib import suppress
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


_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of Linux


def leave_the_network() -> None:
    """Never reach another machine: where the kernel lets us, there is no network here; and Python opens no connection."""
    with suppress(OSError, AttributeError):  # another system than Linux: what follows holds there too
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USERS | _NEW_NETWORK)

    def refuse(event: str, _details: object) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            raise PermissionError("this process reaches no network")

    sys.addaudithook(refuse)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the request asks for. The parsers are imported here: only those that are needed, and inside the bounds."""
    from portfolio.reading.refused import Refused  # noqa: PLC0415

    try:
        found = _DONE[request["do"]](request)
    except Refused as refused:
        return {"refused": {"code": refused.code, "facts": dict(refused.facts)}}
    except MemoryError:
        return {"refused": {"code": "too-heavy", "facts": {}}}
    preview = found.get("preview")
    return {"answer": found | {"preview": base64.b64encode(preview).decode("ascii") if preview else None}}


def _examined(request: dict[str, Any]) -> dict[str, Any]:
    path, media_type, pixels = Path(request["path"]), request["media_type"], int(request["pixels"])
    tesseract = request.get("tesseract", "")
    if media_type == "application/pdf":
        from portfolio.reading import pdf  # noqa: PLC0415

        return pdf.examine(path, preview_pixels=pixels, roots=request.get("roots", ()), tesseract=tesseract)
    if media_type.startswith("image/"):
        from portfolio.reading import picture  # noqa: PLC0415

        return picture.examine(path, media_type, preview_pixels=pixels, tesseract=tesseract)
    if media_type.startswith(("video/", "audio/")):
        from portfolio.reading import media  # noqa: PLC0415

        return media.examine(path, media_type)
    from portfolio.reading import word  # noqa: PLC0415

    return word.examine(path)


def _practice_log(request: dict[str, Any]) -> dict[str, Any]:
    from portfolio.reading import sheet  # noqa: PLC0415

    return {"is_practice_log": sheet.is_practice_log(Path(request["path"]))}


def _log_rows(request: dict[str, Any]) -> dict[str, Any]:
    from portfolio.reading import sheet_rows  # noqa: PLC0415

    return {"rows": sheet_rows.read_rows(Path(request["path"]))}


def _rendered(request: dict[str, Any]) -> dict[str, Any]:
    path, media_type, pixels = Path(request["path"]), request["media_type"], int(request["pixels"])
    if media_type == "application/pdf":
        from portfolio.reading import pdf  # noqa: PLC0415

        return {"preview": pdf.render(path, page=int(request["page"]), pixels=pixels)}
    from portfolio.reading import picture  # noqa: PLC0415

    return {"preview": picture.render(path, media_type, page=int(request["page"]), pixels=pixels)}


def _covered(request: dict[str, Any]) -> dict[str, Any]:
    from portfolio.reading import covering  # noqa: PLC0415

    path, media_type, pixels = Path(request["path"]), request["media_type"], int(request["pixels"])
    return covering.cover(path, media_type, boxes=request["boxes"], preview_pixels=pixels)


def _numbers(request: dict[str, Any]) -> dict[str, Any]:
    from portfolio.reading import covering  # noqa: PLC0415

    return covering.numbers(Path(request["path"]), request["media_type"], tesseract=request.get("tesseract", ""))


_DONE = {
    "examine": _examined,
    "render": _rendered,
    "practice-log": _practice_log,
    "log-rows": _log_rows,
    "cover": _covered,
    "numbers": _numbers,
}


def main() -> None:
    bound_this_process()
    leave_the_network()
    json.dump(answer(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
