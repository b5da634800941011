"""The places of a trajectory: coach, one for each seat of the route, quality officer and manager; who has them and who could."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.trajectories import rules, states
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.selectors.conflicts import Conflicts, Ties
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
    people: tuple[tuple[Person, Conflicts], ...]  # whoever holds the role, by name
    can_change: bool

    @property
    def has_choice(self) -> bool:
        return any(conflicts.obstacle is None for _person, conflicts in self.people)


def places_of(trajectory: Trajectory) -> list[Place]:
    """Every place, in seven queries."""
    held = trajectory.participants.current().select_related("person")
    holders = {(row.part, row.seat): row for row in held}
    able = _able(trajectory)
    ties = _ties(trajectory, able)

    def place(part: Part, title: Promise | str, seat: int | None = None) -> Place:
        found = ties.for_part(part)
        people = tuple((person, found[person.pk]) for person in able[part])
        key = f"{part}-{seat}" if seat else str(part)
        return Place(key, title, part, seat, holders.get((part, seat)), people, _can_change(trajectory, part))

    return [
        place(Part.COACH, _("Coach")),
        *(place(Part.ASSESSOR, seat.name, seat.number) for seat in trajectory.route.seats.all()),
        place(Part.QUALITY_OFFICER, _("Quality officer")),
        place(Part.MANAGER, _("Manager")),
    ]


def third_assessors(trajectory: Trajectory) -> list[tuple[Person, Conflicts]]:
    """Who could be the third assessor, each with what stands in the way."""
    able = _able(trajectory)
    found = _ties(trajectory, able).for_part(Part.THIRD_ASSESSOR)
    return [(person, found[person.pk]) for person in able[Part.ASSESSOR]]


def _ties(trajectory: Trajectory, able: dict[str, list[Person]]) -> Ties:
    people = {person.pk: person for persons in able.values() for person in persons}
    return Ties(trajectory, list(people.values()), timezone.localdate())


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
