"""A small house in which everybody who could have a part is there: one trajectory, one course, and people of every role.

Its clock is its own: weeks go by when the test says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from credentials.models import Badge
from evc.assessments.models import Assessment
from evc.outcomes.models import Appeal, Outcome
from evc.programmes.models import Enrolment, ModuleVersion
from evc.roles import Role
from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.programmes import make_module
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, make_expert

Part = Participant.Part
SEEN_ON = date(2026, 10, 1)
CODES = ("K1-W1", "K1-W2")
LOW = "K1-W2-C01"  # the criterion that is not met when this walk ends in a part of it
_CAST = {
    "coordinator": [Role.COORDINATOR],
    "coach": [Role.COACH],
    "first": [Role.ASSESSOR],
    "second": [Role.ASSESSOR],
    "third": [Role.ASSESSOR],
    "fourth": [Role.ASSESSOR],
    "fifth": [Role.ASSESSOR],
    "coach and assessor": [Role.COACH, Role.ASSESSOR],
    "officer": [Role.QUALITY_OFFICER],
    "other officer": [Role.QUALITY_OFFICER, Role.ASSESSOR],
    "third officer": [Role.QUALITY_OFFICER],
    "administrator": [ADMINISTRATOR],
}
NAMES = ("candidate", "manager", "stranger", *_CAST)


@dataclass
class World:
    """``people`` by what they are called in the test; "candidate", "manager" and "stranger" are of other houses.

    ``levels``: by code of a criterion what those who go along the street find, where it is not the usual.
    """

    trajectory: Trajectory
    people: dict[str, Person]
    provider: Organisation
    course: ModuleVersion
    levels: dict[str, str] = field(default_factory=dict)
    issued: dict[str, bytes] = field(default_factory=dict)  # every badge that was ever made, as it left the house

    def fresh(self) -> Trajectory:
        return Trajectory.objects.select_related("route", "provider", "candidate").get(pk=self.trajectory.pk)

    def assessment_of(self, person: Person) -> Assessment | None:
        return Assessment.objects.filter(trajectory=self.trajectory, assessor=person).order_by("-opened_at").first()

    def open_appeal(self) -> Appeal | None:
        return Appeal.objects.under_way().filter(trajectory=self.trajectory).first()

    def enrolment_of(self, person: Person) -> Enrolment | None:
        return Enrolment.objects.filter(person=person, module=self.course.module).first()

    def badges(self) -> QuerySet[Badge]:
        return Badge.objects.filter(issuer__organisation=self.provider)

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
        standard_version=make_standard({"K1": {"K1-W1": 2, "K1-W2": 1}}),
    )
    for name, held in _CAST.items():
        if Role.ASSESSOR in held and name != "fourth":  # who never showed to know this standard
            make_expert(trajectory, people[name])
    practised = trajectory.standard_version.work_processes.get(code=CODES[0])
    course = make_module(provider, practised=practised, required=1)
    return World(trajectory, people, provider, course)
