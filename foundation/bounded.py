"""Runs a worker in a process of its own and keeps the clock: whatever a file does, we get an answer or a refusal.

The worker is a module that reads a request as JSON from its standard input and writes {"answer": {…}} or
{"refused": {"code": …, "facts": {}}} to its standard output; see ``foundation.bounds`` for what it does first.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from foundation.bounds import Refused

WALL_SECONDS = 25.0
_ROOT = Path(__file__).resolve().parents[1]


def ask_bounded(module: str, request: dict[str, Any], *, wall_seconds: float = WALL_SECONDS) -> dict[str, Any]:
    """What the worker ``module`` answers to the request.

    Raises Refused: with the worker's own code; ``too-heavy`` when it was ended for the time or memory that it took;
    ``damaged`` when a parser gave up on the file. Raises OSError when no process can be started.
    """
    with tempfile.TemporaryFile() as output:
        # Nothing of our environment goes along: no secret, no address of a database.
        process = subprocess.Popen(  # noqa: S603 -- a program of ours, named by our own code
            [sys.executable, "-P", "-s", "-m", module],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        try:
            process.communicate(json.dumps(request).encode(), timeout=wall_seconds)
        except subprocess.TimeoutExpired:
            raise Refused("too-heavy") from None
        finally:
            _end(process)
        output.seek(0)
        return _understood(process.returncode, output.read())


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the worker and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _understood(exit_code: int, output: bytes) -> dict[str, Any]:
    if exit_code < 0:  # a signal: the kernel's for what it took, or a parser's own for memory that it did not get
        raise Refused("too-heavy")
    try:
        reply = json.loads(output) if exit_code == 0 else {}
    except ValueError:
        reply = {}
    if refused := reply.get("refused"):
        raise Refused(refused["code"], **refused["facts"])
    if "answer" not in reply:
        raise Refused("damaged", media_type="")
    answer: dict[str, Any] = reply["answer"]
    return answer
