"""Status lists that were checked already, kept so that the next badge of the same list costs a look and no more.

Nothing here decides anything: what is kept is what checking the list found, and it counts for the same bytes, the same
issuer, the same kind of list and a short while only.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from credentials.core.report import Check
from credentials.core.status_list import CheckedList

FIVE_MINUTES = timedelta(minutes=5)


class _Kept(NamedTuple):
    document: Mapping[str, Any]
    checked_at: datetime
    found: CheckedList[Any] | Check


class StatusListCache:
    """Handed in by whoever checks many badges; one for a process will do, threads may share it.

    A finding is used again for the same address and issuer as long as the list that is loaded there holds the same, and
    for ``max_age`` at most, so that a key that the issuer revoked is noticed. It is one about a list of this ``kind`` (the
    type of the entry): a badge that names a good list as another kind must not spoil it for others. At most ``max_lists``
    are kept, the oldest goes first.
    """

    def __init__(self, *, max_age: timedelta = FIVE_MINUTES, max_lists: int = 256) -> None:
        self._max_age = max_age
        self._max_lists = max_lists
        self._kept: dict[tuple[str, str, str], _Kept] = {}
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
        """Remember what was found. A copy is kept: the caller may change its document."""
        kept = _Kept(copy.deepcopy(document), now, found)
        with self._changing:
            self._kept.pop((url, issuer_id, kind), None)
            while len(self._kept) >= self._max_lists:
                self._kept.pop(next(iter(self._kept)))
            self._kept[url, issuer_id, kind] = kept
