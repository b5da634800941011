"""What an assessor has to do or waits for while a trajectory is scored; for the work list of the trajectories room."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from evc.assessments.models import Assessment, Moderation, ThirdOpinion
from evc.roles import Role
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.selectors import Task, WorkList, awake, in_order
from evc.trajectories.selectors.work_list import COORDINATOR
from foundation.people.models import Person


class AssessorTask(StrEnum):
    SCORE = "score-dossier"
    AGREE = "agree-and-sign"
    SCORE_DIFFERENCES = "score-differences"
    FIND_THIRD = "find-third-assessor"
    WAIT_THIRD = "wait-third-assessor"
    WAIT_OTHER_ASSESSOR = "wait-other-assessor"
    WAIT_SIGNATURE = "wait-signature"


_MINE = frozenset({AssessorTask.SCORE, AssessorTask.AGREE, AssessorTask.SCORE_DIFFERENCES, AssessorTask.FIND_THIRD})
Part = Participant.Part


def assessor_tasks(person: Person) -> WorkList:
    """Own scoring that isn't final, moderation that isn't signed, a third assessor to be found, and what waits for another
    assessor; six queries. Nothing while a trajectory is paused.

    ``object_id`` is the assessment (None: not started yet) or the moderation.
    """
    seats = {
        seat.trajectory_id: seat
        for seat in person.participations.current()
        .filter(part__in=[Part.ASSESSOR, Part.THIRD_ASSESSOR])
        .exclude(no_ties_declared_at=None)
    }
    trajectories = list(
        awake(
            Trajectory.objects.filter(pk__in=seats, state__in=[State.ASSESSING, State.MODERATING]), timezone.localdate()
        ).select_related(*_SPOKEN_OF)
    )
    own = {row.trajectory_id: row for row in Assessment.objects.filter(assessor=person, trajectory__in=trajectories)}
    moderations = {
        row.trajectory_id: row
        for row in Moderation.objects.filter(trajectory__in=trajectories, closed_at=None).select_related(
            "third_opinion"
        )
    }
    signed = set(
        Moderation.objects.filter(trajectory__in=trajectories, signatures__assessor=person).values_list("pk", flat=True)
    )
    found: list[Task] = [*_to_find(person)]
    for trajectory in trajectories:
        seat = seats[trajectory.pk]
        code, about = _task(seat, trajectory, own.get(trajectory.pk), moderations.get(trajectory.pk), signed)
        found.append(
            Task(
                code=code.value,
                part=seat.part,
                trajectory=trajectory,
                since=trajectory.state_since,
                until=trajectory.due_on,
                object_id=about,
                facts={"seat": seat.seat},
            )
        )
    mine = [task for task in found if task.code in _MINE]
    return WorkList(in_order(mine), in_order(task for task in found if task.code not in _MINE))


_SPOKEN_OF = ("candidate", "standard_version__standard", "route", "provider", "client")


def _to_find(person: Person) -> Iterator[Task]:
    """Moderations at a provider that the person coordinates, for which nobody is the third assessor yet."""
    waiting = (
        ThirdOpinion.objects.filter(
            moderation__closed_at=None,
            moderation__trajectory__state=State.MODERATING,
            moderation__trajectory__provider__in=person.organisations_as(Role.COORDINATOR),
        )
        .filter(Q(participant=None) | Q(participant__ended_at__isnull=False))
        .select_related(*(f"moderation__trajectory__{name}" for name in _SPOKEN_OF))
    )
    for opinion in waiting:
        trajectory = opinion.moderation.trajectory
        yield Task(
            code=AssessorTask.FIND_THIRD.value,
            part=COORDINATOR,
            trajectory=trajectory,
            since=opinion.asked_at,
            until=trajectory.due_on,
            object_id=opinion.moderation_id,
        )


def _task(
    seat: Participant,
    trajectory: Trajectory,
    assessment: Assessment | None,
    moderation: Moderation | None,
    signed: set[UUID],
) -> tuple[AssessorTask, UUID | None]:
    if seat.part == Part.THIRD_ASSESSOR:
        is_done = assessment is not None and assessment.is_final
        code = AssessorTask.WAIT_OTHER_ASSESSOR if is_done else AssessorTask.SCORE_DIFFERENCES
        return code, assessment.pk if assessment else None
    if trajectory.state == State.MODERATING and moderation is not None:
        if hasattr(moderation, "third_opinion"):
            return AssessorTask.WAIT_THIRD, moderation.pk
        return (AssessorTask.WAIT_SIGNATURE if moderation.pk in signed else AssessorTask.AGREE), moderation.pk
    if assessment is None:
        return AssessorTask.SCORE, None
    return (AssessorTask.WAIT_OTHER_ASSESSOR if assessment.is_final else AssessorTask.SCORE), assessment.pk
