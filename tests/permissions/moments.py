"""The world of the permission matrix: one candidate with a trajectory at every step, and the same people around each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from credentials import services as credentials
from credentials.models import Badge
from evc.assessments import services as assessments
from evc.assessments.models import Assessment, Moderation
from evc.assessments.support import Support
from evc.outcomes.models import Outcome
from evc.roles import Role
from evc.routes.services import copy_route
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from foundation.people import services as people
from foundation.people.models import Organisation, Person
from portfolio import services as portfolio
from portfolio import taking_along
from portfolio.models import EvidenceItem
from portfolio.services import links, manifest_contents, named_readers, uploading
from tests.factories.assessments import assessed, level_of, started
from tests.factories.credentials import issued_badge
from tests.factories.outcomes import issued, proposed, released
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of
from tests.factories.portfolio import document, make_item, recording
from tests.factories.programmes import begun, make_module
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_at
from tests.guided import work_together
from tests.permissions.after_moments import lay_afterwards
from tests.permissions.keeping_moments import lay_talks
from tests.permissions.quality_moments import lay_quality
from tests.permissions.report_moments import lay_reports
from tests.planned import plan_interview
from tests.unit.api.world import PAPER, World, make_world

Part = Participant.Part

# Every role of the matrix. The second assessor has the other seat; the stranger coordinates for another provider, the
# outsider has an account and nothing else, the auditor also a sample that was drawn for them, the visitor has not signed in.
ROLES = (
    "candidate",
    "coach",
    "first",
    "second",
    "officer",
    "manager",
    "coordinator",
    "administrator",
    "stranger",
    "outsider",
    "auditor",
    "visitor",
)
SIGNED_IN = ROLES[:-1]
_NAMES = {
    "candidate": "Quirine Zandwijk",
    "coach": "Xander Oudkerk",
    "first": "Yvette Brouwhuis",
    "second": "Wolbert Steenis",
}


@dataclass
class Moments:
    """``at``: the trajectory at each step; the rest are objects that an address names."""

    world: World
    people: dict[str, Person | None]
    at: dict[str, Trajectory]
    paper: EvidenceItem  # shared with every trajectory but the oldest, with a PDF
    story: EvidenceItem  # a reflection, not shared
    more: dict[str, Any]

    @property
    def candidate(self) -> Person:
        return self.world.trajectory.candidate

    @property
    def client(self) -> Organisation:
        return self.world.trajectory.client

    def participant(self, moment: str, role: str) -> Participant:
        return self.at[moment].participants.current().get(person=self.people[role])

    def assessment(self, moment: str, role: str = "first") -> Assessment:
        return Assessment.objects.get(trajectory=self.at[moment], participant__person=self.people[role])

    def moderation(self) -> Moderation:
        return self.at["moderating"].moderations.get()

    def outcome(self, moment: str) -> Outcome:
        return self.at[moment].outcomes.get()

    def badge(self) -> Badge:
        return Badge.objects.get(recipient=self.candidate)

    def upload(self) -> SimpleUploadedFile:
        return SimpleUploadedFile(PAPER, document(PAPER), content_type="application/pdf")

    def frozen_file(self, moment: str) -> Any:
        """The file of the paper as the dossier of that moment holds it."""
        dossier = manifest_contents(self.at[moment].audience.manifests.get())
        return next(file for item in dossier.items for file in item.files)


def make_moments() -> Moments:
    world = make_world(assessing=True, client=OrganisationFactory())
    owner = world.trajectory.candidate
    everybody: dict[str, Person | None] = {name: caller.person for name, caller in world.callers.items()}
    everybody["stranger"] = coordinator_at(OrganisationFactory(provider=True))
    everybody["outsider"] = PersonFactory()
    everybody["auditor"] = PersonFactory()
    everybody["visitor"] = None
    paper = make_item(owner, file=PAPER, title="Verslag")
    story = make_item(owner, kind="reflection", title="Verhaal van een avond")
    for role, name in _NAMES.items():
        person = everybody[role]
        assert person is not None
        people.rename_person(person.pk, name=name, by=person)
        person.refresh_from_db()
    owner.refresh_from_db()
    moments = Moments(world, everybody, {"assessing": world.trajectory}, paper, story, {})
    _before_building(moments)
    _with_a_dossier(moments)
    _beside_trajectories(moments)
    _written_down(moments)
    _held_by_items(moments)
    _recorded(moments)
    _planned(moments)
    lay_reports(moments)
    lay_quality(moments)
    lay_talks(moments)
    return moments


def _planned(moments: Moments) -> None:
    """A pause that is asked for, an interview, an assessor's expertise, and something done with many."""
    coordinator, building, invited = moments.people["coordinator"], moments.at["building"], moments.at["invited"]
    assert coordinator is not None
    today = timezone.localdate()
    moments.more["pause"] = trajectories.ask_pause(
        building.pk, first_day=today, until=today + timedelta(days=6), by=building.candidate
    )
    moments.more["appointment"] = plan_interview(invited, by=coordinator)
    moments.more["expertise"] = invited.provider.expertise.filter(ended_at=None).first()
    first = moments.assessment("assessing").assessor
    moments.more["free day"] = trajectories.set_free_day(first, day=today, part="day", by=first)
    moments.more["run"] = trajectories.do_with_many(uuid4(), act="remind", chosen=[invited.pk], by=coordinator)


