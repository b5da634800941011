"""Asks the bounded process of this package (see ``foundation.bounded``)."""

from __future__ import annotations

from typing import Any

from foundation.bounded import WALL_SECONDS, ask_bounded


def ask_worker(request: dict[str, Any], *, wall_seconds: float = WALL_SECONDS) -> dict[str, Any]:
    """The worker's answer to the request. Raises Refused and OSError as ``ask_bounded`` does."""
    return ask_bounded("portfolio.reading.worker", request, wall_seconds=wall_seconds)
