"""The practice log as it is shown: a card a task with its ring, the last entries with their state, and who can confirm what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.standards.models import Origin, StandardVersion, WorkProcess
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person
from frontend import coverage
from portfolio.models import PracticeLog, Repetition
from portfolio.selectors import PracticeCount, practice_counts

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
    state: str  # of components/status.html
    word: str
    because: str  # why it was refused, or why it does not count
    can_change: bool


@dataclass(frozen=True, slots=True)
class TaskCard:
    work_process: WorkProcess
    done: int
    total: int
    words: str
    note: str
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


@dataclass(frozen=True, slots=True)
class WitnessGroup:
    """Entries that one witness can be asked about."""

    name: str
    email: str
    lines: tuple[EntryLine, ...]


def versions_of(person: Person) -> list[StandardVersion]:
    """The standards of one's trajectories that go on or ended well, and those one noted something for."""
    stopped = {State.WITHDRAWN, State.DECLINED}
    own = Trajectory.objects.as_part(person, Participant.Part.CANDIDATE).exclude(state__in=stopped)
    logs = PracticeLog.objects.filter(owner=person, repetitions__isnull=False)
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
    versions = versions_of(person)
    entries: dict[UUID, list[Repetition]] = defaultdict(list)
    for entry in Repetition.objects.visible_to(person).select_related("log").order_by("-day", "-created_at"):
        entries[entry.log.work_process_id].append(entry)
    known: dict[UUID, list[WorkProcess]] = defaultdict(list)
    rows = WorkProcess.objects.filter(version__in=[version.pk for version in versions]).select_related("core_task")
    for work_process in rows.order_by("position"):
        known[work_process.version_id].append(work_process)
    logs = []
    for version in versions:
        counts = practice_counts(person, version, on=today)
        cards = tuple(
            _card(work_process, counts.get(work_process.pk), entries[work_process.pk])
            for work_process in known[version.pk]
            if work_process.required_repetitions or entries[work_process.pk]
        )
        example = coverage.is_example(version, [card.work_process for card in cards])
        logs.append(LogOfStandard(version, example, cards, any(card.entries for card in cards)))
    return logs


def card_of(person: Person, work_process: WorkProcess, *, today: date) -> TaskCard:
    """The card of one work process, with all its entries."""
    entries = list(
        Repetition.objects.visible_to(person).filter(log__work_process=work_process).order_by("-day", "-created_at")
    )
    count = practice_counts(person, work_process.version, on=today).get(work_process.pk)
    return _card(work_process, count, entries, most=len(entries))


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


def lines_of(entries: Iterable[Repetition]) -> list[EntryLine]:
    return [
        EntryLine(
            entry=entry,
            state=_STATUS[Repetition.State(entry.state)],
            word=_state_word(entry),
            because=entry.refused_because or _why_it_does_not_count(entry),
            can_change=entry.state not in _FINAL,
        )
        for entry in entries
    ]


def _card(
    work_process: WorkProcess, count: PracticeCount | None, entries: list[Repetition], *, most: int = LAST
) -> TaskCard:
    count = count or PracticeCount(work_process.required_repetitions)
    newest = max(entries, key=lambda entry: (entry.created_at, entry.pk), default=None)
    return TaskCard(
        work_process=work_process,
        done=count.confirmed,
        total=count.required or count.confirmed,
        words=coverage.practice_words(count),
        note=_note(work_process, count),
        last=newest.pk if newest else None,
        entries=tuple(lines_of(entries[:most])),
    )


def _note(work_process: WorkProcess, count: PracticeCount) -> str:
    """What else there is to know of the number: what waits, what was refused, what is old, and whether it is made up."""
    sentences = []
    if count.waiting:
        sentences.append(
            ngettext("%(count)s waits for a witness.", "%(count)s wait for a witness.", count.waiting)
            % {"count": count.waiting}
        )
    if count.noted:
        sentences.append(
            ngettext("%(count)s not asked yet.", "%(count)s not asked yet.", count.noted) % {"count": count.noted}
        )
    if count.refused:
        sentences.append(ngettext("%(count)s refused.", "%(count)s refused.", count.refused) % {"count": count.refused})
    if count.old:
        sentences.append(
            ngettext("%(count)s is more than five years ago.", "%(count)s are more than five years ago.", count.old)
            % {"count": count.old}
        )
    if work_process.required_repetitions and work_process.required_repetitions_origin == Origin.EXAMPLE:
        sentences.append(_("The required number is an example."))
    return " ".join(sentences)


def _state_word(entry: Repetition) -> str:
    witness = entry.witness_name or entry.witness_email
    if entry.state == Repetition.State.ASKED:
        return _("Waits for %(witness)s") % {"witness": witness}
    if entry.state == Repetition.State.CONFIRMED:
        return _("Confirmed by %(witness)s") % {"witness": witness} if witness else _("Confirmed")
    if entry.state == Repetition.State.REFUSED:
        return _("Refused")
    return _("Not asked yet")


def _why_it_does_not_count(entry: Repetition) -> str:
    if entry.role == Repetition.PracticeRole.INDEPENDENT:
        return ""
    if entry.role == Repetition.PracticeRole.OBSERVED:
        return _("You watched: this does not count yet.")
    return _("You had help: this does not count yet.")
