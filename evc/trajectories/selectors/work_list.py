"""What is somebody's turn, and what waits on others: codes, ids and dates; the words are chosen where it is shown.

The rooms above add tasks of their own with the same ``Task`` (an assessor's scoring while a trajectory is at *assessing* or
*moderating* is theirs to know), and the page puts the lists together with ``in_order``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from evc.roles import Role
from evc.trajectories.models import AgreementVersion, Intake, Participant, Pause, SelfScan, SilentEnd, State, Trajectory
from evc.trajectories.selectors.resting import OPEN_SILENCE, runs_on
from evc.trajectories.states import ENDED
from foundation.people.models import Person

Part = Participant.Part
COORDINATOR = str(Role.COORDINATOR)  # no participant: whoever coordinates for the provider


class TaskCode(StrEnum):
    ACCEPT_PROPOSAL = "accept-proposal"
    FILL_IN_INTAKE = "fill-in-intake"
    ACCEPT_AGREEMENT = "accept-agreement"
    BUILD_PORTFOLIO = "build-portfolio"
    ADD_SUPPLEMENT = "add-supplement"
    READ_OUTCOME = "read-outcome"
    GUIDE_CANDIDATE = "guide-candidate"
    HOLD_CLOSING_TALK = "hold-closing-talk"
    DECLARE_NO_TIES = "declare-no-ties"
    CHECK_OUTCOME = "check-outcome"
    ACCEPT_FOR_CLIENT = "accept-for-client"
    START_INTAKE = "start-intake"
    GIVE_ADVICE = "give-advice"
    DRAW_UP_AGREEMENT = "draw-up-agreement"
    ASSIGN_COACH = "assign-coach"
    ASSIGN_ASSESSORS = "assign-assessors"
    ASSIGN_QUALITY_OFFICER = "assign-quality-officer"
    CLOSE = "close"
    ANSWER_PAUSE = "answer-pause"
    TAKE_UP_AGAIN = "take-up-again"
    # What waits on others
    WAIT_ACCEPTANCE = "wait-acceptance"
    WAIT_START = "wait-start"
    WAIT_INTAKE = "wait-intake"
    WAIT_ADVICE = "wait-advice"
    WAIT_TERMS = "wait-terms"
    WAIT_CLIENT = "wait-client"
    WAIT_AGREEMENT = "wait-agreement"
    WAIT_PORTFOLIO = "wait-portfolio"
    WAIT_SEATS = "wait-seats"
    WAIT_ASSESSORS = "wait-assessors"
    WAIT_SUPPLEMENT = "wait-supplement"
    WAIT_QUALITY_CHECK = "wait-quality-check"
    WAIT_BADGE = "wait-badge"
    WAIT_CLOSING = "wait-closing"
    WAIT_PAUSE = "wait-pause"
    WAIT_SILENCE = "wait-silence"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do or to wait for. ``part``: as which somebody does it; ``object_id``: what it is about, when not the
    trajectory itself; ``trajectory`` comes with candidate, standard, route, provider and client."""

    code: str
    part: str
    trajectory: Trajectory
    since: datetime
    until: date | None = None
    object_id: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def is_late(self, today: date) -> bool:
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class WorkList:
    mine: list[Task]  # "your turn", oldest first
    waiting: list[Task]  # "waits on others", oldest first
    parts: frozenset[str] = frozenset()  # what the person is in what runs, now


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Oldest first."""
    return sorted(tasks, key=lambda task: (task.since, task.code))


def work_list(person: Person, now: datetime | None = None, *, only: Trajectory | None = None) -> WorkList:
    """Over everything the person takes part in or coordinates, or ``only`` one; five queries at most, however much there is."""
    now = now or timezone.now()
    coordinated = set(person.organisations_as(Role.COORDINATOR).values_list("pk", flat=True))
    mine: list[Task] = []
    waiting: list[Task] = []
    held: set[str] = set()
    found = cases_of(person)
    if coordinated:
        found = found.prefetch_related("route__seats")  # only whoever plans is told of an empty seat
    cases = list(found.filter(pk=only.pk) if only else found)
    intakes = _intakes_of(cases)
    for trajectory in cases:
        case = _Case(trajectory, intakes.get(trajectory.pk), now)
        parts = [row for row in case.participants if row.person_id == person.pk]
        held |= {participant.part for participant in parts}
        for participant in (row for row in parts if row.part in _TURNS):  # an appeal is known in the room above
            case.add(participant.part, participant, mine, waiting)
        if trajectory.provider_id in coordinated and not any(row.part == Part.CANDIDATE for row in parts):
            case.add(COORDINATOR, None, mine, waiting)
    return WorkList(in_order(mine), in_order(waiting), frozenset(held))


def cases_of(person: Person) -> QuerySet[Trajectory]:
    """Trajectories under way that the person can see, with all that a task speaks of; two queries."""
    visible: QuerySet[Trajectory] = Trajectory.objects.visible_to(person)
    return (
        visible.exclude(state__in=ENDED)
        .select_related("candidate", "standard_version__standard", "route", "provider", "client")
        .annotate(**_rest())
        .prefetch_related(Prefetch("participants", Participant.objects.current().select_related("person")))
    )


def _intakes_of(cases: Iterable[Trajectory]) -> dict[UUID, Intake]:
    """By trajectory, of those at their intake: how far it and the agreement are. At most one query: later nobody asks."""
    at_intake = [row.pk for row in cases if row.state == State.INTAKE]
    if not at_intake:
        return {}
    offered = AgreementVersion.objects.filter(trajectory=OuterRef("trajectory"), replaced_at=None)
    found = Intake.objects.filter(trajectory__in=at_intake).annotate(
        has_self_scan=Exists(SelfScan.objects.filter(intake=OuterRef("pk"))),
        agreement_drawn_up=Exists(offered),
        client_accepted=Exists(offered.exclude(client_accepted_at=None)),
    )
    return {row.trajectory_id: row for row in found}


def _rest() -> dict[str, Any]:
    """Until when it is paused or can be taken up again, and whether a pause is asked for; no query of its own."""
    of_it = {"trajectory": OuterRef("pk")}
    asked = Pause.objects.filter(confirmed_at=None, refused_at=None, **of_it)
    return {
        "paused_until": Subquery(Pause.objects.filter(runs_on(timezone.localdate()), **of_it).values("until")[:1]),
        "silent_until": Subquery(SilentEnd.objects.filter(OPEN_SILENCE, **of_it).values("undo_until")[:1]),
        "pause_asked_at": Subquery(asked.values("asked_at")[:1]),
    }


class _Case:
    """One trajectory, asked what it wants of each part."""

    def __init__(self, trajectory: Trajectory, intake: Intake | None, now: datetime) -> None:
        self.trajectory, self.now = trajectory, now
        self.state = State(trajectory.state)
        self.participants: list[Participant] = list(trajectory.participants.all())
        self.intake = intake
        # Annotated by _intakes_of
        self.has_self_scan: bool = getattr(intake, "has_self_scan", False)
        self.agreement_drawn_up: bool = getattr(intake, "agreement_drawn_up", False)
        self.client_accepted: bool = getattr(intake, "client_accepted", False)

    def add(self, part: str, participant: Participant | None, mine: list[Task], waiting: list[Task]) -> None:
        """Put this part's tasks in the list where they belong: what is to do, else what it waits for."""
        if self.rests(part, mine, waiting):
            return
        turn = list(_TURNS[part](self, participant))
        mine += turn
        assesses = part in {Part.ASSESSOR, Part.THIRD_ASSESSOR}
        if turn or (assesses and self.state in {State.ASSESSING, State.MODERATING}):
            return  # whether an assessor is done is known in the room above
        waiting.append(self.task(self.waits_for(), part))

    def rests(self, part: str, mine: list[Task], waiting: list[Task]) -> bool:
        """Paused, or ended for silence: nothing is asked of anybody, but the candidate may take it up again."""
        paused, silent = (getattr(self.trajectory, name, None) for name in ("paused_until", "silent_until"))
        if silent is not None:
            if part == Part.CANDIDATE:
                mine.append(replace(self.task(TaskCode.TAKE_UP_AGAIN, part), until=silent))
            else:
                waiting.append(replace(self.task(TaskCode.WAIT_SILENCE, part), until=silent))
        elif paused is not None:
            waiting.append(replace(self.task(TaskCode.WAIT_PAUSE, part), until=paused))
        return silent is not None or paused is not None

    def task(self, code: TaskCode, part: str, *, since: datetime | None = None, **more: Any) -> Task:
        trajectory = self.trajectory
        return Task(
            code=code.value,
            part=part,
            trajectory=trajectory,
            since=since or trajectory.state_since,
            until=trajectory.due_on,
            **more,
        )

    @property
    def candidate_asked(self) -> bool:
        return self.trajectory.requested_by_id == self.trajectory.candidate_id

    @property
    def intake_is_filled_in(self) -> bool:
        return bool(self.intake and self.intake.goal and self.intake.reasons and self.has_self_scan)

    @property
    def advice(self) -> str:
        return self.intake.advice if self.intake else ""

    def has(self, part: str) -> bool:
        return any(row.part == part for row in self.participants)

    def empty_seats(self) -> list[int]:
        taken = {row.seat for row in self.participants}
        return [seat.number for seat in self.trajectory.route.seats.all() if seat.number not in taken]

    def waits_for(self) -> TaskCode:
        match self.state:
            case State.REQUESTED if self.candidate_asked:
                code = TaskCode.WAIT_START
            case State.INTAKE if self.client_accepted:
                code = TaskCode.WAIT_AGREEMENT
            case State.INTAKE if self.agreement_drawn_up:
                code = TaskCode.WAIT_CLIENT
            case State.INTAKE if self.advice:
                code = TaskCode.WAIT_TERMS
            case State.INTAKE if self.intake_is_filled_in:
                code = TaskCode.WAIT_ADVICE
            case State.DECIDED if self.trajectory.expects_badge:
                code = TaskCode.WAIT_BADGE
            case _:
                code = _WAITS[self.state]
        return code

    @property
    def can_be_closed(self) -> bool:
        return self.state == State.ISSUED or (self.state == State.DECIDED and not self.trajectory.expects_badge)


