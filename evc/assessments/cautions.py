"""What an assessor should look at once more. A caution blocks nothing (that are the gaps); pure over a ``Sheet``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from evc.assessments.sheet import Sheet
from portfolio.rules import is_older_than

# Shorter than this nobody can read what was seen and why it convinces (domain fact 27).
SHORTEST_REASON = 40  # characters


class CautionKind(StrEnum):
    REASON_SHORT = "reason-short"
    ONLY_INDIRECT = "only-indirect"
    OLD_EVIDENCE = "old-evidence"


@dataclass(frozen=True, slots=True)
class Caution:
    kind: CautionKind
    work_process: UUID
    criterion: UUID | None = None
    item: UUID | None = None


def is_short(reason: str) -> bool:
    """Whether a third leg says too little; an empty one is a gap, not a caution."""
    return 0 < len(reason.strip()) < SHORTEST_REASON


def cautions_in(sheet: Sheet, *, today: date, only: UUID | None = None) -> list[Caution]:
    """By work process in the order of the standard; ``only``: of one work process. Asks the database nothing."""
    found: list[Caution] = []
    for work_process, _criteria in sheet.work_processes():
        if only is None or work_process.pk == only:
            found += _reasons(sheet, work_process.pk)
            found += _evidence(sheet, work_process.pk, work_process.code, today=today)
    return found


def _reasons(sheet: Sheet, work_process: UUID) -> Iterator[Caution]:
    for (where, criterion), legs in sheet.substantiations.items():
        if where == work_process and is_short(legs.seen_or_heard):
            yield Caution(CautionKind.REASON_SHORT, work_process, criterion=criterion)


def _evidence(sheet: Sheet, work_process: UUID, code: str, *, today: date) -> Iterator[Caution]:
    """Everything that is claimed is told by others (domain fact 28), or a piece of it is older than the route's years (35)."""
    items = sheet.dossier.items_for(code)
    practice = sheet.dossier.practice.get(code)
    if items and not (practice and practice.confirmed) and not any(item.is_direct for item in items):
        yield Caution(CautionKind.ONLY_INDIRECT, work_process)
    years = sheet.assessment.trajectory.route.evidence_flagged_after_years
    for item in items:
        if item.newest_day is not None and is_older_than(item.newest_day, years, on=today):
            yield Caution(CautionKind.OLD_EVIDENCE, work_process, item=item.id)