def _recorded(moments: Moments) -> None:
    """Everybody agreed to a recording: one is on its way, one is kept."""
    trajectory, first = moments.world.trajectory, moments.assessment("assessing").assessor
    interview = moments.world.instrument("interview")
    for role in ("candidate", "first", "second"):
        person = moments.candidate if role == "candidate" else moments.people[role]
        assert person is not None
        assessments.answer_recording(trajectory.pk, instrument=interview, given=True, by=person)
    for name in ("recording", "kept recording"):
        made = assessments.begin_recording(trajectory.pk, instrument=interview, by=first)
        sound = recording()
        assessments.receive_recording(made.pk, BytesIO(sound), at=0, size=len(sound), by=first)
        moments.more[name] = made
    assessments.keep_recording(moments.more["kept recording"].pk, seconds=3, by=first)


def _held_by_items(moments: Moments) -> None:
    """A place in the paper, a part of the story that was told, and a badge from elsewhere."""
    owner, paper = moments.candidate, moments.paper
    work_process = moments.at["building"].standard_version.work_processes.order_by("position")[0]
    portfolio.link_item(paper.pk, work_processes=[work_process], by=owner)
    where = portfolio.Where(page_from=1)
    file = paper.files.get()
    moments.more["place"] = portfolio.point(
        paper.pk, work_process=work_process.pk, file_id=file.pk, where=where, by=owner
    )
    moments.more["told"] = portfolio.record_part(
        moments.story.pk, part="task", stream=BytesIO(recording()), name="opname.wav", by=owner
    )
    badge = issued_badge().document.encode()
    moments.more["badge"] = portfolio.import_badge(owner, data=badge, name="badge.json", by=owner)


def _before_building(moments: Moments) -> None:
    manager = moments.people["manager"]
    intake = moments.at["intake"] = _case(moments, "intake")
    trajectories.save_intake(
        intake.pk,
        reasons=["promotion"],
        motivation="Omdat ik wil groeien",
        needs="Graag een rustige kamer",
        by=intake.candidate,
    )
    moments.at["proposed"] = _case(moments, "requested", asked_by=manager)
    moments.at["asked"] = _case(moments, "requested")
    moments.at["counselled"] = _case(moments, "counselled")
    moments.at["advised"] = _case(moments, "advised")
    coordinator, provider = moments.people["coordinator"], moments.world.provider
    assert coordinator is not None
    moments.more["requirement"] = trajectories.note_requirement(
        intake.pk, title="Drie jaar ervaring", finding="open", by=coordinator
    )
    moments.more["route"] = copy_route(
        compact_route().pk, organisation=provider, name="Eigen route", label="EVC Compact", by=coordinator
    )
    moments.at["building"] = _building(moments)


