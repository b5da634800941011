"""What a test needs beside Python: skip when it is missing, or fail where somebody said that it must be there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest


def require(part: str, reason: str) -> NoReturn:
    """Give up this test because ``part`` is missing; ``reason`` says what was looked for.

    Parts are browser, hsm, interop, postgres and shared. One that stands in ``ERKEND_REQUIRE`` (with commas) fails the test,
    so that a machine that should have everything can't pass by skipping.
    """
    required = {name.strip() for name in os.environ.get("ERKEND_REQUIRE", "").split(",")}
    if part in required:
        pytest.fail(f"{part} is required (ERKEND_REQUIRE) and missing: {reason}", pytrace=False)
    pytest.skip(f"{part.upper()} NOT TESTED: {reason}")


def shared(path: str) -> Path:
    """A file or folder of the real input beside the project (``../shared`` or ``ERKEND_SHARED``); skips when absent."""
    folder = Path(os.environ.get("ERKEND_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not (folder / path).exists():
        require("shared", f"{folder / path} does not exist")
    return folder / path
