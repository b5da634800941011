"""``python -m credentials``: make, check, show and convert badges, without Django, database or settings."""

from __future__ import annotations

import gc
import sys

from credentials.command_line import main

__all__ = ["main"]

if __name__ == "__main__":
    # To look for what can be freed takes a tenth of the time of a process that lives this short. One that is given much
    # to do still gets to it; at the end all of it goes at once.
    gc.set_threshold(100_000)
    code = main()
    gc.freeze()
    sys.exit(code)
