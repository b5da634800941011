"""Several threads that do the same at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(workers: int, work: Callable[[], Any]) -> list[Any]:
    """What each got, or the error that it raised."""
    start = threading.Barrier(workers)
    made: list[Any] = []

    def run() -> None:
        try:
            start.wait()
            made.append(work())
        except BaseException as error:  # shown by the test's assertion
            made.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made
