"""A small house in which everybody who could have a part is there: one trajectory, and people of every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from evc.assessments.models import Assessment
from evc.outcomes.models import Outcome
from evc.roles import Role
from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, make_expert

Part = Participant.Part
SEEN_ON = date(2026, 10, 1)
_CAST = {
    "coordinator": [Role.COORDINATOR],
    "coach": [Role.COACH],
    "first": [Role.ASSESSOR],
    "second": [Role.ASSESSOR],
    "third": [Role.ASSESSOR],
    "fourth": [Role.ASSESSOR],
    "coach and assessor": [Role.COACH, Role.ASSESSOR],
    "officer": [Role.QUALITY_OFFICER],
    "other officer": [Role.QUALITY_OFFICER, Role.ASSESSOR],
    "administrator": [ADMINISTRATOR],
}
NAMES = ("candidate", "manager", "stranger", *_CAST)


@dataclass
class World:
    """``people`` by what they are called in the test; "candidate", "manager" and "stranger" are of other houses."""

    trajectory: Trajectory
    people: dict[str, Person]
    provider: Organisation
    issued: dict[str, bytes] = field(default_factory=dict)  # every badge that was ever made, as it left the house

    def fresh(self) -> Trajectory:
        return Trajectory.objects.select_related("route", "provider", "candidate").get(pk=self.trajectory.pk)

    def assessment_of(self, person: Person) -> Assessment | None:
        return Assessment.objects.filter(trajectory=self.trajectory, assessor=person).order_by("-opened_at").first()

    def last_outcome(self) -> Outcome | None:
        return Outcome.objects.filter(trajectory=self.trajectory).order_by("-number").first()


def make_world() -> World:
    provider, client = OrganisationFactory(provider=True), OrganisationFactory()
    people = {"candidate": PersonFactory(), "manager": PersonFactory(), "stranger": PersonFactory()}
    member(people["candidate"], client, Role.CANDIDATE)
    member(people["manager"], client, Role.MANAGER)
    for name, held in _CAST.items():
        people[name] = PersonFactory()
        for role in held:
            member(people[name], provider, role)
    trajectory = TrajectoryFactory(
        candidate=people["candidate"],
        provider=provider,
        client=client,
        standard_version=make_standard({"K1": {"K1-W1": 2}}),
    )
    for name, held in _CAST.items():
        if Role.ASSESSOR in held and name != "fourth":  # who never showed to know this standard
            make_expert(trajectory, people[name])
    return World(trajectory, people, provider)
