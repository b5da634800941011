"""The board's rows in words: how long a step takes, what is late, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.trajectories.models import State
from evc.trajectories.selectors import BoardRow
from evc.trajectories.states import ENDED
from frontend.hours import budget_in_words, spent_of_budget
from frontend.journey import STEP_TITLES

_NOBODY_NEEDED = ENDED | {State.REQUESTED, State.INTAKE, State.DECIDED, State.ISSUED}
_FROM_SUBMISSION = frozenset(State) - _NOBODY_NEEDED - {State.BUILDING}


# The columns of the board, each with the steps whose days it counts.
PHASES: tuple[tuple[Promise, frozenset[State]], ...] = (
    (gettext_lazy("Intake"), frozenset({State.REQUESTED, State.INTAKE})),
    (gettext_lazy("Portfolio"), frozenset({State.BUILDING})),
    (
        gettext_lazy("Assessment"),
        frozenset({State.SUBMITTED, State.ASSESSING, State.SUPPLEMENT, State.MODERATING}),
    ),
    (gettext_lazy("Quality check"), frozenset({State.QUALITY_CHECK})),
    (gettext_lazy("Outcome"), frozenset({State.DECIDED, State.ISSUED})),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Days in one phase; ``is_now``: it is there, with the word of its step."""

    label: str
    days: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Line:
    """``about``: standard, route and client; ``state``: a shape of the status."""

    pk: UUID
    name: str  # of the candidate
    about: str
    state: str
    state_word: str
    phases: list[Cell]
    turn: str
    paused_until: date | None
    due_on: date | None
    is_late: bool
    hours: str
    is_over: bool
    missing: list[str]


def lines_of(rows: Sequence[BoardRow]) -> list[Line]:
    phases = [(str(label), steps) for label, steps in PHASES]
    routes = {row.trajectory.route_id: row.trajectory.route for row in rows}
    budgets = {key: budget_in_words(route) for key, route in routes.items()}
    return [_line(row, phases, budgets[row.trajectory.route_id]) for row in rows]


def _line(row: BoardRow, phases: Sequence[tuple[str, frozenset[State]]], budget: str) -> Line:
    trajectory, now = row.trajectory, State(row.trajectory.state)
    return Line(
        pk=trajectory.pk,
        name=trajectory.candidate.name,
        about=f"{trajectory.standard_version.standard.title} · {trajectory.route.label} · {trajectory.client.name}",
        state=_state_shape(now),
        state_word=str(STEP_TITLES[now]),
        phases=[_cell(label, steps, row, now) for label, steps in phases],
        turn=str(row.turn.label) if now not in ENDED else "",
        paused_until=row.paused_until,
        due_on=trajectory.due_on,
        is_late=row.is_late,
        hours=spent_of_budget(row.hours, budget),
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
        return _("today")
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def _cell(label: str, steps: frozenset[State], row: BoardRow, now: State) -> Cell:
    days = [row.days[step] for step in steps if step in row.days]
    return Cell(label, _days(sum(days)) if days else "", now in steps)


def _state_shape(state: State) -> str:
    if state in {State.ISSUED, State.CLOSED, State.DECIDED}:
        return "recognised"
    if state in {State.DECLINED, State.WITHDRAWN}:
        return "stop"
    return "waiting" if state in {State.REQUESTED, State.SUBMITTED} else "busy"
