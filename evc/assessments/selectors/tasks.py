"""What an assessor has to do or waits for while a trajectory is scored; for the work list of the trajectories room."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from evc.assessments.models import Assessment, Moderation
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.selectors import Task, WorkList, in_order
from foundation.people.models import Person


class AssessorTask(StrEnum):
    SCORE = "score-dossier"
    AGREE = "agree-and-sign"
    WAIT_OTHER_ASSESSOR = "wait-other-assessor"
    WAIT_SIGNATURE = "wait-signature"


def assessor_tasks(person: Person) -> WorkList:
    """Own scoring that isn't final, moderation that isn't signed, and what waits for another assessor; five queries.

    ``object_id`` is the assessment (None: not started yet) or the moderation.
    """
    seats = {
        seat.trajectory_id: seat
        for seat in person.participations.current()
        .filter(part=Participant.Part.ASSESSOR)
        .exclude(no_ties_declared_at=None)
    }
    trajectories = list(
        Trajectory.objects.filter(pk__in=seats, state__in=[State.ASSESSING, State.MODERATING]).select_related(
            "candidate", "standard_version__standard", "route", "provider", "client"
        )
    )
    own = {row.trajectory_id: row for row in Assessment.objects.filter(assessor=person, trajectory__in=trajectories)}
    moderations = {
        row.trajectory_id: row for row in Moderation.objects.filter(trajectory__in=trajectories, closed_at=None)
    }
    signed = set(
        Moderation.objects.filter(trajectory__in=trajectories, signatures__assessor=person).values_list("pk", flat=True)
    )
    mine: list[Task] = []
    waiting: list[Task] = []
    for trajectory in trajectories:
        code, about = _task(trajectory, own.get(trajectory.pk), moderations.get(trajectory.pk), signed)
        task = Task(
            code=code.value,
            part=Participant.Part.ASSESSOR,
            trajectory=trajectory,
            since=trajectory.state_since,
            until=trajectory.due_on,
            object_id=about,
            facts={"seat": seats[trajectory.pk].seat},
        )
        (mine if code in {AssessorTask.SCORE, AssessorTask.AGREE} else waiting).append(task)
    return WorkList(in_order(mine), in_order(waiting))


def _task(
    trajectory: Trajectory, assessment: Assessment | None, moderation: Moderation | None, signed: set[UUID]
) -> tuple[AssessorTask, UUID | None]:
    if trajectory.state == State.MODERATING and moderation is not None:
        return (AssessorTask.WAIT_SIGNATURE if moderation.pk in signed else AssessorTask.AGREE), moderation.pk
    if assessment is None:
        return AssessorTask.SCORE, None
    return (AssessorTask.WAIT_OTHER_ASSESSOR if assessment.is_final else AssessorTask.SCORE), assessment.pk
