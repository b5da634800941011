"""The web server and one job worker as two children that live and end together."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from foundation.errors import Unavailable

HOST = "127.0.0.1"
_PATIENCE_SECONDS = 60
_GOODBYE_SECONDS = 15
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Pair:
    """What runs. Each child's standard input is a pipe that nobody writes to: it closes when this process is gone, also
    when it was killed, and that is how the child hears of it."""

    root: Path
    settings_module: str
    port: int
    threads: int
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        require_free(self.port)
        self._start("web server", ["-m", "foundation.running.web", f"{HOST}:{self.port}", str(self.threads)])
        self._start("job worker", [str(self.root / "manage.py"), "work", "--with-parent"])

    def dead(self) -> str | None:
        """The name of a child that ended, if one did."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def stop(self) -> None:
        """Ask both to finish what they have in hand; end them after a while."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + _GOODBYE_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            if child.stdin is not None:
                child.stdin.close()

    def _start(self, name: str, arguments: list[str]) -> None:
        """In a session of its own: Ctrl+C in a terminal reaches this process alone, which then stops both in order."""
        self.children[name] = subprocess.Popen(  # noqa: S603 -- our own programs
            [sys.executable, *arguments],
            cwd=self.root,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": self.settings_module},
            stdin=subprocess.PIPE,
            start_new_session=True,
        )


class _Stopped(Exception):
    """Somebody asked us to stop."""


def run(pair: Pair, *, when_ready: Callable[[], None]) -> str | None:
    """Run until a signal comes (None) or a child ends by itself (its name)."""

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        raise _Stopped

    before = {number: signal.signal(number, ask_to_stop) for number in _SIGNALS}
    try:
        pair.start()
        _wait_until_it_answers(pair)
        if pair.dead() is None:
            when_ready()
        while (name := pair.dead()) is None:
            time.sleep(0.2)
    except _Stopped:
        return None
    else:
        return name
    finally:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl+C must not leave a child behind
        pair.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def require_free(port: int) -> None:
    """Raises Unavailable when something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Unavailable(
                f"Something else uses port {port}. Stop it, or choose another port: make run PORT={port + 1}",
                code="port-taken",
            ) from None


def _wait_until_it_answers(pair: Pair) -> None:
    """Until the server answers a request, whatever it says, or a child ends."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while pair.dead() is None and time.monotonic() < end:
        connection = http.client.HTTPConnection(HOST, pair.port, timeout=10)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
