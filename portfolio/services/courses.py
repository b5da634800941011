"""A practice task that names a course. Which course, and what it asks, is for whoever calls."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from evc.standards.models import WorkProcess
from foundation.audit.services import record
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import CourseTask
from portfolio.services.practice import log_of


@transaction.atomic
def name_course(
    owner: Person, *, course: UUID, title: str, task: str, work_process: WorkProcess, by: Person
) -> CourseTask:
    """Put the task of a course in the practice log, once a course: asked again, it is the one that is there."""
    rules.require_owner(owner.pk, by)
    wanted = {"log": log_of(owner, work_process), "title": title, "task": task}
    made, is_new = CourseTask.objects.get_or_create(owner=owner, course=course, defaults=wanted)
    if is_new:
        record("course-task.named", on=made, by=by, course=course, work_process=work_process.code)
    return made
