"""Different acts at the same moment, each in a thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from foundation.errors import ErkendError


def all_at_once(*acts: Callable[[], Any]) -> list[str]:
    """For each act the code of what was refused, or "" where it was done; any other error is raised here."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait(timeout=30)
            act()
        except ErkendError as error:
            return error.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
