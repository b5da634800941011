"""``python -m credentials``: make, check, show and convert badges, without Django, database or settings."""

from __future__ import annotations

import sys

from credentials.command_line import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
