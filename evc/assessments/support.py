"""What carries a score, as callers hand it in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Support:
    """An item of the frozen dossier, with a page where one page carries it; or the record of an interview or observation."""

    item: UUID | None = None
    page: int | None = None  # 1 is the first
    record: UUID | None = None

    @property
    def is_one_thing(self) -> bool:
        """An item or a record, not both and not neither; only an item has pages."""
        return (self.item is None) != (self.record is None) and not (self.page is not None and self.item is None)
