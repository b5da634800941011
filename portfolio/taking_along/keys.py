"""The key of a record: its identifier where it was first made, the same after any number of journeys.

A record that came along has a new identifier here, and its key in ``Arrived``. A record of our own is its own key.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from foundation.people.models import Person
from portfolio.models import Arrived


class Keys:
    """All keys of one person's records, in one query."""

    def __init__(self, owner: Person) -> None:
        self._key_of: dict[str, dict[UUID, UUID]] = defaultdict(dict)
        self._kept_with: dict[str, dict[UUID, dict[str, Any]]] = defaultdict(dict)
        self._only_kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._arrived: dict[str, set[str]] = defaultdict(set)
        rows = Arrived.objects.filter(owner=owner).order_by("part", "key").values_list("part", "key", "record", "kept")
        for part, key, record, kept in rows:
            self._arrived[part].add(str(key))
            if record is None:
                self._only_kept[part].append(kept)
            else:
                self._key_of[part][record] = key
                self._kept_with[part][record] = kept

    def of(self, part: str, record: UUID) -> str:
        return str(self._key_of[part].get(record, record))

    def kept_with(self, part: str, record: UUID) -> dict[str, Any]:
        """What came along with a record and has no place of its own here; {} for our own."""
        return self._kept_with[part].get(record, {})

    def only_kept(self, part: str) -> list[dict[str, Any]]:
        """What came along and became no row here, as it came."""
        return self._only_kept[part]

    def arrived(self, part: str) -> frozenset[str]:
        """The keys of all that came along."""
        return frozenset(self._arrived[part])
