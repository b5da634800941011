"""What somebody has to do for an appeal or a complaint; for the work list of the trajectories room."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from evc.assessments.models import Assessment, Moderation
from evc.outcomes.models import Appeal, Complaint
from evc.roles import Role
from evc.trajectories.models import Participant
from evc.trajectories.selectors import Task, WorkList, in_order
from foundation.people.models import Person

Part = Participant.Part
COORDINATOR = str(Role.COORDINATOR)


class AppealTask(StrEnum):
    FIND_OFFICER = "appeal-find-officer"
    FIND_ASSESSORS = "appeal-find-assessors"
    TAKE_UP = "appeal-take-up"
    DECIDE = "appeal-decide"
    DECLARE = "appeal-declare"
    SCORE_AGAIN = "appeal-score-again"
    AGREE_AGAIN = "appeal-agree-again"
    WAIT = "appeal-wait"


class ComplaintTask(StrEnum):
    ANSWER = "complaint-answer"
    NAME_HANDLER = "complaint-name-handler"


def appeal_tasks(person: Person) -> WorkList:
    """Over every appeal that is open; ``object_id`` is the appeal. A fixed number of queries."""
    mine: list[Task] = []
    waiting: list[Task] = []
    for appeal in _read(appeals_of(person), person):
        for code, part in _codes(appeal, person):
            task = Task(
                code=code.value,
                part=part,
                trajectory=appeal.trajectory,
                since=appeal.reassessed_at or appeal.admitted_at or appeal.lodged_at,
                until=appeal.answer_by,
                object_id=appeal.pk,
            )
            (waiting if code == AppealTask.WAIT else mine).append(task)
    return WorkList(in_order(mine), in_order(waiting))


def complaint_tasks(person: Person) -> list[Complaint]:
    """Those of ``complaints_of``, by their day.

    No ``Task``: a work list names candidate and trajectory, and of a complaint nobody reads these there.
    """
    return list(complaints_of(person).distinct().order_by("answer_by", "pk"))


def complaints_of(person: Person) -> QuerySet[Complaint]:
    """Complaints that the person handles now, and those for which a coordinator has to find somebody."""
    handled = Q(state=Complaint.State.IN_HAND, handlings__handler=person, handlings__ended_at=None)
    handled &= Q(handlings__answered_at=None)
    coordinated = person.organisations_as(Role.COORDINATOR)
    to_name = Q(state=Complaint.State.WAITS, organisation__in=coordinated) & ~Q(lodger=person)
    return Complaint.objects.filter(handled | to_name)


def appeals_of(person: Person) -> QuerySet[Appeal]:
    """Those that are open and in which the person has a part, or for which a coordinator finds the people."""
    again = person.participations.current().filter(part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER])
    coordinated = person.organisations_as(Role.COORDINATOR)
    return (
        Appeal.objects.under_way()
        .filter(Q(trajectory__in=again.values("trajectory")) | Q(trajectory__provider__in=coordinated))
        .exclude(trajectory__candidate=person)
    )


def _read(appeals: QuerySet[Appeal], person: Person) -> QuerySet[Appeal]:
    people = Participant.objects.current().filter(part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER])
    return appeals.select_related(
        "trajectory__candidate",
        "trajectory__standard_version__standard",
        "trajectory__route",
        "trajectory__provider",
        "trajectory__client",
        "reassessment__moderation",
    ).prefetch_related(
        Prefetch("trajectory__participants", people, to_attr="people_in_appeal"),
        "trajectory__route__seats",
        Prefetch("reassessment__assessments", Assessment.objects.filter(assessor=person), to_attr="own"),
        Prefetch("reassessment__moderation__signatures"),
    )


def _codes(appeal: Appeal, person: Person) -> Iterator[tuple[AppealTask, str]]:
    people: list[Participant] = appeal.trajectory.people_in_appeal  # type: ignore[attr-defined]
    own = [row for row in people if row.person_id == person.pk]
    for row in own:
        if row.part == Part.APPEAL_OFFICER:
            yield _of_officer(appeal), Part.APPEAL_OFFICER
        elif appeal.state == Appeal.State.ADMITTED:
            yield _of_assessor(appeal, row, person), Part.APPEAL_ASSESSOR
    if not own:  # a coordinator
        if not any(row.part == Part.APPEAL_OFFICER for row in people):
            yield AppealTask.FIND_OFFICER, COORDINATOR
        seats = {seat.number for seat in appeal.trajectory.route.seats.all()}
        taken = {row.seat for row in people if row.part == Part.APPEAL_ASSESSOR}
        if appeal.state == Appeal.State.ADMITTED and seats - taken:
            yield AppealTask.FIND_ASSESSORS, COORDINATOR


def _of_officer(appeal: Appeal) -> AppealTask:
    if appeal.state == Appeal.State.LODGED:
        return AppealTask.TAKE_UP
    return AppealTask.DECIDE if appeal.state == Appeal.State.REASSESSED else AppealTask.WAIT


def _of_assessor(appeal: Appeal, seat: Participant, person: Person) -> AppealTask:
    if seat.no_ties_declared_at is None:
        return AppealTask.DECLARE
    again = appeal.reassessment
    own: list[Assessment] = again.own if again else []  # type: ignore[attr-defined]
    if not own or not own[0].is_final:
        return AppealTask.SCORE_AGAIN
    moderation: Moderation | None = getattr(again, "moderation", None)
    signed = {row.assessor_id for row in moderation.signatures.all()} if moderation else set()
    if moderation is not None and moderation.closed_at is None and person.pk not in signed:
        return AppealTask.AGREE_AGAIN
    return AppealTask.WAIT
