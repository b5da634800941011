"""What a trajectory is about, what was shared with it, and who sits in its seats."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from evc.routes.models import AssessorSeat
from evc.standards.models import WorkProcess
from evc.trajectories.models import Participant, Trajectory
from portfolio.models import EvidenceItem, EvidenceLink


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that the route asks for, with who sits there now."""

    seat: AssessorSeat
    participant: Participant | None

    @property
    def is_ready(self) -> bool:
        return self.participant is not None and self.participant.no_ties_declared_at is not None


def work_processes_in_scope(trajectory: Trajectory) -> QuerySet[WorkProcess]:
    """Of the units in scope, in the standard's order."""
    return WorkProcess.objects.filter(core_task__in=trajectory.units.all()).order_by("position")


def shared_items(trajectory: Trajectory) -> QuerySet[EvidenceItem]:
    """The candidate's items that are shared with this trajectory now."""
    return EvidenceItem.objects.present().filter(shares__audience=trajectory.audience_id, shares__ended_at=None)


def claims_without_evidence(trajectory: Trajectory) -> list[str]:
    """Codes of the work processes in scope that no shared item is linked to, in the standard's order; one query."""
    supported = EvidenceLink.objects.filter(
        work_process=OuterRef("pk"),
        item__removed_at=None,
        item__shares__audience=trajectory.audience_id,
        item__shares__ended_at=None,
    )
    return list(work_processes_in_scope(trajectory).exclude(Exists(supported)).values_list("code", flat=True))


def seats(trajectory: Trajectory) -> list[Seat]:
    """Every seat of the route, filled or not; two queries."""
    sitting = {
        participant.seat: participant
        for participant in trajectory.participants.current()
        .filter(part=Participant.Part.ASSESSOR)
        .select_related("person")
    }
    return [Seat(seat, sitting.get(seat.number)) for seat in trajectory.route.seats.all()]


def seats_not_ready(trajectory: Trajectory) -> list[int]:
    """Numbers of the seats that are empty or whose assessor has not declared to have no ties."""
    return [row.seat.number for row in seats(trajectory) if not row.is_ready]
