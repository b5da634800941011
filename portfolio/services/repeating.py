"""The practice log on a phone: once more what was done last, and the log as a piece of evidence."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import StandardVersion, WorkProcess
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import CourseTask, EvidenceItem, EvidenceKind, PracticeLog, Repetition
from portfolio.services.items import add_item, link_item
from portfolio.services.practice import note_repetition


@transaction.atomic
def repeat_last(
    owner: Person, *, work_process: WorkProcess, last: UUID, by: Person, course_task: CourseTask | None = None
) -> Repetition:
    """Note once more, for today, what ``last`` says: the same task, role, place and witness, for the same course.

    ``last`` is the entry that the person saw as the newest, among those of ``course_task`` where that is given. Raises
    WrongState when there is a newer one by now: then a second click of the same hand, or another tab, was first.
    """
    rules.require_owner(owner.pk, by)
    log = PracticeLog.objects.select_for_update().filter(owner=owner, work_process=work_process).first()
    own = Repetition.objects.filter(log=log, corrects=None)  # a correction is nothing that one did
    if course_task is not None:
        own = own.filter(course_task=course_task)
    newest = own.order_by("-created_at", "-pk").first() if log else None
    if newest is None or newest.pk != last:
        raise WrongState(
            _("There is a newer entry by now, so nothing was added. Press +1 again if you did it once more."),
            code="portfolio.newer-entry",
        )
    return note_repetition(
        owner,
        work_process=work_process,
        day=timezone.localdate(),
        task=newest.task,
        count=1,
        role=newest.role,
        place=newest.place,
        witness_name=newest.witness_name,
        witness_email=newest.witness_email,
        course_task=newest.course_task,
        by=by,
    )


@transaction.atomic
def put_log_in_portfolio(owner: Person, *, version: StandardVersion, title: str, by: Person) -> EvidenceItem:
    """Make the log for a standard an item that can be linked and shared; asked again, its links are brought up to date."""
    rules.require_owner(owner.pk, by)
    logs = PracticeLog.objects.filter(owner=owner, work_process__version=version, repetitions__isnull=False)
    work_processes = list(WorkProcess.objects.filter(pk__in=logs.values("work_process")))
    if not work_processes:
        raise InvalidInput(_("There is nothing in this log yet. Note first what you did."), code="portfolio.log-empty")
    item = (
        EvidenceItem.objects.select_for_update()
        .filter(owner=owner, kind=EvidenceKind.PRACTICE_LOG, removed_at=None, links__work_process__version=version)
        .order_by("created_at")
        .first()
    )
    if item is None:
        item = add_item(owner, kind=EvidenceKind.PRACTICE_LOG, title=title, by=by)
    return link_item(item.pk, work_processes=work_processes, by=by)