def _with_a_dossier(moments: Moments) -> None:
    moments.at["invited"] = _submitted(moments, declared=("second",))
    moments.at["supplement"] = _submitted(moments)
    own = started(moments.at["supplement"])
    first = work_processes_in_scope(own.trajectory)[0]
    assessments.request_supplement(own.pk, work_process=first, text="Graag een foto van het plein", by=own.assessor)
    assessments.ask_supplement(own.trajectory_id, by=own.assessor)
    # Codes of their own: the scores of these two can be told from those that were released.
    moments.at["moderating"] = assessed(_submitted(moments, codes=("M1", "M2")), levels={1: {"M1-C01": "goed"}})
    low = {"Q1-C01": "onvoldoende"}
    moments.at["checking"] = proposed(_submitted(moments, codes=("Q1", "Q2")), levels={1: low, 2: low}).trajectory
    low = {"W1-C01": "onvoldoende"}
    moments.at["issued"] = issued(_submitted(moments), levels={1: low, 2: low}).trajectory
    nothing = dict.fromkeys(("Z1-C01", "Z1-C02", "Z2-C01"), "onvoldoende")
    missed = released(_submitted(moments, codes=("Z1", "Z2")), levels={1: nothing, 2: nothing}).trajectory
    lay_afterwards(moments, closed=missed)
    until = timezone.localdate() + timedelta(days=30)
    trajectories.give_consent(moments.at["issued"].pk, scope="report", until=until, by=moments.candidate)
    for trajectory in moments.at.values():
        trajectory.refresh_from_db()
    assert moments.at["moderating"].state == State.MODERATING
    assert moments.at["checking"].state == State.QUALITY_CHECK
    assert moments.at["issued"].state == State.ISSUED


def _beside_trajectories(moments: Moments) -> None:
    """An invitation, a token, hours, a badge with a closed page, and a standard that nobody was assessed against."""
    provider, candidate = moments.world.provider, moments.candidate
    administrator, coach = administrator_of(provider), moments.people["coach"]
    assert coach is not None
    moments.more["invitation"] = people.invite(
        provider.pk, email="nieuw@example.org", name="Nieuw", roles=[Role.COACH], by=administrator
    )
    moments.more["membership"] = coach.memberships.current().get(organisation=provider)
    moments.more["token"], _secret = people.create_api_token(
        candidate, name="Koppeling", scopes=["read"], days=1, by=candidate
    )
    building = moments.at["building"]
    phase = building.route.phases.order_by("position")[0]
    for key, person in (("hours", candidate), ("hours_of_coach", coach)):
        moments.more[key] = trajectories.note_hours(
            building.pk, phase=phase, day=date(2026, 1, 5), hours=1, note="", by=person
        )
    moments.more["phase"] = phase
    moments.more["upload"] = uploading.begin_upload(candidate, name="plan.pdf", length=1000, by=candidate)
    moments.more |= work_together(building, coach=coach)
    moments.more["request"] = building.audience.requests.open()[0]
    moments.more["link"], _secret = links.make_link(candidate, title="Vacature", days=7, by=candidate)
    moments.more["shown"] = links.put_on_link(moments.more["link"].pk, item_id=moments.paper.pk, by=candidate)
    moments.more["reader"] = named_readers.share_with_person(
        moments.paper.pk, email=moments.people["coach"].email, by=candidate
    )
    moments.more["export"] = taking_along.ask_export(candidate, by=candidate)
    taking_along.make_export(moments.more["export"].pk)
    moments.more["unused"] = make_standard()
    _beside_the_log(moments)
    moments.more["enrolment"] = begun(make_module(provider, practised=moments.world.work_process), candidate)
    moments.more["module"] = moments.more["enrolment"].module
    credentials.choose_page(moments.badge().pk, is_public=False, shows_results=True, shows_name=False, by=candidate)


