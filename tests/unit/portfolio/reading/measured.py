"""``python -m tests.unit.portfolio.reading.measured FILE NAME``: looks into a file and prints what that took, as JSON.

``{"answer": "answered" or the code of the refusal, "seconds": …, "megabytes": …}``: of the bounded process, at its peak. The
process that asks is measured too, since whoever serves pages must not grow with what is uploaded.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import django

from foundation.errors import InvalidInput
from portfolio.reading import examine


def _own_kilobytes() -> int:
    """This program's peak. What ``getrusage`` says of oneself holds the peak of whoever started it, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def main() -> None:
    django.setup()
    started = time.monotonic()
    try:
        examine(Path(sys.argv[1]), name=sys.argv[2])
        answer = "answered"
    except InvalidInput as refused:
        answer = refused.code
    print(
        json.dumps(
            {
                "answer": answer,
                "seconds": time.monotonic() - started,
                "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
                "own_megabytes": _own_kilobytes() / 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
