"""Where a trajectory is: the steps with their dates, for the candidate, the professionals and the manager."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from evc.trajectories.models import State, StateChange, Trajectory
from evc.trajectories.states import ENDED

MAIN_LINE = (
    State.REQUESTED,
    State.INTAKE,
    State.BUILDING,
    State.SUBMITTED,
    State.ASSESSING,
    State.QUALITY_CHECK,
    State.DECIDED,
    State.ISSUED,
    State.CLOSED,
)
# Steps that not every trajectory makes. They stand by the assessing: before it when the assessors had it back since.
_SIDE_STEPS = (State.SUPPLEMENT, State.MODERATING)


@dataclass(frozen=True, slots=True)
class Step:
    """``at``: when it was reached last; None for steps ahead."""

    state: State
    at: datetime | None
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class ManagerView:
    """All that a manager sees of a trajectory: dates and status, nothing of its content."""

    trajectory_id: object
    candidate: str
    standard: str
    route: str
    state: State
    state_since: datetime
    requested_at: datetime
    due_on: date | None
    steps: tuple[Step, ...]


def steps(trajectory: Trajectory) -> list[Step]:
    """The steps in order; one query."""
    return line_of_steps(State(trajectory.state), trajectory.changes.all())


def line_of_steps(now: State, changes: Iterable[StateChange]) -> list[Step]:
    """Pure: what was reached, where it is, and what lies ahead (nothing, when it was stopped)."""
    reached = {State(change.to_state): change.at for change in sorted(changes, key=lambda change: change.at)}
    sides = sorted((state for state in _SIDE_STEPS if state in reached), key=lambda state: reached[state])
    before = [state for state in sides if reached[state] < reached[State.ASSESSING]]
    line = list(MAIN_LINE)
    place_of_assessing = line.index(State.ASSESSING)
    line[place_of_assessing : place_of_assessing + 1] = [
        *before,
        State.ASSESSING,
        *(state for state in sides if state not in before),
    ]
    if now not in line:  # declined or withdrawn: only what was reached, and that
        line = [state for state in line if state in reached] + [now]
    elif now == State.CLOSED and State.ISSUED not in reached:  # nothing was recognised
        line.remove(State.ISSUED)
    here = line.index(now)
    return [
        Step(
            state,
            at=reached.get(state) if place <= here else None,
            is_done=place < here or (place == here and now in ENDED),
            is_now=place == here,
        )
        for place, state in enumerate(line)
        if place >= here or state in reached
    ]


def for_manager(trajectory: Trajectory) -> ManagerView:
    return ManagerView(
        trajectory_id=trajectory.pk,
        candidate=trajectory.candidate.name,
        standard=trajectory.standard_version.standard.title,
        route=trajectory.route.name,
        state=State(trajectory.state),
        state_since=trajectory.state_since,
        requested_at=trajectory.requested_at,
        due_on=trajectory.due_on,
        steps=tuple(steps(trajectory)),
    )
