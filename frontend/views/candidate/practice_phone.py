"""The practice log on a phone, as its script asks for it: what there is, entries that come in, and their photos."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from evc.standards.models import WorkProcess
from foundation.errors import ErkendError, InvalidInput
from foundation.people.models import Person
from frontend.courses import CourseCard, cards_of
from frontend.forms.candidate.practice import PhoneEntryForm
from frontend.pages import json_problem, person_of
from frontend.practice import TaskCard, logs_of, work_processes_for
from portfolio import services as portfolio
from portfolio.models import CourseTask, Repetition

MOST_ENTRIES = 100  # in one request


@require_safe
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """Who is signed in, the token that a change needs, and the tasks with their counts. {"person": null} for nobody."""
    if not request.user.is_authenticated:
        return JsonResponse({"person": None})  # no refusal: a phone asks this whenever the log is opened
    person, today = person_of(request), timezone.localdate()
    courses = [card for card in cards_of(person, today=today) if card.badge is None]
    tasks = [
        *(_task(card, title=card.title, of=card.enrolment.module.organisation.name) for card in courses),
        *(
            _task(card, title=card.work_process.title, of=log.version.standard.title)
            for log in logs_of(person, today=today)
            for card in log.cards
        ),
    ]
    return JsonResponse({"person": str(person.pk), "token": get_token(request), "tasks": tasks})


@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Take entries that a phone made, each once: {"person": id, "entries": [...]} gives {"entries": {key: {...}}}.

    Of each is said: "kept", "known" (it arrived before) or "refused" with a sentence. 409 when somebody else made them.
    """
    if not request.user.is_authenticated:
        return _signed_out()
    person = person_of(request)
    try:
        stated, rows = _read(request)
        portfolio.require_same_person(stated, by=person)
    except ErkendError as error:
        return json_problem(error)
    known: dict[UUID, WorkProcess | CourseTask] = {row.pk: row for row in work_processes_for(person)}
    courses = CourseTask.objects.filter(owner=person, enrolment__stopped_at=None).select_related("log__work_process")
    known |= {task.pk: task for task in courses}
    return JsonResponse({"entries": {str(row["key"]): _take(person, row, known) for row in rows}})


@require_POST
def photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The photo of an entry, once the entry itself arrived. Sent again it is the same photo."""
    if not request.user.is_authenticated:
        return _signed_out()
    person = person_of(request)
    entry = get_object_or_404(Repetition.objects.visible_to(person), pk=pk)
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"message": _("Choose a photo first.")}, status=422)
    try:
        item = portfolio.attach_photo(entry.pk, stream=cast(BinaryIO, file), name=file.name or "foto.jpg", by=person)
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"item": str(item.pk)}, status=201)


def _signed_out() -> JsonResponse:
    return JsonResponse({"message": _("Sign in again to send what you noted.")}, status=401)


def _task(card: TaskCard | CourseCard, *, title: str, of: str) -> dict[str, Any]:
    """A card as the phone keeps it. The address of the witness stays here: an entry names the one it is ``like``."""
    last = next((line.entry for line in card.entries if line.entry.pk == card.last), None)
    return {
        "id": card.key,
        "title": title,
        "standard": of,
        "done": card.done,
        "percent": round(100 * min(card.done, card.total) / card.total, 1) if card.total else 0,
        "words": card.words,
        "note": card.note,
        "last": {"id": str(last.pk), "task": last.task, "role": last.role, "place": last.place} if last else None,
    }


def _read(request: HttpRequest) -> tuple[UUID | None, list[dict[str, Any]]]:
    """Who says to have made them, and the entries. Raises InvalidInput for anything that is not of this form."""
    try:
        body = json.loads(request.body)
        rows = [dict(row, key=UUID(row["key"])) for row in body["entries"]]
        stated = UUID(body["person"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InvalidInput(_("These entries can't be read. Open the practice log again."), code="unreadable") from None
    if len(rows) > MOST_ENTRIES:
        message = _("Send at most %(most)s entries at a time.") % {"most": MOST_ENTRIES}
        raise InvalidInput(message, code="too-many-entries")
    return stated, rows


def _take(person: Person, row: Mapping[str, Any], known: Mapping[UUID, WorkProcess | CourseTask]) -> dict[str, Any]:
    form = PhoneEntryForm({name: row.get(name) for name in PhoneEntryForm.base_fields})
    task = known.get(_uuid(row.get("work_process")))  # type: ignore[arg-type]
    if task is None:
        return _refused(_("This task is no longer in your practice log. Note it again at another task."))
    if not form.is_valid():
        return _refused(" ".join(f"{form.fields[name].label} {errors[0]}" for name, errors in form.errors.items()))
    fields = {name: value for name, value in form.cleaned_data.items() if name != "photo"}
    if isinstance(task, CourseTask):
        fields["course_task"] = task
    work_process = task.log.work_process if isinstance(task, CourseTask) else task
    try:
        synced = portfolio.sync_repetition(
            person, client_key=row["key"], work_process=work_process, like=_uuid(row.get("like")), by=person, **fields
        )
    except InvalidInput as error:
        return _refused(str(error.message))
    entry = synced.repetition
    return {"state": "kept" if synced.is_new else "known", "repetition": str(entry.pk) if entry else None}


def _refused(sentence: str) -> dict[str, Any]:
    return {"state": "refused", "repetition": None, "message": sentence}


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None
