"""The board's rows in words: how long a step takes, what is late, who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.trajectories.models import State, Trajectory
from evc.trajectories.selectors import BoardRow
from evc.trajectories.states import ENDED
from frontend.hours import spent_in_words
from frontend.journey import STEP_TITLES

_NOBODY_NEEDED = ENDED | {State.REQUESTED, State.INTAKE, State.DECIDED, State.ISSUED}
_FROM_SUBMISSION = frozenset(State) - _NOBODY_NEEDED - {State.BUILDING}


@dataclass(frozen=True, slots=True)
class Line:
    trajectory: Trajectory
    state: str
    state_word: str
    days: str
    before: str  # the steps before, with their days
    due_on: date | None
    is_late: bool
    hours: str
    is_over: bool
    missing: list[str]


def line_of(row: BoardRow) -> Line:
    trajectory, now = row.trajectory, State(row.trajectory.state)
    before = [_step_days(state, days) for state, days in row.days.items() if state != now and days]
    return Line(
        trajectory=trajectory,
        state=_state_shape(now),
        state_word=str(STEP_TITLES[now]),
        days="" if now in ENDED else _days(row.days.get(now, 0)),
        before=" · ".join(before),
        due_on=trajectory.due_on,
        is_late=row.is_late,
        hours=spent_in_words(row.hours, trajectory.route),
        is_over=row.hours > trajectory.route.hours_max,
        missing=_missing(row, now),
    )


def _missing(row: BoardRow, now: State) -> list[str]:
    if now in _NOBODY_NEEDED:
        return []
    found = []
    if row.coach is None and now in {State.BUILDING, State.SUPPLEMENT}:
        found.append(_("Coach"))
    found += [_("Assessor %(seat)s") % {"seat": seat} for seat in row.empty_seats]
    found += [_("Assessor %(seat)s: ties not answered yet") % {"seat": seat} for seat in row.undeclared_seats]
    if row.quality_officer is None and now in _FROM_SUBMISSION:
        found.append(_("Quality officer"))
    return found


def _days(days: int) -> str:
    if days == 0:
        return _("since today")
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def _step_days(state: State, days: int) -> str:
    return _("%(step)s: %(days)s") % {"step": STEP_TITLES[state], "days": _days(days)}


def _state_shape(state: State) -> str:
    if state in {State.ISSUED, State.CLOSED, State.DECIDED}:
        return "recognised"
    if state in {State.DECLINED, State.WITHDRAWN}:
        return "stop"
    return "waiting" if state in {State.REQUESTED, State.SUBMITTED} else "busy"
