"""`manage.py work`: runs the jobs that wait, until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import close_old_connections

from foundation.jobs import schedule
from foundation.jobs.services import retry_failed, run_due

logger = logging.getLogger(__name__)

LOOK_AT_SCHEDULE = 60.0  # seconds between two looks at what is done every day


class Command(BaseCommand):
    help = "Run the jobs that wait. Stops after the job in hand on SIGINT or SIGTERM; start as many as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks at an empty queue")
        parser.add_argument("--once", action="store_true", help="stop when nothing waits")
        parser.add_argument(
            "--retry-failed", action="store_true", help="first give the jobs that were given up a new start"
        )
        parser.add_argument("--with-parent", action="store_true", help="stop when standard input closes")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry_failed"]:
            self.stdout.write(f"{retry_failed()} jobs start anew.")
        if options["once"]:
            schedule.enqueue_due()
            self.stdout.write(f"{run_due()} jobs were run.")
            return
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ask_to_stop)
        if options["with_parent"]:
            threading.Thread(target=_wait_for_parent, args=[stop], daemon=True).start()
        _loop(stop, options["interval"])


def _loop(stop: threading.Event, interval_seconds: float) -> None:
    """One job at a time, so that a stop is heard between two."""
    next_look = time.monotonic()
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() >= next_look:
                schedule.enqueue_due()
                next_look = time.monotonic() + LOOK_AT_SCHEDULE
            busy = run_due(limit=1) > 0
        except DatabaseError:
            logger.exception("the database does not answer; trying again")
            busy = False
        if not busy:
            stop.wait(interval_seconds)


def _wait_for_parent(stop: threading.Event) -> None:
    """Standard input closes when the process that started us is gone, also when it was killed."""
    os.read(0, 1)
    stop.set()
