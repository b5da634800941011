"""One trajectory at its assessors with everybody around it, each able to call the API."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from evc.assessments import services as assessments
from evc.assessments.models import Assessment
from evc.standards.models import Criterion, WorkProcess
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import shared_items
from foundation.people.models import Organisation
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition
from tests.factories.people import administrator_of
from tests.factories.portfolio import document
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is
from tests.unit.api.callers import Caller

Part = Participant.Part
PAPER = "certificaat-eerste-hulp.pdf"


@dataclass
class World:
    trajectory: Trajectory
    assessment: Assessment  # of the first assessor, not final
    item: EvidenceItem  # of the candidate, with a file
    repetition: Repetition
    callers: dict[str, Caller]

    @property
    def provider(self) -> Organisation:
        return self.trajectory.provider

    @property
    def path(self) -> str:
        return f"trajectories/{self.trajectory.pk}"

    @property
    def desk(self) -> str:
        return f"assessments/{self.assessment.pk}"

    @property
    def frozen_item(self) -> EvidenceItem:
        return shared_items(self.trajectory)[0]

    @property
    def work_process(self) -> WorkProcess:
        return self.trajectory.standard_version.work_processes.order_by("position")[0]

    @property
    def criterion(self) -> Criterion:
        return self.work_process.criteria.order_by("position")[0]

    def instrument(self, key: str) -> Any:
        return self.trajectory.route.instruments.get(key=key)


def make_world(**fields: Any) -> World:
    trajectory = TrajectoryFactory(**(fields or {"assessing": True}))
    candidate = trajectory.candidate
    if (
        not trajectory.participants.current().filter(part=Part.MANAGER).exists()
    ):  # whoever accepted for another client is
        appoint(trajectory, Part.MANAGER)
    people = {
        "candidate": candidate,
        "coordinator": coordinator_of(trajectory),
        "coach": who_is(trajectory, Part.COACH),
        "first": who_is(trajectory, Part.ASSESSOR, 1),
        "second": who_is(trajectory, Part.ASSESSOR, 2),
        "officer": who_is(trajectory, Part.QUALITY_OFFICER),
        "manager": who_is(trajectory, Part.MANAGER),
        "administrator": administrator_of(trajectory.provider),
    }
    item = portfolio.add_item(candidate, kind="certificate", title="Eerste hulp", by=candidate)
    portfolio.add_file(item.pk, stream=BytesIO(document(PAPER)), name=PAPER, by=candidate)
    repetition = portfolio.note_repetition(
        candidate,
        work_process=trajectory.standard_version.work_processes.first(),
        day=trajectory.requested_at.date(),
        task="Gesprek",
        count=1,
        role="independent",
        by=candidate,
    )
    return World(
        trajectory=trajectory,
        assessment=assessments.start_assessment(trajectory.pk, by=people["first"]),
        item=item,
        repetition=repetition,
        callers={name: Caller(person) for name, person in people.items()},
    )
