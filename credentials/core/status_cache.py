"""Status lists that were checked already, kept so that the next badge of the same list costs a look and no more.

Nothing here decides anything: what is kept is what checking the list found, and it counts for the same bytes, the same
issuer, the same kind of list and a short while only.
"""

from __future__ import annotations

import copy
import sys
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from credentials.core.report import Check
from credentials.core.status_list import CheckedList

FIVE_MINUTES = timedelta(minutes=5)
MAX_BYTES = 64 * 1024 * 1024


class _Kept(NamedTuple):
    document: Mapping[str, Any]
    checked_at: datetime
    found: CheckedList[Any] | Check
    size: int
    """Bytes of memory that all of it takes."""


class StatusListCache:
    """Handed in by whoever checks many badges; one for a process will do, threads may share it.

    A finding is used again for the same address and issuer as long as the list that is loaded there holds the same, and
    for ``max_age`` at most, so that a key that the issuer revoked is noticed. It is one about a list of this ``kind`` (the
    type of the entry): a badge that names a good list as another kind must not spoil it for others. At most ``max_lists``
    are kept, of ``max_bytes`` together, the oldest goes first: a few kilobytes of a stranger may unpack to megabytes.
    """

    def __init__(self, *, max_age: timedelta = FIVE_MINUTES, max_lists: int = 256, max_bytes: int = MAX_BYTES) -> None:
        self._max_age = max_age
        self._max_lists = max_lists
        self._max_bytes = max_bytes
        self._kept: dict[tuple[str, str, str], _Kept] = {}
        self._size = 0
        self._changing = threading.Lock()

    def find(
        self, url: str, issuer_id: str, kind: str, document: Mapping[str, Any], now: datetime
    ) -> CheckedList[Any] | Check | None:
        """What was found of this very list, None when it has to be checked."""
        kept = self._kept.get((url, issuer_id, kind))
        if kept is None or not kept.checked_at <= now <= kept.checked_at + self._max_age:
            return None
        end = kept.found.proved_until if isinstance(kept.found, CheckedList) else None
        if end is not None and now > end:
            return None
        # Texts that are the same object compare at once; of a list that was parsed anew the bits are compared.
        return kept.found if kept.document == document else None

    def keep(
        self,
        url: str,
        issuer_id: str,
        kind: str,
        document: Mapping[str, Any],
        now: datetime,
        found: CheckedList[Any] | Check,
    ) -> None:
        """Remember what was found, if it fits. A copy is kept: the caller may change its document."""
        key = (url, issuer_id, kind)
        kept = _Kept(copy.deepcopy(document), now, found, _size_of([key, document, found]))
        with self._changing:
            self._forget(key)
            if kept.size > self._max_bytes:
                return
            while len(self._kept) >= self._max_lists or self._size + kept.size > self._max_bytes:
                self._forget(next(iter(self._kept)))
            self._kept[key] = kept
            self._size += kept.size

    def _forget(self, key: tuple[str, str, str]) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._size -= kept.size


def _size_of(whole: list[Any]) -> int:
    """Bytes of memory of all in it; what stands in it twice counts twice."""
    size, pending = 0, whole
    while pending:
        value = pending.pop()
        size += sys.getsizeof(value)
        if isinstance(value, Mapping):
            pending += [*value.keys(), *value.values()]
        elif isinstance(value, (list, tuple, frozenset)):
            pending += value
    return size
