"""What an assessor may write down of somebody now: talks and observations, with the criteria they are about."""

from __future__ import annotations

from dataclasses import dataclass

from evc.routes.models import Instrument
from evc.routes.selectors import instruments_of
from evc.standards.models import Criterion
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Observable:
    trajectory: Trajectory
    instrument: Instrument
    criteria: tuple[Criterion, ...]


def observables(person: Person) -> list[Observable]:
    """In every trajectory that the person assesses now, after the declaration of no ties."""
    seats = (
        person.participations.current()
        .filter(part=Participant.Part.ASSESSOR, trajectory__state=State.ASSESSING)
        .exclude(no_ties_declared_at=None)
        .select_related("trajectory__candidate", "trajectory__route")
        .order_by("assigned_at")
    )
    found: list[Observable] = []
    for seat in seats:
        trajectory = seat.trajectory
        criteria = tuple(
            Criterion.objects.filter(work_process__core_task__in=trajectory.units.values("pk")).order_by("position")
        )
        found += [
            Observable(trajectory, instrument, criteria)
            for instrument in instruments_of(trajectory.route, seat.seat or 0)
            if instrument.needs_record
        ]
    return found
