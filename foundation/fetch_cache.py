"""Documents that were fetched already, kept for a while and in a bounded amount of memory."""

from __future__ import annotations

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

CACHE_ENTRIES: Final = 128
CACHE_BYTES: Final = 32 * 1024 * 1024

_NOT_KEPT = frozenset({"no-store", "no-cache"})
_SECONDS = re.compile(r'"?([0-9]{1,9})"?')


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    body: bytes


class DocumentCache:
    """Bodies by address and ``Accept``. What was fetched first goes first; threads may share it."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def find(self, url: str, accept: str) -> bytes | None:
        """The body, None when there is none or its time is over."""
        with self._lock:
            kept = self._kept.get((url, accept))
            return kept.body if kept is not None and self._clock() < kept.until else None

    def keep(self, url: str, accept: str, body: bytes, *, seconds: float) -> None:
        """Keep the body for so long; what is over its time leaves the memory."""
        now = self._clock()
        with self._lock:
            for key in [key for key, kept in self._kept.items() if kept.until <= now or key == (url, accept)]:
                self._size -= len(self._kept.pop(key).body)
            if seconds <= 0:
                return
            self._kept[url, accept] = _Kept(now + seconds, body)
            self._size += len(body)
            while len(self._kept) > CACHE_ENTRIES or self._size > CACHE_BYTES:
                self._size -= len(self._kept.popitem(last=False)[1].body)


def fresh_seconds(cache_control: str) -> float:
    """How long ``Cache-Control`` lets an answer be used again (RFC 9111, section 5.2.2); infinite where it says nothing."""
    for directive in cache_control.lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name in _NOT_KEPT:
            return 0.0
        if name == "max-age" and (seconds := _SECONDS.fullmatch(value)):
            return float(seconds[1])
    return math.inf
