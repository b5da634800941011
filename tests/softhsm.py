"""A token of SoftHSM2, a security module in software, for one test."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from foundation.settings.env import SecurityModule
from tests.require import require

LIBRARIES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    Path("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
)
PIN = "271828"


def configure(folder: Path) -> Path:
    """The configuration of a module whose tokens lie in this folder; ``SOFTHSM2_CONF`` names it."""
    tokens = folder / "tokens"
    tokens.mkdir()
    path = folder / "softhsm2.conf"
    path.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    return path


def make_token(configuration: Path, label: str) -> SecurityModule:
    """A fresh token, and how to reach it; gives up the test where there is no SoftHSM2."""
    library = next((path for path in LIBRARIES if path.exists()), None)
    program = shutil.which("softhsm2-util")
    if library is None or program is None:
        require("hsm", f"no SoftHSM2 (Debian: softhsm2) at {', '.join(map(str, LIBRARIES))}")
    subprocess.run(
        [program, "--init-token", "--free", "--label", label, "--so-pin", "314159", "--pin", PIN],
        env={**os.environ, "SOFTHSM2_CONF": str(configuration)},
        check=True,
        capture_output=True,
    )
    return SecurityModule(str(library), label, PIN)
