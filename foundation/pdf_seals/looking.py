"""Looks at the seal of a file that a stranger sent: in a process of its own, with the clock outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from foundation.pdf_seals.checking import SealFindings, SealState

WALL_SECONDS = 20.0
_ROOT = Path(__file__).resolve().parents[2]


def look_at_seal(pdf: bytes, *, wall_seconds: float = WALL_SECONDS) -> SealFindings:
    """What is found on the file; never an error of the file's."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        # Nothing of our environment goes along: no secret, no address of a database.
        process = subprocess.Popen(  # noqa: S603 -- our own program
            [sys.executable, "-P", "-s", "-m", "foundation.pdf_seals.worker", file.name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        try:
            answer, _errors = process.communicate(timeout=wall_seconds)
        except subprocess.TimeoutExpired:
            return SealFindings(SealState.TOO_HEAVY)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdout:
                process.stdout.close()
    return _understood(process.returncode, answer)


def _understood(exit_code: int, answer: bytes) -> SealFindings:
    if exit_code < 0:  # ended by a signal: for what it took
        return SealFindings(SealState.TOO_HEAVY)
    try:
        found = json.loads(answer)
        return SealFindings(SealState(found["state"]), found["signer"], found["certificate_sha256"])
    except (ValueError, KeyError, TypeError):  # it gave up on the file before it could say so: memory, most often
        return SealFindings(SealState.TOO_HEAVY if exit_code else SealState.UNREADABLE)
