"""Setting a template with its data, in a process that can't hurt us: whatever the data, there is a PDF or a refusal."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundation.errors import Unavailable
from foundation.typesetting.fonts import FAMILY, font_paths

__all__ = ["FAMILY", "TypesettingFailed", "TypesettingTooHeavy", "typeset"]

WALL_SECONDS = 60.0
CPU_SECONDS = 90  # over all cores
MEMORY_BYTES = 2 * 1024 * 1024 * 1024  # of addresses; what is really used is far less
PDF_BYTES = 120 * 1024 * 1024
STANDARDS = ("ua-1", "a-3a")
_WORKER = Path(__file__).with_name("worker.py")


class TypesettingFailed(Unavailable):
    """Typst refused the template with these data, or warned; ``why`` holds its words, for whoever mends it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            _("The PDF could not be made. Nothing was lost; ask whoever runs Erkend to look at it."),
            code="typesetting-failed",
        )


class TypesettingTooHeavy(Unavailable):
    """It took more time, memory or disk than one PDF may."""

    def __init__(self) -> None:
        super().__init__(
            _("This became too large for one PDF. Nothing was lost; ask whoever runs Erkend to look at it."),
            code="typesetting-too-heavy",
        )


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes | Path] | None = None,
    at: datetime,
    standards: Sequence[str] = STANDARDS,
    wall_seconds: float = WALL_SECONDS,
) -> bytes:
    """The PDF of ``template``, which reads ``json("/data.json")`` and what lies beside it under ``/``.

    ``files`` come to lie under their own names in ``/files/`` (pictures). ``at`` is the time that the PDF bears: with the
    same template, data, files and time the bytes are the same. Text goes through `printable` before it comes here.
    Raises TypesettingFailed, TypesettingTooHeavy.
    """
    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        root = Path(folder)
        for source in template.parent.glob("*.typ"):
            shutil.copyfile(source, root / source.name)
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        _lay_down(root / "files", files or {})
        pdf = root / "made.pdf"
        request = {
            "main": str(root / template.name),
            "root": str(root),
            "fonts": [str(_fonts(root))],
            "standards": list(standards),
            "at": int(at.timestamp()),
            "to": str(pdf),
            "memory": MEMORY_BYTES,
            "cpu": CPU_SECONDS,
            "size": PDF_BYTES,
        }
        _understand(*_asked(request, root, wall_seconds))
        return pdf.read_bytes()


def _fonts(root: Path) -> Path:
    """A folder with our weights alone: Typst searches folders, and the package's own holds each weight twice."""
    folder = root / "fonts"
    folder.mkdir()
    for path in font_paths():
        (folder / Path(path).name).symlink_to(path)
    return folder


def _lay_down(folder: Path, files: Mapping[str, bytes | Path]) -> None:
    folder.mkdir()
    for name, content in files.items():
        target = folder / Path(name).name
        if isinstance(content, Path):
            shutil.copyfile(content, target)
        else:
            target.write_bytes(content)


def _asked(request: dict[str, Any], root: Path, wall_seconds: float) -> tuple[int, bytes]:
    """Exit code and answer of the worker. Nothing of our environment goes along."""
    process = subprocess.Popen(  # noqa: S603 -- our own program, by our own path
        [sys.executable, "-I", str(_WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(root)},
        start_new_session=True,
    )
    try:
        answer, _errors = process.communicate(json.dumps(request).encode(), timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        raise TypesettingTooHeavy from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
    return process.returncode, answer


def _understand(exit_code: int, answer: bytes) -> None:
    """Quiet when there is a PDF and Typst had nothing to say."""
    if exit_code < 0:  # ended by a signal: the kernel's, or its own when it got no memory
        raise TypesettingTooHeavy
    try:
        reply = json.loads(answer) if exit_code == 0 else {}
    except ValueError:
        reply = {}
    if "warnings" not in reply:
        raise TypesettingFailed(reply.get("error", f"exit code {exit_code}"))
    if reply["warnings"]:
        raise TypesettingFailed("; ".join(reply["warnings"]))
