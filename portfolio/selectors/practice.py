"""The practice log counted: how much of it counts, by the database where only the sums are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, Min, OuterRef, Q, QuerySet, Sum, Value, When

from evc.standards.models import StandardVersion, WorkProcess
from foundation.people.models import Person
from portfolio.counting import LogLine, PracticeRules, Tally, Why, age_edges, tally
from portfolio.models import Repetition
from portfolio.selectors.text import as_text


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


def practice_counts(owner: Person, version: StandardVersion, *, on: date) -> dict[UUID, PracticeCount]:
    """Counts per work process that has entries, by its id. One query, in which the database adds up what counts alike."""
    edges = age_edges(practice_rules(version, required=None, witnesses=None), on=on)
    entries = Repetition.objects.filter(owner=owner, log__work_process__version=version)
    lines: dict[UUID, list[LogLine]] = defaultdict(list)
    rules_of: dict[UUID, PracticeRules] = {}
    for number, row in enumerate(_summed(entries, edges)):
        pk, alone, _age, role, state, email, name, required, witnesses, corrects, total, first = row
        if pk not in rules_of:
            rules_of[pk] = practice_rules(version, required=required, witnesses=witnesses)
        lines[pk].append(LogLine(alone or f"{number}", first, total, role, state, (email or name).casefold(), corrects))
    return {pk: CountedLog(rules, tally(lines[pk], rules, on=on)).count for pk, rules in rules_of.items()}


def counted_logs(owner: Person, versions: Sequence[StandardVersion], *, on: date) -> dict[UUID, CountedLog]:
    """Per work process that has entries, by its id: what counts and why the rest does not. One query."""
    entries = Repetition.objects.filter(owner=owner, log__work_process__version__in=versions)
    by_version = {version.pk: version for version in versions}
    of_work_process = ("log__work_process__required_repetitions", "log__work_process__required_witnesses")
    columns = ("pk", "day", "count", "role", "state", "corrects", "witness_email", "witness_name")
    lines: dict[UUID, list[LogLine]] = defaultdict(list)
    rules_of: dict[UUID, PracticeRules] = {}
    about = ("log__work_process", "log__work_process__version")
    for row in entries.order_by().values_list(*about, *of_work_process, *columns):
        work_process, version, required, witnesses, *line = row
        if work_process not in rules_of:
            rules_of[work_process] = practice_rules(by_version[version], required=required, witnesses=witnesses)
        lines[work_process].append(_line(*line))
    return {pk: CountedLog(rules, tally(lines[pk], rules, on=on)) for pk, rules in rules_of.items()}


def counted_courses(tasks: Mapping[UUID, PracticeRules], *, on: date) -> dict[UUID, CountedLog]:
    """What counts for each of these course tasks by the rules of its course, by the task's id. One query."""
    entries = Repetition.objects.filter(course_task__in=list(tasks))
    columns = ("pk", "day", "count", "role", "state", "corrects", "witness_email", "witness_name")
    lines: dict[UUID, list[LogLine]] = defaultdict(list)
    for task, *line in entries.order_by().values_list("course_task", *columns):
        lines[task].append(_line(*line))
    return {pk: CountedLog(rules, tally(lines[pk], rules, on=on)) for pk, rules in tasks.items()}


def _line(
    key: UUID, day: date, count: int, role: str, state: str, corrects: UUID | None, email: str, name: str
) -> LogLine:
    return LogLine(key, day, count, role, state, (email or name).casefold(), corrects)


def _summed(entries: QuerySet[Repetition], edges: Sequence[date]) -> QuerySet[Repetition, tuple[Any, ...]]:
    """Of each log what no rule can tell apart, added up; what was corrected stays a row by itself.

    In a group the requirements are the same for all and only a row by itself corrects another: there any of them will do.
    """
    is_corrected = Exists(Repetition.objects.filter(corrects=OuterRef("pk")))
    apart = Case(When(Q(corrects__isnull=False) | is_corrected, then=as_text("pk")), default=Value(""))
    age = Case(
        *[When(day__lt=edge, then=Value(number)) for number, edge in enumerate(edges)], default=Value(len(edges))
    )
    return (
        entries.order_by()
        .annotate(apart=apart, age=age)
        .values_list("log__work_process", "apart", "age", "role", "state", "witness_email", "witness_name")
        .annotate(
            required=Min("log__work_process__required_repetitions"),
            witnesses=Min("log__work_process__required_witnesses"),
            corrected=Min(as_text("corrects")),
            total=Sum("count"),
            first=Min("day"),
        )
    )


def practice_rules(version: StandardVersion, *, required: int | None, witnesses: int | None) -> PracticeRules:
    """The rules for one work process; what it does not say itself, its version says."""
    return PracticeRules(
        required=required,
        expire_after_years=version.repetitions_expire_after_years,
        independent_only=version.repetitions_independent_only,
        least_witnesses=witnesses or version.repetitions_least_witnesses,
    )


def empty_count(work_process: WorkProcess, version: StandardVersion) -> PracticeCount:
    """Of a work process for which nothing was noted."""
    rules = practice_rules(
        version, required=work_process.required_repetitions, witnesses=work_process.required_witnesses
    )
    return PracticeCount(rules.required, least_witnesses=rules.least_witnesses)
