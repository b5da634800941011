"""What the pages are timed on: a full portfolio, a desk with many criteria, a board with a thousand rows, some badges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from credentials.models import Badge
from evc.assessments import services as assessments
from evc.assessments.models import Assessment
from evc.roles import Role
from evc.standards.models import StandardVersion, WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, StateChange, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from foundation.people.models import Membership, Organisation, Person
from portfolio import services as portfolio
from portfolio.models import (
    Audience,
    EvidenceFile,
    EvidenceItem,
    EvidenceKind,
    EvidenceLink,
    PracticeLog,
    Repetition,
    Share,
)
from tests.factories.credentials import issued_badge, issuer_profile
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.portfolio import document
from tests.factories.routes import full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_at, fill_seats, who_is

ITEMS = 300
ENTRIES = 2_000
TRAJECTORIES = 1_000
BADGES = 12
# 4 core tasks, 16 work processes, 104 criteria.
UNITS = {f"K{unit}": {f"K{unit}-W{number}": 7 if number < 3 else 6 for number in range(1, 5)} for unit in range(1, 5)}
_KINDS = (EvidenceKind.WORK_PRODUCT, EvidenceKind.CERTIFICATE, EvidenceKind.REFLECTION, EvidenceKind.TESTIMONY)


@dataclass(frozen=True, slots=True)
class Data:
    candidate: Person  # builds a portfolio
    building: Trajectory
    coach: Person  # of that portfolio
    assessor: Person
    assessment: Assessment  # of another candidate's dossier, as large
    coordinator: Person
    badges: tuple[Badge, ...]


def make_data() -> Data:
    provider = OrganisationFactory(provider=True, name="EVC-huis Meting", slug="meting")
    version = make_standard(UNITS, title="Standaard van de meting", repetitions={"K1-W1": 40, "K2-W1": 25})
    building = TrajectoryFactory(building=True, provider=provider, standard_version=version, evidence_for=())
    fill_portfolio(building)
    assessing = TrajectoryFactory(building=True, provider=provider, standard_version=version, evidence_for=())
    fill_portfolio(assessing)
    trajectories.submit_dossier(assessing.pk, by=assessing.candidate)
    fill_seats(assessing)
    assessor = who_is(assessing, Participant.Part.ASSESSOR, 1)
    fill_board(provider, version)
    issuer = issuer_profile("Gemeente Meting")
    badges = (issued_badge(issuer=issuer, title=f"Handhaver buitenruimte {number}") for number in range(BADGES))
    return Data(
        candidate=building.candidate,
        building=building,
        coach=who_is(building, Participant.Part.COACH),
        assessor=assessor,
        assessment=assessments.start_assessment(assessing.pk, by=assessor),
        coordinator=coordinator_at(provider),
        badges=tuple(badges),
    )


def fill_portfolio(trajectory: Trajectory) -> None:
    """ITEMS shared items, each for two work processes and every tenth with a file, and ENTRIES entries in the logs."""
    owner, scope = trajectory.candidate, list(work_processes_in_scope(trajectory))
    items = EvidenceItem.objects.bulk_create(
        EvidenceItem(
            owner=owner,
            kind=_KINDS[number % len(_KINDS)],
            title=f"Bewijsstuk {number}",
            what_it_shows="Wat ik deed, hoe ik dat aanpakte en wat het opleverde.",
            organisation="Gemeente Meting",
        )
        for number in range(ITEMS)
    )
    EvidenceLink.objects.bulk_create(
        EvidenceLink(item=item, work_process=scope[(number + step) % len(scope)])
        for number, item in enumerate(items)
        for step in (0, 5)
    )
    Share.objects.bulk_create(Share(item=item, audience=trajectory.audience) for item in items)
    first = portfolio.add_file(
        items[0].pk, stream=BytesIO(document("plan-fietsparkeren-stationsplein.pdf")), name="plan.pdf", by=owner
    )
    EvidenceFile.objects.bulk_create(_same_file(first, item) for item in items[10::10])
    _fill_logs(owner, scope[:8])


def _same_file(file: EvidenceFile, item: EvidenceItem) -> EvidenceFile:
    """The same stored bytes as a file of another item."""
    copied = ("sha256", "name", "media_type", "size", "page_count", "preview_sha256", "preview_media_type", "reading")
    fresh = EvidenceFile(item=item, owner_id=file.owner_id, **{name: getattr(file, name) for name in copied})
    fresh.line = fresh.pk
    return fresh


def _fill_logs(owner: Person, scope: list[WorkProcess]) -> None:
    logs = PracticeLog.objects.bulk_create(PracticeLog(owner=owner, work_process=row) for row in scope)
    today = timezone.localdate()
    states = (Repetition.State.CONFIRMED, Repetition.State.CONFIRMED, Repetition.State.ASKED, Repetition.State.NOTED)
    Repetition.objects.bulk_create(
        Repetition(
            log=logs[number % len(logs)],
            owner=owner,
            day=today - timedelta(days=number % 700),
            task=f"Taak {number % 40}",
            count=1 + number % 3,
            place="Stationsplein",
            role=Repetition.PracticeRole.INDEPENDENT,
            witness_name="Sanne de Lange",
            witness_email=f"getuige{number % 5}@politie.example",
            state=states[number % len(states)],
        )
        for number in range(ENTRIES)
    )


def fill_board(provider: Organisation, version: StandardVersion) -> None:
    """TRAJECTORIES trajectories under way, each with its people and the states it went through."""
    coach, assessor, officer = PersonFactory.create_batch(3)
    candidates = Person.objects.bulk_create(
        Person(name=f"Kandidaat {number}", email=f"kandidaat{number}@meting.example", password="!")
        for number in range(TRAJECTORIES)
    )
    Membership.objects.bulk_create(
        Membership(person=person, organisation=provider, role=Role.CANDIDATE) for person in candidates
    )
    audiences = Audience.objects.bulk_create(Audience(owner=person) for person in candidates)
    now, way = timezone.now(), (State.REQUESTED, State.INTAKE, State.BUILDING, State.SUBMITTED, State.ASSESSING)
    route = full_route()
    rows = Trajectory.objects.bulk_create(
        Trajectory(
            candidate=person,
            client=provider,
            provider=provider,
            standard_version=version,
            route=route,
            state=way[number % len(way)],
            state_since=now - timedelta(days=number % 60),
            requested_by=person,
            requested_at=now - timedelta(days=number % 200),
            due_on=(now + timedelta(days=number % 120 - 40)).date() if number % len(way) > 1 else None,
            audience=audience,
        )
        for number, (person, audience) in enumerate(zip(candidates, audiences, strict=True))
    )
    StateChange.objects.bulk_create(
        StateChange(
            trajectory=row,
            from_state=way[step - 1] if step else "",
            to_state=way[step],
            at=now - timedelta(days=90 - step),
        )
        for row in rows
        for step in range(way.index(row.state) + 1)
    )
    Part = Participant.Part
    people = ((Part.COACH, coach, None), (Part.ASSESSOR, assessor, 1), (Part.QUALITY_OFFICER, officer, None))
    Participant.objects.bulk_create(
        Participant(trajectory=row, person=person, part=part, seat=seat)
        for row in rows
        for part, person, seat in ((Part.CANDIDATE, row.candidate, None), *people)
    )
