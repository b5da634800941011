"""A process that judges hostile documents, each in a child of its own that may use little time and memory.

``Judge`` starts it; it imports the engine once and forks for every document, so that none profits from, or suffers under,
what was done about the one before. One JSON object a line on standard input, ``{"door", "file", "lists": {address:
file}}``, and for each one on standard output: the members of ``Answer``.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
# Documents end within a fraction of a second, those that spend all their steps within two; this is for slow machines.
CPU_SECONDS = 8
WALL_SECONDS = 240
MEMORY_BYTES = 500_000_000  # on top of what the engine itself takes
_LOADED_WHEN_MET = (
    "credentials.command_line.canonize",
    "credentials.command_line.verify",
    "credentials.core.badge_file",
    "credentials.core.clr",
    "credentials.core.jwt_credentials",
    "credentials.core.open_badge_2",
    "credentials.core.presentations",
    "credentials.core.primitives.baking_png",
    "credentials.core.primitives.baking_svg",
    "credentials.core.primitives.expansion",
    "jsonschema.validators",
    "orjson",
    "referencing",
)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """How one document was judged."""

    ended_by: str
    """"" when it ended by itself, else what ended it: the name of a signal, or of an exception."""
    exit_code: int | None
    """Of the command line, for the doors that are commands."""
    report: Mapping[str, Any]
    """``Report.as_json``; empty for ``canonize``."""
    words: str
    """What stood on standard error."""

    def check(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(check for check in self.report["checks"] if check["name"] == name)
        return found


class Judge:
    """Starts the process and hands it documents. Use as a context manager."""

    def __enter__(self) -> Judge:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()

    def judge(self, door: str, file: Path, lists: Mapping[str, Path]) -> Answer:
        """``door`` is ``document``, ``file``, ``verify`` or ``canonize``."""
        given = {"door": door, "file": str(file), "lists": {address: str(path) for address, path in lists.items()}}
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(given) + "\n")
        process.stdin.flush()
        return Answer(**json.loads(process.stdout.readline()))


def _serve() -> None:
    _import_all()
    for line in sys.stdin:
        print(json.dumps(_in_a_child(json.loads(line))), flush=True)


def _import_all() -> None:
    """What is loaded when it is met is loaded now: it is the document that is timed, not Python's imports."""
    for name in _LOADED_WHEN_MET:
        importlib.import_module(name)


def _in_a_child(given: Mapping[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _limit_oneself()
        with os.fdopen(writing, "w") as answer:
            json.dump(_judged(given), answer)
        os._exit(0)
    os.close(writing)
    alarm = threading.Timer(WALL_SECONDS, os.kill, (child, signal.SIGALRM))
    alarm.start()
    with os.fdopen(reading) as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    alarm.cancel()
    if os.WIFSIGNALED(status):
        return _answer(ended_by=signal.Signals(os.WTERMSIG(status)).name)
    found: dict[str, Any] = json.loads(text) if text else _answer(ended_by=f"exit code {os.WEXITSTATUS(status)}")
    return found


def _limit_oneself() -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY_BYTES, used + MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _judged(given: Mapping[str, Any]) -> dict[str, Any]:
    try:
        if given["door"] in ("document", "file"):
            return _answer(report=_report(given))
        return _through_command(given)
    except BaseException as error:  # none may come out, so whatever does is the answer
        return _answer(ended_by=repr(error)[:300])


def _report(given: Mapping[str, Any]) -> dict[str, Any]:
    from credentials.core.badge_file import verify_file  # noqa: PLC0415
    from credentials.core.errors import Unreachable  # noqa: PLC0415
    from credentials.core.primitives.json_text import parse_json_object  # noqa: PLC0415
    from credentials.core.report import KnownIssuer  # noqa: PLC0415
    from credentials.core.verify import verify_document  # noqa: PLC0415

    def load(address: str) -> Any:
        if address not in given["lists"]:
            raise Unreachable(f"{address} does not answer.")
        return parse_json_object(Path(given["lists"][address]).read_bytes())

    verify = verify_file
    if given["door"] == "document":
        verify = verify_document
        for _ in range(30):  # the first documents of a process are parsed in another way than the rest
            parse_json_object(b"{}")
    report = verify(
        Path(given["file"]).read_bytes(),
        now=NOW,
        resolve_did=load,
        load_status_list=load,
        is_known_issuer=lambda did: KnownIssuer(did=did, name=""),
    )
    return report.as_json()


def _through_command(given: Mapping[str, Any]) -> dict[str, Any]:
    """As ``python -m credentials`` does it, with the file on standard input."""
    from credentials.command_line import main  # noqa: PLC0415

    printed = io.BytesIO()
    output, errors = io.TextIOWrapper(printed, encoding="utf-8"), io.StringIO()
    options = ["--json"] if given["door"] == "verify" else []
    with (
        Path(given["file"]).open(encoding="utf-8") as sys.stdin,
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(errors),
    ):
        code = main([given["door"], *options, "-"])
        output.flush()
    report = json.loads(printed.getvalue()) if options else {}
    return _answer(exit_code=code, report=report, words=errors.getvalue())


def _answer(**found: Any) -> dict[str, Any]:
    return {"ended_by": "", "exit_code": None, "report": {}, "words": "", **found}


if __name__ == "__main__":
    _serve()
