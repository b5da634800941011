"""Which sections there are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from evc.quality.models import CodePart
from evc.standards.models import ProviderRecognition

Cell = str | int | float | bool | date | None
Rows = Iterable[Sequence[Cell]]
Gather = Callable[[ProviderRecognition], Rows]


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names its file; ``columns`` are the headings of its rows."""

    key: str
    part: CodePart
    title: str | Promise
    columns: Sequence[str | Promise]
    gather: Gather

    def rows(self, recognition: ProviderRecognition) -> Iterator[list[str]]:
        """As text, in the active language."""
        for row in self.gather(recognition):
            yield [_text(cell) for cell in row]


_sections: dict[str, Section] = {}


def section(
    key: str, *, part: CodePart, title: str | Promise, columns: Sequence[str | Promise]
) -> Callable[[Gather], Gather]:
    """Make the rows that a function gives a section of the pack."""

    def known(gather: Gather) -> Gather:
        made = Section(key, part, title, columns, gather)
        if _sections.setdefault(key, made) is not made:
            raise ValueError(f"two sections of the audit pack are called {key}")
        return gather

    return known


def sections() -> list[Section]:
    """In the order of the code, and within a part in that of registration."""
    order = list(CodePart)
    return sorted(_sections.values(), key=lambda each: order.index(each.part))


def sections_by_part() -> list[tuple[CodePart, list[Section]]]:
    found = sections()
    return [(part, [each for each in found if each.part == part]) for part in CodePart]


def number_of(trajectory: UUID) -> str:
    """What a dossier is called in the pack: the same in each section, and no way back to a person."""
    return "D-" + hashlib.sha256(str(trajectory).encode()).hexdigest()[:8]


def period_of(recognition: ProviderRecognition) -> tuple[date, date]:
    """From its first to its last day, or today while it holds."""
    today = timezone.localdate()
    return recognition.since, min(recognition.until or today, today)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return str(cell)
