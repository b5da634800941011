"""What an auditor sees beside the dossier: who assessed it, with what expertise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evc.outcomes.models import Outcome
from evc.trajectories.models import Expertise, Participant
from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class SeatedAssessor:
    """``until``: the last day of their expertise in this standard as it stood when they were assigned; None: none was noted."""

    seat: int
    person: Person
    until: date | None
    proof: str


def assessors_with_expertise(outcome: Outcome) -> list[SeatedAssessor]:
    """By seat; two queries."""
    trajectory = outcome.trajectory
    seated = list(
        trajectory.participants.current()
        .filter(part=Participant.Part.ASSESSOR)
        .select_related("person")
        .order_by("seat")
    )
    known = _newest(
        Expertise.objects.filter(
            organisation=trajectory.provider_id,
            standard=trajectory.standard_version.standard_id,
            person__in=[row.person_id for row in seated],
        ).order_by("established_at")
    )
    return [
        SeatedAssessor(
            seat=row.seat or 0,
            person=row.person,
            until=known[row.person_id].until if row.person_id in known else None,
            proof=known[row.person_id].proof if row.person_id in known else "",
        )
        for row in seated
    ]


def _newest(rows: Iterable[Expertise]) -> dict[UUID, Expertise]:
    return {row.person_id: row for row in rows}
