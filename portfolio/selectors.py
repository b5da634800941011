"""Reads of a portfolio, composed for a screen in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast

from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from foundation.audit.models import AuditEntry
from foundation.people.models import Person
from portfolio.counting import LogLine, PracticeRules, Tally, Why, tally
from portfolio.models import Audience, EvidenceFile, EvidenceItem, EvidenceLink, Repetition, Witness
from portfolio.signals import COVERED, Bar, Piece, Practice, Signal, signals
from portfolio.witnesses import about_witness

_NOT_COUNTED = {
    Repetition.State.ASKED.value: "waiting",
    Repetition.State.REFUSED.value: "refused",
    Repetition.State.NOTED.value: "noted",
}
ENOUGH_PIECES = 2  # a work process; a route may say otherwise
OLD_AFTER_YEARS = 5  # flagged, not refused (domain fact 35); a route may say otherwise


@dataclass(frozen=True, slots=True)
class PracticeCount:
    """Of one work process: what the standard requires and what was done.

    ``confirmed`` are those that count, ``old`` of them are flagged. Confirmed by ``witnesses`` different people, of whom there
    must be ``least_witnesses``. The rest does not count: ``few_witnesses`` until more people confirm, ``expired`` and
    ``not_independent`` by the standard's rules, ``corrected`` by a counter-entry.
    """

    required: int | None
    confirmed: int = 0
    old: int = 0
    waiting: int = 0
    refused: int = 0
    noted: int = 0
    not_independent: int = 0
    expired: int = 0
    corrected: int = 0
    few_witnesses: int = 0
    witnesses: int = 0
    least_witnesses: int = 1

    @property
    def lacks_witnesses(self) -> int:
        """How many more different people must confirm; 0 while nothing is confirmed and one is enough."""
        return max(0, self.least_witnesses - self.witnesses) if self.least_witnesses > 1 else 0

    @property
    def is_enough(self) -> bool:
        return (self.required is None or self.confirmed >= self.required) and not (
            self.confirmed and self.lacks_witnesses
        )


@dataclass(frozen=True, slots=True)
class CountedLog:
    """The log of one work process with the rules of its standard and what they made of each entry."""

    rules: PracticeRules
    tally: Tally

    @property
    def count(self) -> PracticeCount:
        left_out = self.tally.left_out
        return PracticeCount(
            required=self.rules.required,
            confirmed=self.tally.counted,
            old=self.tally.old,
            waiting=left_out(Why.ASKED),
            refused=left_out(Why.REFUSED),
            noted=left_out(Why.NOTED),
            not_independent=left_out(Why.NOT_INDEPENDENT),
            expired=left_out(Why.OLD),
            corrected=left_out(Why.CORRECTED),
            few_witnesses=left_out(Why.FEW_WITNESSES),
            witnesses=self.tally.witnesses,
            least_witnesses=self.rules.least_witnesses,
        )


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


def items_of(owner: Person) -> QuerySet[EvidenceItem]:
    """The owner's present items with what a card shows."""
    return (
        EvidenceItem.objects.owned_by(owner)
        .present()
        .prefetch_related("files", "links__work_process", "shares")
        .order_by("-created_at", "pk")
    )


def unread_items(owner: Person, *, audience: UUID | None = None) -> QuerySet[EvidenceItem]:
    """Items of which a document was read that the owner has not looked at, oldest first; of an audience only what it sees."""
    read = EvidenceFile.objects.filter(item=OuterRef("pk")).exclude(reading={})
    items = EvidenceItem.objects.owned_by(owner).present().filter(Exists(read), reading_confirmed_at=None)
    if audience is not None:
        items = items.filter(shares__audience=audience, shares__ended_at=None)
    return items.order_by("created_at", "pk")


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
    links = links.annotate(about=_as_text("work_process"), of_item=_as_text("item"))
    for about, of_item, kind, *days in links.values_list(*columns):
        work_process_id = known.get(about) or known.setdefault(about, UUID(about))
        item_id = known.get(of_item) or known.setdefault(of_item, UUID(of_item))
        found[work_process_id].append(Piece(kind, next((day for day in days if day), None)))
        items[work_process_id].append(item_id)
    counts = practice_counts(owner, version, on=on)
    bar = Bar(pieces=pieces, recent_from=_years_before(on, old_after_years))
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