_WAITS = {
    State.REQUESTED: TaskCode.WAIT_ACCEPTANCE,
    State.INTAKE: TaskCode.WAIT_INTAKE,
    State.BUILDING: TaskCode.WAIT_PORTFOLIO,
    State.SUBMITTED: TaskCode.WAIT_SEATS,
    State.ASSESSING: TaskCode.WAIT_ASSESSORS,
    State.MODERATING: TaskCode.WAIT_ASSESSORS,
    State.SUPPLEMENT: TaskCode.WAIT_SUPPLEMENT,
    State.QUALITY_CHECK: TaskCode.WAIT_QUALITY_CHECK,
    State.DECIDED: TaskCode.WAIT_CLOSING,
    State.ISSUED: TaskCode.WAIT_CLOSING,
}


def _candidate(case: _Case, participant: Participant | None) -> Iterable[Task]:
    code: TaskCode | None = None
    match case.state:
        case State.REQUESTED if not case.candidate_asked:
            code = TaskCode.ACCEPT_PROPOSAL
        case State.INTAKE if case.client_accepted:
            code = TaskCode.ACCEPT_AGREEMENT
        case State.INTAKE if not case.intake_is_filled_in and not case.advice:
            code = TaskCode.FILL_IN_INTAKE
        case State.BUILDING:
            code = TaskCode.BUILD_PORTFOLIO
        case State.SUPPLEMENT:
            code = TaskCode.ADD_SUPPLEMENT
        case State.DECIDED | State.ISSUED:
            code = TaskCode.READ_OUTCOME
    if code:
        yield case.task(code, Part.CANDIDATE)


