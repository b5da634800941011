"""The practice log as it is shown: a card a task with its ring, the last entries with their state, and who can confirm what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from evc.standards.models import StandardVersion, WorkProcess
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person
from frontend import coverage
from frontend.practice_words import note_words, rules_words, state_word, table_of, why_not
from portfolio.counting import Key, Verdict
from portfolio.models import PracticeLog, Repetition
from portfolio.selectors import CountedLog, PracticeCount, counted_logs, empty_count

LAST = 5
_STATUS = {
    Repetition.State.NOTED: "not-yet",
    Repetition.State.ASKED: "waiting",
    Repetition.State.CONFIRMED: "recognised",
    Repetition.State.REFUSED: "stop",
    Repetition.State.COUNTER: "recognised",
}
_FINAL = frozenset({Repetition.State.CONFIRMED, Repetition.State.COUNTER})


@dataclass(frozen=True, slots=True)
class EntryLine:
    entry: Repetition
    state: str  # of the tag `status`
    word: str
    because: str  # why it was refused, corrected, or does not count
    can_change: bool

    @property
    def times(self) -> str:
        """“3×”, and in a counter-entry “−2×” with a minus sign of its own."""
        return f"{self.entry.count}×".replace("-", "−")


@dataclass(frozen=True, slots=True)
class TaskCard:
    work_process: WorkProcess
    done: int
    total: int
    words: str
    note: str
    rules: tuple[str, ...]  # what the standard asks, a sentence each
    last: UUID | None  # the newest entry, which +1 repeats
    entries: tuple[EntryLine, ...]

    @property
    def key(self) -> str:
        return str(self.work_process.pk)


@dataclass(frozen=True, slots=True)
class LogOfStandard:
    version: StandardVersion
    is_example: bool
    cards: tuple[TaskCard, ...]
    has_entries: bool
    table: Mapping[str, Any]  # as components/table.html shows it


@dataclass(frozen=True, slots=True)
class WitnessGroup:
    """Entries that one witness can be asked about."""

    name: str
    email: str
    lines: tuple[EntryLine, ...]


def versions_of(person: Person, *, with_courses: bool = True) -> list[StandardVersion]:
    """The standards of one's trajectories that go on or ended well, and those one noted something for.

    Without ``with_courses`` those left out for which there is nothing but the practice of a course.
    """
    stopped = {State.WITHDRAWN, State.DECLINED}
    own = Trajectory.objects.as_part(person, Participant.Part.CANDIDATE).exclude(state__in=stopped)
    logs = PracticeLog.objects.filter(owner=person, repetitions__isnull=False)
    if not with_courses:
        logs = logs.filter(repetitions__course_task=None)
    return list(
        StandardVersion.objects.filter(
            Q(pk__in=own.values("standard_version")) | Q(pk__in=logs.values("work_process__version"))
        )
        .select_related("standard")
        .order_by("standard__title", "label")
    )


def work_processes_for(person: Person) -> list[WorkProcess]:
    """Everything that something can be noted for."""
    return list(
        WorkProcess.objects.filter(version__in=[version.pk for version in versions_of(person)])
        .select_related("core_task", "version__standard")
        .order_by("version__standard__title", "version_id", "position")
    )


def logs_of(person: Person, *, today: date) -> list[LogOfStandard]:
    """The whole practice page; the number of queries grows only with the number of standards."""
    versions = versions_of(person, with_courses=False)
    counted = counted_logs(person, versions, on=today)
    entries: dict[UUID, list[Repetition]] = defaultdict(list)
    for entry in _last_entries(person):
        entries[entry.log.work_process_id].append(entry)
    known: dict[UUID, list[WorkProcess]] = defaultdict(list)
    rows = WorkProcess.objects.filter(version__in=[version.pk for version in versions]).select_related(
        "core_task", "version"
    )
    for work_process in rows.order_by("position"):
        known[work_process.version_id].append(work_process)
    logs = []
    for version in versions:
        shown = [row for row in known[version.pk] if row.required_repetitions or entries[row.pk]]
        cards = tuple(_card(row, counted.get(row.pk), entries[row.pk]) for row in shown)
        table = table_of([(row, count_of(row, counted.get(row.pk))) for row in shown])
        example = coverage.is_example(version, shown)
        logs.append(LogOfStandard(version, example, cards, any(card.entries for card in cards), table))
    return logs


def card_of(person: Person, work_process: WorkProcess, *, today: date) -> TaskCard:
    """The card of one work process, with all its entries."""
    entries = list(
        Repetition.objects.visible_to(person).filter(log__work_process=work_process).order_by("-day", "-created_at")
    )
    counted = counted_logs(person, [work_process.version], on=today).get(work_process.pk)
    return _card(work_process, counted, entries, most=len(entries))


def count_of(work_process: WorkProcess, counted: CountedLog | None) -> PracticeCount:
    return counted.count if counted else empty_count(work_process, work_process.version)


def _last_entries(person: Person) -> Iterable[Repetition]:
    """Of each work process the last few, and the one that was noted last, which +1 repeats. One query, however long the log."""
    rank = Window(RowNumber(), partition_by=F("log"), order_by=[F("day").desc(), F("created_at").desc()])
    newest = Window(RowNumber(), partition_by=F("log"), order_by=[F("created_at").desc(), F("pk").desc()])
    ranked = Repetition.objects.visible_to(person).annotate(rank=rank, newest=newest)
    return ranked.filter(Q(rank__lte=LAST) | Q(newest=1)).select_related("log").order_by("-day", "-created_at")


def can_be_asked(person: Person) -> tuple[list[WitnessGroup], list[EntryLine]]:
    """What a witness can be asked about, by witness; and the entries that have no witness yet."""
    waiting = Repetition.objects.visible_to(person).filter(state__in=[Repetition.State.NOTED, Repetition.State.ASKED])
    by_witness: dict[str, list[Repetition]] = defaultdict(list)
    without = []
    for entry in waiting.select_related("log__work_process").order_by("witness_name", "-day", "-created_at"):
        if entry.witness_email:
            by_witness[entry.witness_email.lower()].append(entry)
        elif entry.state == Repetition.State.NOTED:
            without.append(entry)
    groups = [
        WitnessGroup(entries[0].witness_name or email, email, tuple(lines_of(entries)))
        for email, entries in by_witness.items()
    ]
    return groups, lines_of(without)


def lines_of(entries: Iterable[Repetition], verdicts: Mapping[Key, Verdict] = MappingProxyType({})) -> list[EntryLine]:
    """With ``verdicts`` each confirmed one also says what of it does not count, and why."""
    return [
        EntryLine(
            entry=entry,
            state=_STATUS[Repetition.State(entry.state)],
            word=state_word(entry),
            because=entry.refused_because or why_not(entry, verdicts.get(entry.pk)),
            can_change=entry.state not in _FINAL,
        )
        for entry in entries
    ]


def _card(
    work_process: WorkProcess, counted: CountedLog | None, entries: list[Repetition], *, most: int = LAST
) -> TaskCard:
    count = count_of(work_process, counted)
    own = [entry for entry in entries if entry.corrects_id is None]  # a correction is nothing that one did
    newest = max(own, key=lambda entry: (entry.created_at, entry.pk), default=None)
    verdicts = counted.tally.verdicts if counted else {}
    return TaskCard(
        work_process=work_process,
        done=count.confirmed,
        total=count.required or count.confirmed,
        words=coverage.practice_words(count),
        note=note_words(work_process, count),
        rules=rules_words(work_process),
        last=newest.pk if newest else None,
        entries=tuple(lines_of(entries[:most], verdicts)),
    )
