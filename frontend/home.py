"""The page after signing in: a candidate's trajectories, and the work list of whoever has other parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum, prefetch_related_objects
from django.utils import timezone

from evc.assessments.selectors import assessor_tasks
from evc.outcomes.tasks import appeal_tasks
from evc.roles import Role
from evc.trajectories.models import Appointment, Participant, State, Trajectory
from evc.trajectories.selectors import Task, TaskCode, WorkList, best_step_of, coverage_of, in_order, work_list
from evc.trajectories.selectors.steps import line_of_steps
from evc.trajectories.states import ENDED
from foundation.people.models import Person
from frontend import coverage, journey, tasks
from frontend.asked_of import AskedOf
from frontend.commitments import GUIDED, CommitmentLine, commitment_lines
from portfolio.commitments import Commitment, commitments

Part = Participant.Part


@dataclass(frozen=True, slots=True)
class Helper:
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Case:
    """One trajectory of a candidate, as the home page and its own page show it."""

    trajectory: Trajectory
    next: journey.NextStep | None  # None when it has ended
    is_turn: bool
    steps: list[dict[str, object]]
    glance: coverage.AtAGlance | None  # None where the evidence no longer grows
    to_do: list[CommitmentLine]  # promised, or asked by the coach
    hours: Decimal
    helpers: tuple[Helper, ...]
    is_example: bool
    appointments: tuple[Appointment, ...] = ()  # that are still to come


@dataclass(frozen=True, slots=True)
class Home:
    cases: tuple[Case, ...]
    ended: tuple[Trajectory, ...]
    turn: list[tasks.TaskLine]  # of other parts than the candidate's
    waiting: list[tasks.TaskLine]
    has_work: bool  # takes part as something else than a candidate
    may_ask: bool  # has no trajectory under way, and is a candidate somewhere: may ask for one


def home_of(person: Person, asked: AskedOf, *, today: date) -> Home:
    """Everything of the page; the number of queries grows only with the candidate's own trajectories under way."""
    work = _everything(person, asked)
    own = {row.pk: row for row in _own(person)}
    tasks_of_cases = [
        (is_turn, task)
        for is_turn, found in ((True, work.mine), (False, work.waiting))
        for task in found
        if task.part == Part.CANDIDATE
    ]
    under_way = [task.trajectory for _is_turn, task in tasks_of_cases]
    prefetch_related_objects(under_way, "changes")
    promised = commitments([trajectory.audience_id for trajectory in under_way])
    cases = tuple(
        case_of(task, own[task.trajectory.pk], promised, is_turn=is_turn, today=today)
        for is_turn, task in tasks_of_cases
    )
    turn, waiting = _of_others(work.mine), _of_others(work.waiting)
    return Home(
        cases=cases,
        ended=tuple(row for row in own.values() if row.state in ENDED),
        turn=tasks.lines_of(turn, today=today),
        waiting=tasks.lines_of(waiting, today=today),
        has_work=bool(turn or waiting),
        may_ask=not cases and person.organisations_as(Role.CANDIDATE).exists(),
    )


def own_case(person: Person, trajectory: Trajectory, *, today: date) -> Case:
    """One trajectory of the person's own."""
    row = _own(person).get(pk=trajectory.pk)
    work = work_list(person, only=trajectory)
    for is_turn, found in ((True, work.mine), (False, work.waiting)):
        for task in found:
            if task.trajectory.pk == row.pk and task.part == Part.CANDIDATE:
                return case_of(task, row, commitments([trajectory.audience_id]), is_turn=is_turn, today=today)
    return _case(trajectory, row, None, (), is_turn=False, helpers=(), today=today)


def case_of(task: Task, own: Trajectory, promised: Sequence[Commitment], *, is_turn: bool, today: date) -> Case:
    """``own``: its row of ``_own``; ``promised``: what is still to be done by a day, of this trajectory and perhaps of others."""
    helpers = tuple(
        Helper(participant.person.name, str(Part(participant.part).label))
        for participant in task.trajectory.participants.all()
        if participant.part in {Part.COACH, Part.MANAGER}
    )
    return _case(task.trajectory, own, task, promised, is_turn=is_turn, helpers=helpers, today=today)


def _case(
    row: Trajectory,
    noted: Trajectory,
    task: Task | None,
    promised: Sequence[Commitment],
    *,
    is_turn: bool,
    helpers: Sequence[Helper],
    today: date,
) -> Case:
    grows = State(row.state) in journey.EVIDENCE_GROWS
    rows = coverage_of(row, on=today) if grows else []
    own = [each for each in promised if each.audience == row.audience_id]
    next_step = None
    if task is not None:
        best = best_step_of(row, rows, own, today=today) if is_turn and task.code == TaskCode.BUILD_PORTFOLIO else None
        next_step = journey.next_step(task, best=best, today=today) if is_turn else journey.waiting(task, today=today)
    return Case(
        trajectory=row,
        next=next_step,
        is_turn=is_turn,
        steps=journey.step_lines(line_of_steps(State(row.state), row.changes.all()), due_on=row.due_on),
        glance=coverage.at_a_glance(rows) if rows else None,
        to_do=commitment_lines(own, row, today=today) if State(row.state) in GUIDED else [],
        hours=getattr(noted, "hours_noted", None) or Decimal(0),
        helpers=tuple(helpers),
        is_example=coverage.is_example(row.standard_version, [covered.work_process for covered in rows]),
        appointments=_to_come(noted),
    )


def _own(person: Person) -> QuerySet[Trajectory]:
    """The person's own, under way or ended, with no more of each than the work list doesn't hold and an ended one shows."""
    return (
        Trajectory.objects.as_part(person, Part.CANDIDATE)
        .select_related("standard_version__standard")
        .only("state", "state_since", "standard_version__standard__title")
        .annotate(hours_noted=Sum("hours__hours"), is_expected=Exists(_still_to_come(OuterRef("pk"))))
    )


def _to_come(row: Trajectory) -> tuple[Appointment, ...]:
    """Asked for only where there is one, which the row knows."""
    if not getattr(row, "is_expected", False):
        return ()
    return tuple(_still_to_come(row.pk).select_related("instrument"))


def _still_to_come(trajectory: Any) -> QuerySet[Appointment]:
    return Appointment.objects.filter(trajectory=trajectory, cancelled_at=None, ends_at__gt=timezone.now())


def _everything(person: Person, asked: AskedOf) -> WorkList:
    lists = [work_list(person)]
    if asked.appeals:
        lists.append(appeal_tasks(person))
    if Part.ASSESSOR in lists[0].parts:  # else there is nothing to score: that need not be asked
        lists.append(assessor_tasks(person))
    return WorkList(
        in_order(task for found in lists for task in found.mine),
        in_order(task for found in lists for task in found.waiting),
    )


def _of_others(found: Iterable[Task]) -> list[Task]:
    return [task for task in found if task.part != Part.CANDIDATE]
