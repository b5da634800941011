"""The process in which a stranger's file is opened: ``python -m portfolio.reading.worker``.

Standard input holds a request as JSON, standard output the answer::

    {"do": "examine", "path": "…", "media_type": "application/pdf", "pixels": 1200, "roots": ["PEM"], "tesseract": "path or ''"}
    {"do": "render", "path": "…", "media_type": "application/pdf", "pixels": 1200, "page": 12}
    {"do": "practice-log", "path": "…", "media_type": "…"}
    {"do": "log-rows", "path": "…"}
    {"do": "cover", "path": "…", "media_type": "…", "pixels": 1200, "boxes": [{"page": 1, "x": 0.1, …}]}
    {"do": "page-text", "path": "…", "page": 12, "tesseract": "path or ''"}
    {"do": "numbers", "path": "…", "media_type": "…", "tesseract": "path or ''"}

    {"answer": {…}}      pictures in base64
    {"refused": {"code": "encrypted", "facts": {}}}

It bounds itself before it imports a parser or looks at the file; whoever started it keeps the clock. It knows no Django,
no settings, no secret, no language and no network.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

from foundation.bounds import Refused, bound_this_process, leave_the_network


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the request asks for. The parsers are imported here: only those that are needed, and inside the bounds."""
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


def _page_text(request: dict[str, Any]) -> dict[str, Any]:
    from portfolio.reading import pdf  # noqa: PLC0415

    return pdf.text_of_page(Path(request["path"]), page=int(request["page"]), tesseract=request.get("tesseract", ""))


_DONE = {
    "examine": _examined,
    "render": _rendered,
    "practice-log": _practice_log,
    "log-rows": _log_rows,
    "cover": _covered,
    "numbers": _numbers,
    "page-text": _page_text,
}


def main() -> None:
    bound_this_process()
    leave_the_network()
    json.dump(answer(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
