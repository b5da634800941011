"""Days by which something was promised or asked, moved together: the trajectory that they belong to stood still."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from foundation.working_days import add_working_days
from portfolio.models import EvidenceRequest, PlannedItem


def move_days(audience_id: UUID, *, count: int, due_from: date, known_at: datetime) -> int:
    """Move what is open and due on or after ``due_from`` by ``count`` working days; how many were moved.

    What was agreed or changed after ``known_at`` knew of the standing still, and stays. For the room that holds the
    trajectory, whose change is in the log.
    """
    plan = PlannedItem.objects.filter(fulfilled_at=None, ended_at=None, changed_at__lte=known_at)
    asked = EvidenceRequest.objects.filter(done_at=None, withdrawn_at=None, asked_at__lte=known_at)
    open_then: list[PlannedItem | EvidenceRequest] = [
        *plan.filter(audience=audience_id, due_on__gte=due_from),
        *asked.filter(audience=audience_id, due_on__gte=due_from),
    ]
    for row in open_then:
        row.due_on = add_working_days(row.due_on, count)
        row.save(update_fields=["due_on"])
    return len(open_then)
