"""Reads of a portfolio, composed for a screen in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from foundation.audit.models import AuditEntry
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import DIRECT_KINDS, Audience, EvidenceItem, EvidenceLink, Repetition

_NOT_COUNTED = {
    Repetition.State.ASKED.value: "waiting",
    Repetition.State.REFUSED.value: "refused",
    Repetition.State.NOTED.value: "noted",
}
OLD_AFTER_YEARS = 5  # flagged, not refused (domain fact 35); a route may say otherwise


@dataclass(frozen=True, slots=True)
class PracticeCount:
    """Of one work process: what the standard requires and what was done. ``old`` of the confirmed are flagged."""

    required: int | None
    confirmed: int = 0
    old: int = 0
    waiting: int = 0
    refused: int = 0
    noted: int = 0

    @property
    def is_enough(self) -> bool:
        return self.required is None or self.confirmed >= self.required


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row of the coverage matrix. ``signal`` is a code: the page has the words.

    nothing-yet, only-indirect, one-item, repetitions-missing, covered.
    """

    work_process: WorkProcess
    counts: Mapping[str, int]  # by kind of evidence
    practice: PracticeCount
    items: tuple[UUID, ...] = field(default=())

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def signal(self) -> str:
        if not self.total:
            return "nothing-yet"
        if not self.counts.keys() & DIRECT_KINDS and not self.practice.confirmed:
            return "only-indirect"
        if not self.practice.is_enough:
            return "repetitions-missing"
        if self.total < 2:
            return "one-item"
        return "covered"


def items_of(owner: Person) -> QuerySet[EvidenceItem]:
    """The owner's present items with what a card shows."""
    return (
        EvidenceItem.objects.owned_by(owner)
        .present()
        .prefetch_related("files", "links__work_process", "shares")
        .order_by("-created_at", "pk")
    )


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
) -> list[CoverageRow]:
    """Evidence by work process. With ``audience`` only what is shared with it counts. Three queries."""
    links = EvidenceLink.objects.filter(item__owner=owner, item__removed_at=None, work_process__version=version)
    if audience is not None:
        links = links.filter(item__shares__audience=audience, item__shares__ended_at=None)
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    items: dict[UUID, list[UUID]] = defaultdict(list)
    for work_process_id, item_id, kind in links.values_list("work_process", "item", "item__kind"):
        counts[work_process_id][kind] += 1
        items[work_process_id].append(item_id)
    practice = practice_counts(owner, version, on=on)
    return [
        CoverageRow(
            work_process=work_process,
            counts=dict(counts[work_process.pk]),
            practice=practice.get(work_process.pk, PracticeCount(work_process.required_repetitions)),
            items=tuple(items[work_process.pk]),
        )
        for work_process in work_processes_of(version, units)
    ]


def practice_counts(owner: Person, version: StandardVersion, *, on: date) -> dict[UUID, PracticeCount]:
    """Counts per work process that has entries, by its id."""
    # A log may be long: only what is counted is read, without making an object of every entry.
    rows = Repetition.objects.filter(owner=owner, log__work_process__version=version).order_by()
    columns = ("log__work_process", "log__work_process__required_repetitions", "state", "role", "day", "count")
    sums: dict[UUID, Counter[str]] = defaultdict(Counter)
    required: dict[UUID, int | None] = {}
    for row in rows.values_list(*columns, named=True):
        required[row.log__work_process] = row.log__work_process__required_repetitions
        tally = sums[row.log__work_process]
        if rules.counts(row, expire_after_years=version.repetitions_expire_after_years, on=on):
            tally["confirmed"] += row.count
            if rules.is_older_than(row.day, OLD_AFTER_YEARS, on=on):
                tally["old"] += row.count
        elif row.state in _NOT_COUNTED:
            tally[_NOT_COUNTED[row.state]] += row.count
    return {pk: PracticeCount(required[pk], **tally) for pk, tally in sums.items()}


def frozen_practice(owner: Person, version: StandardVersion, *, on: date) -> list[dict[str, Any]]:
    """The practice log as it goes into a manifest: every confirmed entry, and what they add up to."""
    counts = practice_counts(owner, version, on=on)
    rows = (
        Repetition.objects.filter(owner=owner, log__work_process__version=version, state=Repetition.State.CONFIRMED)
        .select_related("log")
        .order_by("day", "pk")
    )
    entries: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        entries[row.log.work_process_id].append(
            {
                "id": str(row.pk),
                "day": row.day.isoformat(),
                "task": row.task,
                "count": row.count,
                "role": row.role,
                "place": row.place,
                "witness": row.witness_name,
            }
        )
    return [
        {
            "work_process": work_process.code,
            "required": work_process.required_repetitions,
            "confirmed": counts[work_process.pk].confirmed if work_process.pk in counts else 0,
            "old": counts[work_process.pk].old if work_process.pk in counts else 0,
            "repetitions": entries[work_process.pk],
        }
        for work_process in work_processes_of(version)
        if work_process.required_repetitions or work_process.pk in counts
    ]


def reading_log(owner: Person) -> QuerySet[AuditEntry]:
    """Who read the owner's evidence, newest first."""
    return AuditEntry.objects.filter(chain=owner.audit_chain, event="evidence.read").order_by("-sequence")