def _beside_the_log(moments: Moments) -> None:
    """The manager is asked as a witness, and somebody used a code."""
    candidate, manager = moments.candidate, moments.people["manager"]
    assert manager is not None
    noted = [
        portfolio.note_repetition(
            candidate,
            work_process=moments.world.work_process,
            day=date(2026, 1, 5),
            task="Ronde",
            count=1,
            role="independent",
            witness_email=address,
            by=candidate,
        )
        for address in (manager.email, "")
    ]
    [moments.more["asked"]] = portfolio.ask_confirmation(candidate, repetitions=noted[:1], by=candidate)
    made = portfolio.make_witness_code(candidate, repetitions=noted[1:], by=candidate)
    portfolio.use_witness_code(made.secret, name="Joep", email="joep@markt.example", language="nl")
    moments.more["code"] = made.code
    moments.more["testimony"] = portfolio.ask_testimony(
        candidate, name="Joep", email="joep@markt.example", function="Marktmeester", question="Wat?", by=candidate
    )


def _written_down(moments: Moments) -> None:
    """What ``confidential.py`` says who may read."""
    world, assessor = moments.world, moments.assessment("assessing").assessor
    portfolio.write_story(moments.story.pk, situation="Het begon op een marktdag", by=moments.candidate)
    portfolio.comment(moments.paper.pk, text="Leg dit nog uit", by=moments.people["coach"])
    trajectories.write_record(
        world.trajectory.pk,
        instrument=world.instrument("interview"),
        held_on=date(2026, 1, 5),
        facts="Feiten uit het gesprek",
        by=assessor,
    )
    assessments.score(
        world.assessment.pk,
        criterion=world.criterion,
        instrument=world.instrument("portfolio"),
        level=level_of(world.trajectory, "goed"),
        remark="Alleen de eerste zag dit",
        support=[Support(item=world.frozen_item.pk)],
        by=assessor,
    )


def _case(moments: Moments, until: str, *, codes: tuple[str, str] = ("W1", "W2"), **fields: Any) -> Trajectory:
    """A trajectory of the same candidate, with the same people in its parts; ``codes`` of its work processes."""
    like = moments.world.trajectory
    trajectory = TrajectoryFactory(
        until=until,
        candidate=like.candidate,
        client=like.client,
        provider=like.provider,
        standard_version=make_standard({"K1": {codes[0]: 2, codes[1]: 1}}),  # one standard is never under way twice
        route=like.route,
        **fields,
    )
    for role, part, seat in (
        ("coach", Part.COACH, None),
        ("first", Part.ASSESSOR, 1),
        ("second", Part.ASSESSOR, 2),
        ("officer", Part.QUALITY_OFFICER, None),
        ("manager", Part.MANAGER, None),
    ):
        if part == Part.MANAGER and "asked_by" in fields:
            continue  # whoever proposes for a client takes part from then on
        appoint(trajectory, part, seat, moments.people[role])
    return trajectory


def _building(moments: Moments, **fields: Any) -> Trajectory:
    trajectory = _case(moments, "advised", **fields)
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)
    portfolio.link_item(
        moments.paper.pk,
        work_processes=list(work_processes_in_scope(trajectory)),
        versions=[trajectory.standard_version],
        by=trajectory.candidate,
    )
    trajectories.share_item(trajectory.pk, moments.paper.pk, by=trajectory.candidate)
    return trajectory


def _submitted(moments: Moments, *, declared: tuple[str, ...] = ("first", "second"), **fields: Any) -> Trajectory:
    """Handed in; at the assessors when both declared to have no ties."""
    trajectory = _building(moments, **fields)
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    for role in declared:
        trajectories.declare_no_ties(trajectory.pk, by=moments.people[role])
    trajectory.refresh_from_db()
    return trajectory
