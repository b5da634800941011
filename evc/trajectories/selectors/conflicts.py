"""What stands in the way of giving somebody a part, and what a coordinator is warned of; a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from evc.roles import Role
from evc.trajectories import rules, states
from evc.trajectories.models import Expertise, Participant, Trajectory
from evc.trajectories.rules import Caution, Obstacle
from foundation.people.models import Membership, Person

Part = Participant.Part
_ASSESS = (Part.ASSESSOR, Part.THIRD_ASSESSOR, Part.APPEAL_ASSESSOR)
_INDEPENDENT = (*_ASSESS, Part.QUALITY_OFFICER, Part.APPEAL_OFFICER)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """``obstacle`` makes it impossible; with ``cautions`` a coordinator says why it is done all the same.

    ``load``: dossiers under way that this person assesses now.
    """

    obstacle: Obstacle | None = None
    cautions: tuple[Caution, ...] = ()
    load: int = 0


def conflicts_of(trajectory: Trajectory, part: str, people: Sequence[Person], today: date) -> dict[UUID, Conflicts]:
    """By person; six queries for any number of people."""
    return Ties(trajectory, people, today).for_part(part)


def load_of(people: Iterable[Person]) -> Mapping[UUID, int]:
    """How many dossiers under way each of them assesses now."""
    rows = Participant.objects.current().filter(
        person__in=people, part__in=_ASSESS, trajectory__state__in=states.UNDER_WAY
    )
    return dict(rows.order_by().values_list("person").annotate(Count("pk")))


def expertise_on(day: date, *, organisation: UUID, standard: UUID) -> dict[UUID, Expertise]:
    """By person, what holds on this day."""
    rows = Expertise.objects.filter(
        organisation=organisation, standard=standard, ended_at=None, since__lte=day, until__gte=day
    )
    return {row.person_id: row for row in rows}


class Ties:
    """What people are to one candidate, asked once for all the parts of a trajectory."""

    def __init__(self, trajectory: Trajectory, people: Sequence[Person], today: date) -> None:
        self.trajectory, self.people, self.today = trajectory, people, today
        self.now: dict[UUID, frozenset[str]] = defaultdict(frozenset)
        self.ever: dict[UUID, frozenset[str]] = defaultdict(frozenset)
        self.elsewhere: dict[UUID, frozenset[str]] = defaultdict(frozenset)
        rows = Participant.objects.filter(person__in=people, trajectory__candidate=trajectory.candidate_id)
        for person, part, case, ended_at in rows.values_list("person", "part", "trajectory", "ended_at"):
            if case != trajectory.pk:
                self.elsewhere[person] |= {part}
                continue
            self.ever[person] |= {part}
            if ended_at is None:
                self.now[person] |= {part}
        self.expertise = expertise_on(
            today, organisation=trajectory.provider_id, standard=trajectory.standard_version.standard_id
        )
        self.load = load_of(people)
        self._places()

    def for_part(self, part: str) -> dict[UUID, Conflicts]:
        return {
            person.pk: Conflicts(
                self._obstacle(part, person.pk), self._cautions(part, person.pk), self._load(person.pk)
            )
            for person in self.people
        }

    def _places(self) -> None:
        """Teams and managers, in the organisations where the candidate is."""
        candidate = self.trajectory.candidate_id
        keys = {candidate, *(person.pk for person in self.people)}
        held = Membership.objects.current().filter(person__in=keys)
        rows = list(held.values_list("person", "organisation", "role", "team"))
        own_places = {place for person, place, _role, _team in rows if person == candidate}
        own_places.add(self.trajectory.client_id)
        own_teams = {(place, team.casefold()) for person, place, _role, team in rows if person == candidate and team}
        self.same_team = {
            person for person, place, _role, team in rows if team and (place, team.casefold()) in own_teams
        } - {candidate}
        self.manages = {person for person, place, role, _team in rows if role == Role.MANAGER and place in own_places}

    def _obstacle(self, part: str, person: UUID) -> Obstacle | None:
        if found := rules.obstacle_to(part, now=self.now[person], ever=self.ever[person]):
            return found
        if part in _INDEPENDENT and (
            Part.MANAGER in self.elsewhere[person] or (person in self.manages and person in self.same_team)
        ):
            return Obstacle.MANAGES_CANDIDATE
        if part in _ASSESS and person not in self.expertise:
            return Obstacle.NO_EXPERTISE
        return None

    def _cautions(self, part: str, person: UUID) -> tuple[Caution, ...]:
        if part not in _INDEPENDENT:
            return ()
        known = self.elsewhere[person]
        found = [
            (Caution.SAME_TEAM, person in self.same_team),
            (Caution.COACHED_BEFORE, Part.COACH in known),
            (Caution.ASSESSED_BEFORE, bool(known & set(_ASSESS)) and part in _ASSESS),
            (Caution.MANAGER_THERE, person in self.manages),
            (Caution.EXPERTISE_ENDS, part in _ASSESS and self._ends_too_soon(person)),
        ]
        return tuple(caution for caution, holds in found if holds)

    def _ends_too_soon(self, person: UUID) -> bool:
        held, due_on = self.expertise.get(person), self.trajectory.due_on
        return held is not None and due_on is not None and held.until < due_on

    def _load(self, person: UUID) -> int:
        return self.load.get(person, 0)


def ending_soon(day: date) -> list[Expertise]:
    """Expertise of which that day is the last."""
    rows = Expertise.objects.filter(ended_at=None, until=day, person__is_active=True)
    return list(rows.select_related("person", "organisation", "standard"))


def expertise_kept_for(organisations: Iterable[UUID]) -> list[Expertise]:
    """What holds or will hold in these organisations, what ends first on top."""
    rows = Expertise.objects.filter(organisation__in=organisations, ended_at=None)
    return list(rows.select_related("person", "organisation", "standard", "established_by").order_by("until", "pk"))
