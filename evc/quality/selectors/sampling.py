"""Planned against done, for the page of the sampling plan and for the audit pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from evc.quality.models import Draw
from evc.roles import Role
from evc.standards.models import QualificationStandard
from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Membership, Organisation, Person


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one standard, assessor or moment. ``planned``: how many the shares together ask for, a number with a fraction."""

    name: str
    dossiers: int
    planned: float
    drawn: int
    read: int

    @property
    def left(self) -> int:
        return self.drawn - self.read


def tally(name: str, draws: Iterable[Draw]) -> Tally:
    rows = list(draws)
    return Tally(
        name=name,
        dossiers=len(rows),
        planned=sum(row.share for row in rows) / 100,
        drawn=sum(row.is_drawn for row in rows),
        read=sum(row.read_at is not None for row in rows),
    )


def draws_in(organisation: Organisation, *, since: date, until: date) -> QuerySet[Draw]:
    """Drawn on these days, both included."""
    return (
        Draw.objects.filter(trajectory__provider=organisation, drawn_at__date__gte=since, drawn_at__date__lte=until)
        .select_related("trajectory__candidate", "trajectory__standard_version__standard", "plan", "read_by")
        .order_by("drawn_at")
    )


def by_standard(draws: Iterable[Draw]) -> list[Tally]:
    grouped: dict[str, list[Draw]] = defaultdict(list)
    for row in draws:
        grouped[row.trajectory.standard_version.standard.title].append(row)
    return [tally(title, rows) for title, rows in sorted(grouped.items())]


def by_assessor(draws: Iterable[Draw]) -> list[Tally]:
    """A dossier counts for each assessor in a seat; one query."""
    rows = list(draws)
    seats: dict[UUID, list[str]] = defaultdict(list)
    seated = Participant.objects.filter(
        trajectory__in={row.trajectory_id for row in rows}, part=Participant.Part.ASSESSOR, ended_at=None
    )
    for trajectory, name in seated.values_list("trajectory", "person__name"):
        seats[trajectory].append(name)
    grouped: dict[str, list[Draw]] = defaultdict(list)
    for row in rows:
        for name in seats[row.trajectory_id]:
            grouped[name].append(row)
    return [tally(name, found) for name, found in sorted(grouped.items())]


def standards_of(organisation: Organisation) -> QuerySet[QualificationStandard]:
    """Against which this provider assesses, or is recognised for."""
    used = Trajectory.objects.filter(provider=organisation).values("standard_version__standard")
    recognised = organisation.recognitions.values("standard")
    return (
        QualificationStandard.objects.filter(pk__in=used) | QualificationStandard.objects.filter(pk__in=recognised)
    ).order_by("title")


def assessors_of(organisation: Organisation) -> QuerySet[Person]:
    members = Membership.objects.current().with_role(Role.ASSESSOR).filter(organisation=organisation)
    return Person.objects.filter(pk__in=members.values("person")).order_by("name")