def _coach(case: _Case, participant: Participant | None) -> Iterable[Task]:
    if case.state in {State.BUILDING, State.SUPPLEMENT}:
        yield case.task(TaskCode.GUIDE_CANDIDATE, Part.COACH)
    elif case.can_be_closed:
        yield case.task(TaskCode.HOLD_CLOSING_TALK, Part.COACH)


def _assessor(case: _Case, participant: Participant | None) -> Iterable[Task]:
    if participant and participant.no_ties_declared_at is None and case.state not in {State.DECIDED, State.ISSUED}:
        yield case.task(
            TaskCode.DECLARE_NO_TIES,
            participant.part,
            since=participant.assigned_at,
            object_id=participant.pk,
            facts={"seat": participant.seat},
        )


def _quality_officer(case: _Case, participant: Participant | None) -> Iterable[Task]:
    if case.state == State.QUALITY_CHECK:
        yield case.task(TaskCode.CHECK_OUTCOME, Part.QUALITY_OFFICER)


def _manager(case: _Case, participant: Participant | None) -> Iterable[Task]:
    """Follows dates and status; the agreement is all there is to do."""
    if case.state == State.INTAKE and case.agreement_drawn_up and not case.client_accepted:
        yield case.task(TaskCode.ACCEPT_FOR_CLIENT, Part.MANAGER)