def _years_before(day: date, years: int) -> date:
    """The same day ``years`` ago; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def practice_counts(owner: Person, version: StandardVersion, *, on: date) -> dict[UUID, PracticeCount]:
    """Counts per work process that has entries, by its id. One query."""
    entries = Repetition.objects.annotate(key=_as_text("pk"), corrected=_as_text("corrects"))
    return {pk: log.count for pk, log in _counted(entries, owner, [version], on=on).items()}


def counted_logs(owner: Person, versions: Sequence[StandardVersion], *, on: date) -> dict[UUID, CountedLog]:
    """Per work process that has entries, by its id: what counts and why the rest does not. One query."""
    return _counted(Repetition.objects.annotate(key=F("pk"), corrected=F("corrects")), owner, versions, on=on)


def _counted(
    entries: QuerySet[Repetition], owner: Person, versions: Sequence[StandardVersion], *, on: date
) -> dict[UUID, CountedLog]:
    """``entries`` with the ``key`` of each, and of the one that it corrects."""
    # A log may be long: only what is counted is read, without making an object of every entry. What is the same in every
    # line of a log stays the text that it is in the database.
    rows = entries.filter(owner=owner, log__work_process__version__in=versions).order_by()
    rows = rows.annotate(about=_as_text("log__work_process"), version=_as_text("log__work_process__version"))
    of_work_process = ("log__work_process__required_repetitions", "log__work_process__required_witnesses")
    columns = ("day", "count", "role", "state", "corrected", "witness_email", "witness_name")
    by_version = {version.pk: version for version in versions}
    lines: dict[str, list[LogLine]] = defaultdict(list)
    rules_of: dict[str, PracticeRules] = {}
    for row in rows.values_list("key", "about", "version", *of_work_process, *columns):
        key, work_process, version, required, witnesses, day, count, role, state, corrects, email, name = row
        if work_process not in rules_of:
            of_version = by_version[UUID(version)]
            rules_of[work_process] = practice_rules(of_version, required=required, witnesses=witnesses)
        witness = (email or name).casefold()
        lines[work_process].append(LogLine(key, day, count, role, state, witness, corrects))
    return {UUID(pk): CountedLog(rules, tally(lines[pk], rules, on=on)) for pk, rules in rules_of.items()}


def _as_text(column: str) -> Cast:
    """An identifier as the database writes it: to make a UUID of each of thousands costs more than all the rest."""
    return Cast(column, CharField())


def practice_rules(version: StandardVersion, *, required: int | None, witnesses: int | None) -> PracticeRules:
    """The rules for one work process; what it does not say itself, its version says."""
    return PracticeRules(
        required=required,
        expire_after_years=version.repetitions_expire_after_years,
        independent_only=version.repetitions_independent_only,
        least_witnesses=witnesses or version.repetitions_least_witnesses,
    )


def frozen_practice(owner: Person, version: StandardVersion, *, on: date) -> list[dict[str, Any]]:
    """The practice log as it goes into a manifest: every confirmed entry and its corrections, and what they add up to."""
    logs = counted_logs(owner, [version], on=on)
    final = [Repetition.State.CONFIRMED, Repetition.State.COUNTER]
    rows = (
        Repetition.objects.filter(owner=owner, log__work_process__version=version, state__in=final)
        .select_related("log")
        .order_by("day", "created_at", "pk")
    )
    witnesses = {witness.email: witness for witness in Witness.objects.filter(owner=owner)}
    entries: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        witness = witnesses.get(row.witness_email.lower())
        entries[row.log.work_process_id].append(_frozen_entry(row, logs[row.log.work_process_id].tally, witness))
    return [
        _frozen_log(work_process, logs.get(work_process.pk), entries[work_process.pk], version)
        for work_process in work_processes_of(version)
        if work_process.required_repetitions or work_process.pk in logs
    ]


def _frozen_log(
    work_process: WorkProcess, log: CountedLog | None, entries: list[dict[str, Any]], version: StandardVersion
) -> dict[str, Any]:
    count = log.count if log else empty_count(work_process, version)
    return {
        "work_process": work_process.code,
        "required": work_process.required_repetitions,
        "confirmed": count.confirmed,
        "old": count.old,
        "different_witnesses": count.witnesses,
        "least_witnesses": count.least_witnesses,
        "repetitions": entries,
    }


def _frozen_entry(row: Repetition, counted: Tally, witness: Witness | None) -> dict[str, Any]:
    entry = {
        "id": str(row.pk),
        "day": row.day.isoformat(),
        "task": row.task,
        "count": row.count,
        "role": row.role,
        "place": row.place,
        "witness": witness.name if witness else row.witness_name,
        "about_witness": about_witness(witness),
    }
    if verdict := counted.verdicts.get(row.pk):
        entry |= {"counted": verdict.counted, "why": verdict.why.value}
    if row.corrects_id:
        entry |= {"corrects": str(row.corrects_id), "because": row.note}
    return entry


def empty_count(work_process: WorkProcess, version: StandardVersion) -> PracticeCount:
    """Of a work process for which nothing was noted."""
    rules = practice_rules(
        version, required=work_process.required_repetitions, witnesses=work_process.required_witnesses
    )
    return PracticeCount(rules.required, least_witnesses=rules.least_witnesses)


def reading_log(owner: Person) -> QuerySet[AuditEntry]:
    """Who read the owner's evidence, newest first."""
    return AuditEntry.objects.filter(chain=owner.audit_chain, event="evidence.read").order_by("-sequence")
