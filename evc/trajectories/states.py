"""The table of moves between the states of a trajectory (design.md, EVC) and the one function that makes a move.

``move`` writes state, step and log together; what a move means, who may make it and what has to be complete first is for
the service that calls it, which holds the lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories.errors import NoSupplementLeft
from evc.trajectories.models import State, StateChange, Trajectory
from foundation.audit import services as audit
from foundation.errors import WrongState

if TYPE_CHECKING:
    from foundation.people.models import Person

MOVES: Mapping[State, frozenset[State]] = {
    State.REQUESTED: frozenset({State.INTAKE, State.WITHDRAWN}),
    State.INTAKE: frozenset({State.DECLINED, State.BUILDING, State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.BUILDING: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.ASSESSING, State.WITHDRAWN}),
    State.ASSESSING: frozenset({State.SUPPLEMENT, State.MODERATING, State.QUALITY_CHECK, State.WITHDRAWN}),
    State.SUPPLEMENT: frozenset({State.ASSESSING, State.WITHDRAWN}),
    State.MODERATING: frozenset({State.QUALITY_CHECK, State.WITHDRAWN}),
    State.QUALITY_CHECK: frozenset({State.DECIDED, State.ASSESSING, State.WITHDRAWN}),  # assessing: sent back
    State.DECIDED: frozenset({State.ISSUED, State.CLOSED}),  # closed at once: nothing was recognised
    State.ISSUED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
ENDED = frozenset({State.DECLINED, State.CLOSED, State.WITHDRAWN})
# Before the outcome is known and not stopped: here people are assigned and the candidate may still withdraw.
UNDER_WAY = frozenset(state for state, moves in MOVES.items() if State.WITHDRAWN in moves)


def moves_from(state: State | str, *, supplements_left: int) -> frozenset[State]:
    """Where a trajectory may go from here. Pure."""
    moves = MOVES[State(state)]
    return moves if supplements_left > 0 else moves - {State.SUPPLEMENT}


def may_move(from_state: State | str, to: State | str, *, supplements_left: int) -> bool:
    return State(to) in moves_from(from_state, supplements_left=supplements_left)


def supplements_left(trajectory: Trajectory) -> int:
    return max(0, trajectory.route.max_supplements - trajectory.supplements_asked)


def require_state(trajectory: Trajectory, *states: State) -> None:
    """Raises WrongState unless the trajectory is in one of the states."""
    if trajectory.state not in states:
        raise _wrong(trajectory)


def require_move(trajectory: Trajectory, *, to: State) -> None:
    """Raises WrongState when the table knows no such move, NoSupplementLeft when all supplements were used."""
    left = supplements_left(trajectory) if to == State.SUPPLEMENT else 1
    if may_move(trajectory.state, to, supplements_left=left):
        return
    if to == State.SUPPLEMENT and to in MOVES[State(trajectory.state)]:
        raise NoSupplementLeft(trajectory.route.max_supplements)
    raise _wrong(trajectory, to=to)


@transaction.atomic
def move(trajectory: Trajectory, *, to: State, by: Person | None, reason: str = "", **logged: Any) -> StateChange:
    """Go to another state: the row, the step with its date, and the log entry "trajectory.<state>" with ``logged``.

    ``by`` is None when the system does it. Writes only when the row still is where ``trajectory`` says that it is, so that
    of two at the same moment one gets WrongState. Raises WrongState.
    """
    require_move(trajectory, to=to)
    if trajectory.silent_ends.filter(undone_at=None, final_at=None).exists():
        raise WrongState(
            _("This trajectory was ended because nothing was heard. The candidate can take it up again first."),
            code="ended-for-silence",
        )
    left, now = State(trajectory.state), timezone.now()
    moved = Trajectory.objects.filter(pk=trajectory.pk, state=left).update(state=to, state_since=now)
    if not moved:
        trajectory.refresh_from_db(fields=["state", "state_since"])
        raise _wrong(trajectory, to=to)
    trajectory.state, trajectory.state_since = to, now
    change = StateChange.objects.create(
        trajectory=trajectory, from_state=left, to_state=to, by=by, at=now, reason=reason
    )
    audit.record(f"trajectory.{to.value}", on=trajectory, by=by, from_state=left.value, **logged)
    return change


def _wrong(trajectory: Trajectory, **data: Any) -> WrongState:
    state = State(trajectory.state)
    message = _(
        "That can't be done now: this trajectory is at the step “%(state)s”. Open it again to see where it stands."
    )
    return WrongState(
        message % {"state": state.label}, state=state.value, **{key: str(value) for key, value in data.items()}
    )
