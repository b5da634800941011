"""The practice log. What a witness decided elsewhere comes along and is shown; it does not count here (decision 0008)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.addresses import public_address
from foundation.errors import InvalidInput
from foundation.people.models import Person
from portfolio.models import CourseTask, PracticeLog, Repetition, RepetitionPhoto
from portfolio.services.practice import MOST_A_DAY
from portfolio.taking_along import items, references
from portfolio.taking_along.parcel import Packing, Part, Row, Taking
from portfolio.taking_along.plain import day, moment, number, read_day, read_moment

NAME = "practice"
_TEXTS = ("task", "place", "role", "witness_name", "witness_email", "note")
_CONTENT = ("day", "count", "hours", *_TEXTS)
_DECIDED = frozenset({Repetition.State.CONFIRMED, Repetition.State.REFUSED})


def pack(packing: Packing) -> list[Row]:
    entries = Repetition.objects.filter(owner=packing.owner).select_related(
        "log__work_process__version__standard", "photo", "course_task"
    )
    rows = [_packed(entry, packing) for entry in entries]
    return sorted([*rows, *packing.keys.only_kept(NAME)], key=lambda row: (row["day"], row["created_at"], row["key"]))


def _packed(entry: Repetition, packing: Packing) -> Row:
    content, photo = content_of(entry), getattr(entry, "photo", None)
    return {
        "key": packing.keys.of(NAME, entry.pk),
        "for": references.reference(entry.log.work_process),
        **content,
        "corrects": packing.keys.of(NAME, entry.corrects_id) if entry.corrects_id else None,
        "photo": packing.keys.of(items.NAME, photo.item_id) if photo is not None else None,
        "course": _course(entry.course_task),
        "created_at": moment(entry.created_at),
        "decisions": [*decisions_elsewhere(content, packing.keys.kept_with(NAME, entry.pk)), *_decision_here(entry)],
    }


def _course(task: CourseTask | None) -> Row | None:
    return {"course": str(task.course), "title": task.title, "task": task.task} if task is not None else None


def content_of(entry: Repetition) -> Row:
    """What a witness says yes or no to."""
    return {
        **{name: getattr(entry, name) for name in _TEXTS},
        "day": day(entry.day),
        "count": entry.count,
        "hours": number(entry.hours),
    }


def decisions_elsewhere(content: Row, kept: Row) -> list[Row]:
    """What witnesses decided where the entry came from, as long as the entry still says what they were asked."""
    if not kept or any(content[name] != kept["content"][name] for name in _CONTENT):
        return []
    decisions: list[Row] = kept["decisions"]
    return decisions


def _decision_here(entry: Repetition) -> Iterator[Row]:
    if entry.state in _DECIDED:
        yield {
            "state": entry.state,
            "at": moment(entry.decided_at),
            "because": entry.refused_because,
            "where": public_address("/"),
        }


def take(rows: list[Row], taking: Taking) -> None:
    """What is corrected comes before its correction, which points at it."""
    logs: dict[UUID, PracticeLog] = {}
    waiting = rows
    while waiting:
        unmade = {row["key"] for row in waiting}
        ready = [row for row in waiting if row["corrects"] not in unmade]
        if not ready:
            raise InvalidInput(
                _("In this export two entries of the practice log correct each other. Ask for a new export."),
                code="taking-along.circle",
            )
        for row in ready:
            _take(row, taking, logs)
        waiting = [row for row in waiting if row["corrects"] in unmade]


def _take(row: Row, taking: Taking, logs: dict[UUID, PracticeLog]) -> None:
    work_process = references.find(row["for"])
    corrected = _corrected(row, taking)
    if work_process is None or (row["corrects"] and corrected is None):
        taking.note(NAME, row["key"], None, row)
        return
    if work_process.pk not in logs:
        logs[work_process.pk] = PracticeLog.objects.get_or_create(owner=taking.owner, work_process=work_process)[0]
    is_counter = row["count"] < 0
    entry = Repetition(
        log=logs[work_process.pk],
        owner=taking.owner,
        course_task=_task_of(row.get("course"), logs[work_process.pk]),
        state=Repetition.State.COUNTER if is_counter else Repetition.State.NOTED,
        corrects_id=corrected,
        created_at=read_moment(row["created_at"]) or timezone.now(),
        **_read_content(row),
    )
    _require_sound(entry)
    entry.save(force_insert=True)
    if photo := taking.records.get((items.NAME, row["photo"] or "")):
        RepetitionPhoto.objects.create(repetition=entry, item_id=photo)
    kept = {"content": {name: row[name] for name in _CONTENT}, "decisions": row["decisions"]}
    taking.note(NAME, row["key"], entry.pk, kept if row["decisions"] else None)


def _task_of(course: Row | None, log: PracticeLog) -> CourseTask | None:
    """The task of the same course here, made where there is none. A course with practice in another log stays out."""
    if course is None:
        return None
    said = {"log": log, "title": course["title"], "task": course["task"]}
    task, _is_new = CourseTask.objects.get_or_create(owner=log.owner, course=UUID(course["course"]), defaults=said)
    return task if task.log_id == log.pk else None


def _corrected(row: Row, taking: Taking) -> UUID | None:
    return taking.records.get((NAME, row["corrects"])) if row["corrects"] else None


def _read_content(row: Row) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _TEXTS},
        "day": read_day(row["day"]),
        "count": row["count"],
        "hours": Decimal(row["hours"]) if row["hours"] is not None else None,
    }


def _require_sound(entry: Repetition) -> None:
    """Raises InvalidInput for what could not have been noted here either."""
    try:
        entry.clean_fields(exclude=["log", "owner", "corrects"])
    except ValidationError:
        is_sound = False
    else:
        is_sound = 1 <= abs(entry.count) <= MOST_A_DAY and bool(entry.task.strip())
    if not is_sound:
        raise InvalidInput(
            _("An entry of the practice log in this export can't be right: %(day)s. Ask for a new export.")
            % {"day": entry.day.isoformat()},
            code="taking-along.entry",
        )


def here(owner: Person) -> frozenset[str]:
    return frozenset(str(pk) for pk in Repetition.objects.filter(owner=owner).values_list("pk", flat=True))


PART = Part(NAME, pack, take, here)
