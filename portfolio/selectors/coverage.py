"""Evidence by work process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from foundation.people.models import Person
from portfolio.counting import years_before
from portfolio.models import Audience, EvidenceLink
from portfolio.selectors.practice import PracticeCount, practice_counts
from portfolio.selectors.text import as_text
from portfolio.signals import COVERED, Bar, Piece, Practice, Signal, signals

ENOUGH_PIECES = 2  # a work process; a route may say otherwise
OLD_AFTER_YEARS = 5  # flagged, not refused (domain fact 35); a route may say otherwise


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row of the coverage matrix. ``signals`` are codes, the most important first: the page has the words."""

    work_process: WorkProcess
    counts: Mapping[str, int]  # by kind of evidence
    practice: PracticeCount
    items: tuple[UUID, ...] = field(default=())
    signals: tuple[Signal, ...] = field(default=())

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def signal(self) -> str:
        """The first of them, or "covered"."""
        return self.signals[0].value if self.signals else COVERED


def work_processes_of(version: StandardVersion, units: Iterable[CoreTask] | None = None) -> list[WorkProcess]:
    """The work processes in scope, in the order of the standard, each with its core task."""
    rows = WorkProcess.objects.filter(version=version).select_related("core_task").order_by("position")
    if units is not None:
        rows = rows.filter(core_task__in=units)
    return list(rows)


def coverage(
    owner: Person,
    version: StandardVersion,
    *,
    on: date,
    units: Iterable[CoreTask] | None = None,
    audience: Audience | None = None,
    pieces: int = ENOUGH_PIECES,
    old_after_years: int = OLD_AFTER_YEARS,
) -> list[CoverageRow]:
    """Evidence by work process. With ``audience`` only what is shared with it counts. Three queries.

    ``pieces`` (a work process) and ``old_after_years`` are the route's, where there is one.
    """
    links = EvidenceLink.objects.filter(item__owner=owner, item__removed_at=None, work_process__version=version)
    if audience is not None:
        links = links.filter(item__shares__audience=audience, item__shares__ended_at=None)
    found: dict[UUID, list[Piece]] = defaultdict(list)
    items: dict[UUID, list[UUID]] = defaultdict(list)
    known: dict[str, UUID] = {}
    columns = ("about", "of_item", "item__kind", "item__period_until", "item__issued_on", "item__period_from")
    links = links.annotate(about=as_text("work_process"), of_item=as_text("item"))
    for about, of_item, kind, *days in links.values_list(*columns):
        work_process_id = known.get(about) or known.setdefault(about, UUID(about))
        item_id = known.get(of_item) or known.setdefault(of_item, UUID(of_item))
        found[work_process_id].append(Piece(kind, next((day for day in days if day), None)))
        items[work_process_id].append(item_id)
    counts = practice_counts(owner, version, on=on)
    bar = Bar(pieces=pieces, recent_from=years_before(on, old_after_years))
    return [
        _coverage_row(
            work_process,
            found[work_process.pk],
            counts.get(work_process.pk, PracticeCount(work_process.required_repetitions)),
            items[work_process.pk],
            bar,
        )
        for work_process in work_processes_of(version, units)
    ]


def _coverage_row(
    work_process: WorkProcess, found: list[Piece], practice: PracticeCount, items: list[UUID], bar: Bar
) -> CoverageRow:
    facts = Practice(practice.confirmed, practice.confirmed - practice.old, practice.is_enough)
    return CoverageRow(
        work_process=work_process,
        counts=dict(Counter(piece.kind for piece in found)),
        practice=practice,
        items=tuple(items),
        signals=signals(found, facts, bar),
    )