_BEFORE_SCORES_ARE_FINAL = frozenset({State.BUILDING, State.SUBMITTED, State.ASSESSING, State.SUPPLEMENT})
_FROM_SUBMISSION = frozenset(
    {State.SUBMITTED, State.ASSESSING, State.SUPPLEMENT, State.MODERATING, State.QUALITY_CHECK}
)


def _coordinator(case: _Case, participant: Participant | None) -> Iterable[Task]:
    if asked_at := getattr(case.trajectory, "pause_asked_at", None):
        yield case.task(TaskCode.ANSWER_PAUSE, COORDINATOR, since=asked_at)
    if case.state == State.REQUESTED and case.candidate_asked:
        yield case.task(TaskCode.START_INTAKE, COORDINATOR)
    if case.state == State.INTAKE and case.intake_is_filled_in and not case.advice:
        yield case.task(TaskCode.GIVE_ADVICE, COORDINATOR)
    if case.state == State.INTAKE and case.advice and not case.agreement_drawn_up:
        yield case.task(TaskCode.DRAW_UP_AGREEMENT, COORDINATOR)
    if case.state == State.BUILDING and not case.has(Part.COACH):
        yield case.task(TaskCode.ASSIGN_COACH, COORDINATOR)
    if case.state in _BEFORE_SCORES_ARE_FINAL and (empty := case.empty_seats()):
        yield case.task(TaskCode.ASSIGN_ASSESSORS, COORDINATOR, facts={"seats": empty})
    if case.state in _FROM_SUBMISSION and not case.has(Part.QUALITY_OFFICER):
        yield case.task(TaskCode.ASSIGN_QUALITY_OFFICER, COORDINATOR)
    if case.can_be_closed:
        yield case.task(TaskCode.CLOSE, COORDINATOR)


_TURNS: Mapping[str, Callable[[_Case, Participant | None], Iterable[Task]]] = {
    Part.CANDIDATE: _candidate,
    Part.COACH: _coach,
    Part.ASSESSOR: _assessor,
    Part.THIRD_ASSESSOR: _assessor,
    Part.QUALITY_OFFICER: _quality_officer,
    Part.MANAGER: _manager,
    COORDINATOR: _coordinator,
}
