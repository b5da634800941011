"""The practice log: repetitions noted, imported, and confirmed or refused by a witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import StandardVersion, WorkProcess
from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.mail import queue_mail
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from portfolio import reading, rules
from portfolio.errors import AlreadyDecided
from portfolio.models import ConfirmationRequest, PracticeLog, Repetition
from portfolio.reading.practice_log import LIMIT_BYTES

CONFIRMATION_DAYS = 42
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
) -> Repetition:
    """Note that a task was done ``count`` times on a day. It counts once a witness confirmed it."""
    rules.require_owner(owner.pk, by)
    repetition = Repetition(log=_log(owner, work_process), owner=owner)
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


@transaction.atomic
def import_log(owner: Person, *, stream: BinaryIO, version: StandardVersion, by: Person) -> LogImport:
    """Take over the good rows of a log and give back the wrong ones with their reasons.

    A row that is in the log already (same work process, day, task, count, role and witness) is not added again.
    """
    rules.require_owner(owner.pk, by)
    work_processes = {work_process.code: work_process for work_process in version.work_processes.all()}
    read = reading.read_practice_log(_content(stream), known_codes=work_processes.keys(), today=timezone.localdate())
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


@transaction.atomic
def ask_confirmation(owner: Person, *, repetitions: Iterable[Repetition], by: Person) -> list[ConfirmationRequest]:
    """Mail each witness one link to what they can confirm. Entries asked before are asked again with a new link."""
    rules.require_owner(owner.pk, by)
    wanted = [repetition.pk for repetition in repetitions]
    rows = list(Repetition.objects.select_for_update().filter(pk__in=wanted, owner=owner).order_by("day", "pk"))
    open_states = {Repetition.State.NOTED, Repetition.State.ASKED}
    by_witness: dict[str, list[Repetition]] = defaultdict(list)
    for row in rows:
        if row.state in open_states and row.witness_email:
            by_witness[row.witness_email.lower()].append(row)
    if not by_witness:
        raise InvalidInput(
            _("Choose at least one entry that has the e-mail address of a witness and was not answered yet."),
            code="portfolio.nothing-to-ask",
            field="repetitions",
        )
    return [_ask(owner, email, entries, by=by) for email, entries in sorted(by_witness.items())]


def find_confirmation(secret: str) -> ConfirmationRequest | None:
    """The request that a mailed link belongs to, while it lasts. Looking changes nothing."""
    found = ConfirmationRequest.objects.filter(token_hash=secret_hash(secret)).select_related("owner").first()
    return found if found is not None and found.expires_at > timezone.now() else None


def confirm_repetition(secret: str, repetition_id: UUID) -> Repetition:
    """The witness says: yes, this was so. The same answer twice is one answer."""
    return _decide(secret, repetition_id, state=Repetition.State.CONFIRMED, because="")


def refuse_repetition(secret: str, repetition_id: UUID, *, because: str) -> Repetition:
    """The witness says: no, this was not so; the candidate reads why."""
    if not because.strip():
        raise InvalidInput(_("Say in a few words why this is not right."), code="portfolio.no-reason", field="because")
    return _decide(secret, repetition_id, state=Repetition.State.REFUSED, because=because.strip())


@transaction.atomic
def _decide(secret: str, repetition_id: UUID, *, state: str, because: str) -> Repetition:
    request = find_confirmation(secret)
    if request is None:
        raise NotFound(
            _("This link is unknown or has ended. Ask the person who sent it for a new one."),
            code="portfolio.link-ended",
        )
    repetition = Repetition.objects.select_for_update().filter(pk=repetition_id, requests=request).first()
    if repetition is None:
        raise NotFound(_("This entry is not part of what was asked."), code="portfolio.not-asked")
    if repetition.state == state:
        return repetition
    if repetition.state != Repetition.State.ASKED:
        if repetition.state == Repetition.State.NOTED:
            raise WrongState(
                _(
                    "The candidate changed this entry after you were asked. You will get a new mail if it is asked again."
                ),
                code="portfolio.changed-since",
            )
        raise AlreadyDecided(state=repetition.state)
    repetition.state, repetition.decided_at, repetition.refused_because = state, timezone.now(), because
    repetition.save(update_fields=["state", "decided_at", "refused_because"])
    record(f"repetition.{state}", on=repetition, by=None, request=request.pk)
    if not request.repetitions.filter(state=Repetition.State.ASKED).exists():
        request.finished_at = timezone.now()
        request.save(update_fields=["finished_at"])
    return repetition


def _ask(owner: Person, email: str, entries: list[Repetition], *, by: Person) -> ConfirmationRequest:
    secret = new_secret()
    request = ConfirmationRequest.objects.create(
        owner=owner,
        witness_name=entries[0].witness_name or email,
        witness_email=email,
        token_hash=secret_hash(secret),
        expires_at=timezone.now() + timedelta(days=CONFIRMATION_DAYS),
    )
    request.repetitions.set(entries)
    Repetition.objects.filter(pk__in=[entry.pk for entry in entries]).update(state=Repetition.State.ASKED)
    record("repetition.asked", on=request, by=by, entries=len(entries))
    queue_mail(
        "confirm_practice",
        to=email,
        language="nl",
        key=f"confirm_practice:{request.pk}",
        witness=request.witness_name,
        candidate=owner.name,
        entries=[{"day": entry.day, "task": entry.task, "count": entry.count} for entry in entries],
        link=public_address(f"/confirm/{secret}"),
        until=request.expires_at,
    )
    return request


def _content(stream: BinaryIO) -> bytes:
    """The whole file, and no more of a larger one than it takes to refuse it."""
    return stream.read(LIMIT_BYTES + 1)


def _take_over(
    owner: Person, rows: Iterable[reading.LogRow], work_processes: Mapping[str, WorkProcess]
) -> tuple[list[Repetition], int]:
    """The rows that were not in the log yet, and how many were."""
    rows = list(rows)
    logs = {code: _log(owner, work_processes[code]) for code in {row.work_process for row in rows}}
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


def _log(owner: Person, work_process: WorkProcess) -> PracticeLog:
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
