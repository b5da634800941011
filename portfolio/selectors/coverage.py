"""Evidence by work process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Max, QuerySet, Value, When
from django.db.models.functions import Coalesce

from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from foundation.people.models import Person
from portfolio.counting import years_before
from portfolio.models import Audience, EvidenceLink
from portfolio.selectors.practice import PracticeCount, practice_counts
from portfolio.signals import COVERED, Bar, Piece, Practice, Signal, signals

ENOUGH_PIECES = 2  # a work process; a route may say otherwise
OLD_AFTER_YEARS = 5  # flagged, not refused (domain fact 35); a route may say otherwise


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row of the coverage matrix. ``signals`` are codes, the most important first: the page has the words."""

    work_process: WorkProcess
    counts: Mapping[str, int]  # by kind of evidence
    practice: PracticeCount
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
    links = _links(owner, version, audience)
    bar = Bar(pieces=pieces, recent_from=years_before(on, old_after_years))
    found = _pieces(links, bar)
    counts = practice_counts(owner, version, on=on)
    return [
        _coverage_row(
            work_process,
            found[work_process.pk],
            counts.get(work_process.pk, PracticeCount(work_process.required_repetitions)),
            bar,
        )
        for work_process in work_processes_of(version, units)
    ]


def items_covering(
    owner: Person, version: StandardVersion, *, audience: Audience | None = None
) -> dict[UUID, list[UUID]]:
    """The items behind ``coverage``, by work process, one query."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = _links(owner, version, audience).order_by("pk").values_list("work_process", "item")
    for work_process, item in rows:
        found[work_process].append(item)
    return found


def _links(owner: Person, version: StandardVersion, audience: Audience | None) -> QuerySet[EvidenceLink]:
    links = EvidenceLink.objects.filter(item__owner=owner, item__removed_at=None, work_process__version=version)
    if audience is None:
        return links
    return links.filter(item__shares__audience=audience, item__shares__ended_at=None)


def _pieces(links: QuerySet[EvidenceLink], bar: Bar) -> dict[UUID, list[Piece]]:
    """By work process; of the pieces that no rule can tell apart the database only says how many there are."""
    newest = Coalesce("item__period_until", "item__issued_on", "item__period_from")
    is_old = Case(When(newest_day__lt=bar.recent_from, then=Value(True)), default=Value(False))
    rows = (
        links.order_by()
        .annotate(newest_day=newest)
        .annotate(is_old=is_old)
        .values_list("work_process", "item__kind", "is_old")
        .annotate(number=Count("pk"), newest=Max("newest_day"))
    )
    found: dict[UUID, list[Piece]] = defaultdict(list)
    for work_process, kind, _is_old, number, day in rows:
        found[work_process] += [Piece(kind, day)] * number
    return found


def _coverage_row(work_process: WorkProcess, found: list[Piece], practice: PracticeCount, bar: Bar) -> CoverageRow:
    facts = Practice(practice.confirmed, practice.confirmed - practice.old, practice.is_enough)
    return CoverageRow(
        work_process=work_process,
        counts=dict(Counter(piece.kind for piece in found)),
        practice=practice,
        signals=signals(found, facts, bar),
    )
