"""What candidate and coach agree while the portfolio grows: the plan, and what the coach asks to add.

The portfolio keeps both and says who may; here stands when: as long as evidence can be shared with the trajectory.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.standards.models import WorkProcess
from evc.trajectories import rules, selectors, states
from evc.trajectories.models import State, Trajectory
from evc.trajectories.services.locking import locked
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceRequest, PlannedItem


@transaction.atomic
def plan_item(
    trajectory_id: UUID, *, title: str, kind: str, work_processes: Collection[UUID], due_on: date, by: Person
) -> PlannedItem:
    """Propose what will be shown, for work processes in scope. The candidate's own proposal is a promise at once."""
    trajectory = _growing(trajectory_id, by=by)
    chosen = _in_scope(trajectory, work_processes)
    return portfolio.plan_item(trajectory.audience, title=title, kind=kind, work_processes=chosen, due_on=due_on, by=by)


@transaction.atomic
def change_planned_item(
    trajectory_id: UUID,
    planned_id: UUID,
    *,
    title: str,
    kind: str,
    work_processes: Collection[UUID],
    due_on: date,
    by: Person,
) -> PlannedItem:
    """Either may; what the coach changes waits for the candidate's yes again."""
    trajectory = _growing(trajectory_id, by=by)
    chosen = _in_scope(trajectory, work_processes)
    _require_in_plan(trajectory, planned_id)
    return portfolio.change_planned_item(
        planned_id, title=title, kind=kind, work_processes=chosen, due_on=due_on, by=by
    )


@transaction.atomic
def accept_planned_item(trajectory_id: UUID, planned_id: UUID, *, by: Person) -> PlannedItem:
    """The candidate's yes."""
    _require_in_plan(_growing(trajectory_id, by=by), planned_id)
    return portfolio.accept_planned_item(planned_id, by=by)


@transaction.atomic
def end_planned_item(trajectory_id: UUID, planned_id: UUID, *, because: str, by: Person) -> PlannedItem:
    """It is off, with a reason that the other reads."""
    _require_in_plan(_growing(trajectory_id, by=by), planned_id)
    return portfolio.end_planned_item(planned_id, because=because, by=by)


@transaction.atomic
def fulfil_planned_item(trajectory_id: UUID, planned_id: UUID, *, item_id: UUID, by: Person) -> PlannedItem:
    """The candidate says which item it is: it is linked and shared in the same step."""
    _require_in_plan(_growing(trajectory_id, by=by), planned_id)
    return portfolio.fulfil_planned_item(planned_id, item_id=item_id, by=by)


@transaction.atomic
def ask_for_evidence(
    trajectory_id: UUID, *, text: str, due_on: date, item_id: UUID | None = None, by: Person
) -> EvidenceRequest:
    """The coach asks the candidate to add something, by a day."""
    trajectory = _growing(trajectory_id, by=by)
    return portfolio.ask_for_evidence(trajectory.audience, text=text, due_on=due_on, item_id=item_id, by=by)


def _growing(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """The trajectory, locked, for its candidate or coach, while evidence is gathered."""
    trajectory = locked(trajectory_id)
    rules.require(
        rules.may_read_coverage(rules.standing(trajectory, by)), _("Only the candidate and the coach can do this.")
    )
    states.require_state(trajectory, State.BUILDING, State.SUPPLEMENT)
    return trajectory


def _in_scope(trajectory: Trajectory, wanted: Collection[UUID]) -> list[WorkProcess]:
    chosen = list(selectors.work_processes_in_scope(trajectory).filter(pk__in=wanted))
    if len(chosen) != len(set(wanted)):
        raise InvalidInput(
            _("One of these parts is not in this trajectory. Choose from the list."),
            code="out-of-scope",
            field="work_processes",
        )
    return chosen


def _require_in_plan(trajectory: Trajectory, planned_id: UUID) -> None:
    if not PlannedItem.objects.filter(pk=planned_id, audience=trajectory.audience_id).exists():
        raise NotFound(_("There is nothing planned here any more."), code="portfolio.no-such-plan")
