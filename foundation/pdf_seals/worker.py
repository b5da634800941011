"""The process in which a stranger's PDF is opened: ``python -m foundation.pdf_seals.worker FILE``; answers one JSON object.

It bounds itself before it imports a parser; whoever started it keeps the clock. No secret, no settings, no network.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

CPU_SECONDS = 15
MEMORY_BYTES = 768 * 1024 * 1024  # of addresses; what is really used is far less


def bound_this_process() -> None:
    """Give up the right to much time, memory or disk, and to the network."""
    for limit, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue  # some systems (macOS) know no limit on addresses; the clock outside still holds

    def refuse(event: str, _details: object) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            raise PermissionError("this process reaches no network")

    sys.addaudithook(refuse)


def main() -> None:
    bound_this_process()
    from foundation.pdf_seals.checking import check  # noqa: PLC0415 -- inside the bounds

    print(json.dumps(asdict(check(Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
