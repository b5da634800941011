"""The places of a trajectory: coach, one for each seat of the route, quality officer and manager; who has them and who could."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.trajectories import rules, states
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.rules import Obstacle
from foundation.people.models import Membership, Person

Part = Participant.Part


@dataclass(frozen=True, slots=True)
class Place:
    """``key`` names it in a form: "coach", "assessor-1"."""

    key: str
    title: Promise | str
    part: str
    seat: int | None
    holder: Participant | None
    people: tuple[tuple[Person, Obstacle | None], ...]  # whoever holds the role, by name
    can_change: bool

    @property
    def has_choice(self) -> bool:
        return any(obstacle is None for _person, obstacle in self.people)


def places_of(trajectory: Trajectory) -> list[Place]:
    """Every place, in four queries."""
    rows = list(trajectory.participants.select_related("person"))
    now, ever = _parts(rows, current=True), _parts(rows, current=False)
    holders = {(row.part, row.seat): row for row in rows if row.ended_at is None}
    able = _able(trajectory)

    def place(part: Part, title: Promise | str, seat: int | None = None) -> Place:
        people = tuple(
            (person, rules.obstacle_to(part, now=now[person.pk], ever=ever[person.pk])) for person in able[part]
        )
        key = f"{part}-{seat}" if seat else str(part)
        return Place(key, title, part, seat, holders.get((part, seat)), people, _can_change(trajectory, part))

    return [
        place(Part.COACH, _("Coach")),
        *(place(Part.ASSESSOR, seat.name, seat.number) for seat in trajectory.route.seats.all()),
        place(Part.QUALITY_OFFICER, _("Quality officer")),
        place(Part.MANAGER, _("Manager")),
    ]


def third_assessors(trajectory: Trajectory) -> list[tuple[Person, Obstacle | None]]:
    """Who could be the third assessor, each with what stands in the way."""
    rows = list(trajectory.participants.select_related("person"))
    now, ever = _parts(rows, current=True), _parts(rows, current=False)
    return [
        (person, rules.obstacle_to(Part.THIRD_ASSESSOR, now=now[person.pk], ever=ever[person.pk]))
        for person in _able(trajectory)[Part.ASSESSOR]
    ]


def _parts(rows: list[Participant], *, current: bool) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, frozenset[str]] = defaultdict(frozenset)
    for row in rows:
        if not current or row.ended_at is None:
            found[row.person_id] |= {row.part}
    return found


def _able(trajectory: Trajectory) -> dict[str, list[Person]]:
    """Who holds the role for a part: a manager's at the client, others' at the provider."""
    part_of = {str(role): part for part, role in rules.ROLE_FOR_PART.items()}
    found: dict[str, list[Person]] = defaultdict(list)
    held = (
        Membership.objects.current()
        .with_role(*part_of)
        .filter(organisation__in=[trajectory.provider_id, trajectory.client_id], person__is_active=True)
        .select_related("person")
        .order_by("person__name", "person_id")
    )
    for membership in held:
        part = part_of[membership.role]
        wanted = trajectory.client_id if part == Part.MANAGER else trajectory.provider_id
        if membership.organisation_id == wanted and membership.person not in found[part]:
            found[part].append(membership.person)
    return found


def _can_change(trajectory: Trajectory, part: str) -> bool:
    """Until an assessor's scores are final somebody else can take the seat."""
    fixed = {State.MODERATING, State.QUALITY_CHECK} if part == Part.ASSESSOR else set()
    return trajectory.state in states.UNDER_WAY - fixed
