"""The practice log: repetitions noted, changed and imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import StandardVersion, WorkProcess
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people.models import Person
from portfolio import reading, rules
from portfolio.models import CourseTask, PracticeLog, Repetition
from portfolio.reading.practice_log import LIMIT_BYTES

MOST_A_DAY = 500


@dataclass(frozen=True, slots=True)
class LogImport:
    """What became of a log that was imported: ``imported`` repetitions, and the rows that were not, with why."""

    imported: tuple[Repetition, ...]
    bad: tuple[reading.BadRow, ...]
    known: int  # rows that were in the log already


@transaction.atomic
def note_repetition(
    owner: Person,
    *,
    work_process: WorkProcess,
    day: date,
    task: str,
    count: int,
    role: str,
    by: Person,
    hours: Decimal | None = None,
    place: str = "",
    witness_name: str = "",
    witness_email: str = "",
    note: str = "",
    course_task: CourseTask | None = None,
) -> Repetition:
    """Note that a task was done ``count`` times on a day. It counts once a witness confirmed it.

    With ``course_task`` it counts for that course as well. Raises NotFound where that task is another's, or of other work.
    """
    rules.require_owner(owner.pk, by)
    log = log_of(owner, work_process)
    if course_task is not None and course_task.log_id != log.pk:
        raise NotFound(_("This course is not in your practice log."), code="portfolio.other-course")
    repetition = Repetition(log=log, owner=owner, course_task=course_task)
    _apply(
        repetition,
        day=day,
        task=task,
        count=count,
        hours=hours,
        place=place,
        role=role,
        witness_name=witness_name,
        witness_email=witness_email,
        note=note,
    )
    repetition.save(force_insert=True)
    record("repetition.noted", on=repetition, by=by, work_process=work_process.code, count=count)
    return repetition


@transaction.atomic
def change_repetition(repetition_id: UUID, *, by: Person, **fields: Any) -> Repetition:
    """Correct an entry. What a witness was asked or refused is asked anew; what was confirmed never changes."""
    repetition = Repetition.objects.select_for_update().get(pk=repetition_id)
    rules.require_owner(repetition.owner_id, by)
    rules.require_not_confirmed(repetition)
    _apply(repetition, **fields)
    repetition.state, repetition.decided_at, repetition.refused_because = Repetition.State.NOTED, None, ""
    repetition.save()
    record("repetition.changed", on=repetition, by=by, fields=sorted(fields))
    return repetition


@transaction.atomic
def remove_repetition(repetition_id: UUID, *, by: Person) -> None:
    """Take an entry out of the log; a confirmed one stays."""
    repetition = Repetition.objects.select_for_update().get(pk=repetition_id)
    rules.require_owner(repetition.owner_id, by)
    rules.require_not_confirmed(repetition)
    record("repetition.removed", on=repetition, by=by)
    repetition.delete()


def import_log(owner: Person, *, stream: BinaryIO, version: StandardVersion, by: Person) -> LogImport:
    """Take over the good rows of a log (CSV or XLSX) and give back the wrong ones with their reasons.

    A row that is in the log already (same work process, day, task, count, role and witness) is not added again. The file is
    looked into before the transaction begins: a slow one holds nobody up.
    """
    rules.require_owner(owner.pk, by)
    work_processes = {work_process.code: work_process for work_process in version.work_processes.all()}
    read = reading.read_practice_log(_content(stream), known_codes=work_processes.keys(), today=timezone.localdate())
    with transaction.atomic():
        made, known = _take_over(owner, read.rows, work_processes)
        record("practice-log.imported", on=owner, by=by, imported=len(made), refused=len(read.bad), known=known)
    return LogImport(tuple(made), read.bad, known)


@transaction.atomic
def correct_log_row(
    owner: Person, *, line: int, cells: Mapping[str, str], version: StandardVersion, by: Person
) -> Repetition | reading.BadRow:
    """Take over a wrong row of an import as the person corrected it; still wrong, it comes back with what is wrong now."""
    rules.require_owner(owner.pk, by)
    work_processes = {work_process.code: work_process for work_process in version.work_processes.all()}
    row = reading.check_row(cells, line=line, known_codes=work_processes.keys(), today=timezone.localdate())
    if isinstance(row, reading.BadRow):
        return row
    made, _known = _take_over(owner, [row], work_processes)
    if not made:
        raise WrongState(_("This row is in your log already."), code="portfolio.row-known")
    record("repetition.noted", on=made[0], by=by, work_process=row.work_process, count=row.count)
    return made[0]


def _content(stream: BinaryIO) -> bytes:
    """The whole file, and no more of a larger one than it takes to refuse it."""
    return stream.read(LIMIT_BYTES + 1)


def _take_over(
    owner: Person, rows: Iterable[reading.LogRow], work_processes: Mapping[str, WorkProcess]
) -> tuple[list[Repetition], int]:
    """The rows that were not in the log yet, and how many were."""
    rows = list(rows)
    logs = {code: log_of(owner, work_processes[code]) for code in {row.work_process for row in rows}}
    seen = {
        _sameness(entry) for entry in Repetition.objects.filter(owner=owner, log__in=[log.pk for log in logs.values()])
    }
    entries = [
        Repetition(
            log=logs[row.work_process],
            owner=owner,
            day=row.date,
            task=row.task,
            count=row.count,
            hours=row.hours,
            place=row.place,
            role=row.role.value,
            witness_name=row.witness,
            witness_email=row.witness_email,
            note=row.remark,
        )
        for row in rows
    ]
    made = [entry for entry in entries if _sameness(entry) not in seen]
    Repetition.objects.bulk_create(made)
    return made, len(entries) - len(made)


def log_of(owner: Person, work_process: WorkProcess) -> PracticeLog:
    """The log of this work, made with its first entry."""
    return PracticeLog.objects.get_or_create(owner=owner, work_process=work_process)[0]


def _sameness(entry: Repetition) -> tuple[Any, ...]:
    """What makes two rows one and the same entry."""
    return (entry.log_id, entry.day, entry.task.casefold(), entry.count, entry.role, entry.witness_email.casefold())


def _apply(repetition: Repetition, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(repetition, name, value.strip() if isinstance(value, str) else value)
    if not repetition.task:
        raise InvalidInput(_("Say what you did."), code="portfolio.no-task", field="task")
    if not 1 <= repetition.count <= MOST_A_DAY:
        raise InvalidInput(
            _("Write how often you did this as a number between 1 and %(most)s.") % {"most": MOST_A_DAY},
            code="portfolio.count",
            field="count",
        )
    if repetition.role not in Repetition.PracticeRole.values:
        raise InvalidInput(
            _("Choose whether you watched, had help or did it alone."), code="portfolio.role", field="role"
        )
    if repetition.day > timezone.localdate():
        raise InvalidInput(
            _("This day is still to come. Note it when it is done."), code="portfolio.future", field="day"
        )
    if repetition.corrects_id and not repetition.note:
        raise InvalidInput(_("Say in a few words what was wrong."), code="portfolio.no-reason", field="note")
    if repetition.hours is not None and not 0 <= repetition.hours <= 24:
        raise InvalidInput(_("Write the hours as a number between 0 and 24."), code="portfolio.hours", field="hours")
    if repetition.witness_email:
        try:
            validate_email(repetition.witness_email)
        except ValidationError:
            raise InvalidInput(
                _("This is not an e-mail address. Write it like name@example.nl."),
                code="portfolio.witness-email",
                field="witness_email",
            ) from None
