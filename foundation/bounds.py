"""Inside a process that opens what a stranger sent: its bounds, and how it says no. It knows no Django.

Such a process is started by ``foundation.bounded``. It bounds itself before it imports a parser or looks at the file.
"""

from __future__ import annotations

import ctypes
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress

CPU_SECONDS = 15
MEMORY_BYTES = 1024 * 1024 * 1024  # of addresses; what is really used is far less
OUTPUT_BYTES = 24 * 1024 * 1024
OPEN_FILES = 64


def bound_this_process() -> None:
    """Give up the right to much time, memory or disk; the kernel ends us when we ask for more."""
    for limit, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue  # some systems (macOS) know no limit on addresses; the clock outside still holds


_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of Linux


def leave_the_network() -> None:
    """Never reach another machine: where the kernel lets us, there is no network here; and Python opens no connection."""
    with suppress(OSError, AttributeError):  # another system than Linux: what follows holds there too
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USERS | _NEW_NETWORK)

    def refuse(event: str, _details: object) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            raise PermissionError("this process reaches no network")

    sys.addaudithook(refuse)


class Refused(Exception):
    """The file can't be taken: a code, as ``damaged``, ``encrypted`` or ``too-heavy``, and the facts of it; the words are
    chosen outside."""

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, int | str] = facts
