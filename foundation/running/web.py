"""`python -m foundation.running.web ADDRESS THREADS`: gunicorn with our application, for as long as its parent lives."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from foundation.wsgi import application


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn gives no types
    """One process with threads: the embedded set-up's database has one writer anyway."""

    def __init__(self, address: str, threads: int) -> None:
        self.address = address
        self.threads = threads
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self.address,
            "workers": 1,
            "worker_class": "gthread",
            "threads": self.threads,
            "timeout": 120,
            "graceful_timeout": 10,
            "keepalive": 5,
            "loglevel": "warning",
            "proc_name": "erkend",
            "control_socket_disable": True,
            "when_ready": _end_with_parent,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return application


def _end_with_parent(arbiter: Arbiter) -> None:
    """Standard input closes when the process that started us is gone; then this one ends as well."""

    def wait() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    Server(sys.argv[1], int(sys.argv[2])).run()
