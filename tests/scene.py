"""The demo, and beside it one case in every earlier state: so that each page can be seen with what belongs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from credentials.models import Badge
from evc.assessments import services as assessments
from evc.assessments.models import Assessment
from evc.demo.documents import BICYCLES_PHOTO, DIPLOMA
from evc.demo.playing import play
from evc.demo.story import example_story
from evc.outcomes import services as outcomes
from evc.roles import Role
from evc.routes.services import copy_route
from evc.standards.models import WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from foundation.jobs import services as jobs
from foundation.jobs.models import OutgoingMail
from foundation.people import services as people
from foundation.people.models import Organisation, Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition
from tests.appeal_scene import come_after
from tests.calibration_scene import calibrate
from tests.factories.assessments import filled_in, scored, see_identity, started
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, recording
from tests.factories.routes import compact_route
from tests.factories.trajectories import TrajectoryFactory, appoint, share_evidence
from tests.following_courses import follow_courses
from tests.guided import stand_still, work_together
from tests.keeping_scene import keep_and_talk
from tests.planned import lay_out_planning
from tests.quality_scene import care_for_quality, read_everything
from tests.shared_further import share_further

Part = Participant.Part
NAMES = {
    "proposed": "Noor de Wit",
    "asked": "Sem Bakker",
    "intake": "Lieke Vos",
    "scanned": "Milan Smit",
    "counselled": "Iris Bloem",
    "advised": "Zoë Postma",
    "building": "Bilal Aydin",
    "invited": "Femke Jansen",
    "supplement": "Joris Mulder",
    "moderating": "Anouk Prins",
    "undecided": "Tygo Maas",
    "checking": "Ruben Dekker",
    "paused": "Tess Kok",
    "pause-asked": "Bas Peters",
    "silent": "Noa Willems",
    "appealed": "Wiebe Roos",
    "reassessing": "Esra Polat",
    "reassessed": "Lars Mol",
    "closed": "Nora Bult",
}


@dataclass(slots=True)
class Scene:
    """``people`` by the keys of the demo's story and of NAMES; ``cases`` by the keys of the story and of NAMES."""

    people: dict[str, Person]
    organisations: dict[str, Organisation]
    cases: dict[str, Trajectory]
    badges: dict[str, Badge]
    secrets: dict[str, str] = field(default_factory=dict)  # of mailed links: "confirm", "invitation"


def set_scene() -> Scene:
    """Play the demo in an empty database, then lay the open cases beside it."""
    stage, played = play(example_story(), progress=lambda text: None)
    scene = Scene(
        people=dict(stage.people),
        organisations=dict(stage.organisations),
        cases={one.key: one.trajectory for one in played},
        badges={one.key: one.badge for one in played if one.badge},
    )
    read_everything(scene)
    for key, name in NAMES.items():
        scene.people[key] = PersonFactory(name=name, language="nl", email=f"{key}@waterrijk.example")
        _OPEN[key](scene, key)
    _witnesses(scene)
    share_further(scene)
    _chosen_by_others(scene)
    lay_out_planning(scene)
    follow_courses(scene)
    come_after(scene)
    jobs.run_due()
    _asked_for_a_correction(scene)
    care_for_quality(scene)
    keep_and_talk(scene)
    calibrate(scene)
    scene.secrets["invitation"] = _invitation(scene)
    for trajectory in scene.cases.values():
        trajectory.refresh_from_db()
    return scene


def own_assessment(scene: Scene, case: str, who: str) -> Assessment:
    """The assessment of one assessor in a case."""
    return Assessment.objects.get(trajectory=scene.cases[case], participant__person=scene.people[who])


def first_item(scene: Scene, who: str, *, kind: str, with_file: bool = False) -> EvidenceItem:
    """An item of this kind in somebody's portfolio; with a document in it where ``with_file``."""
    items = EvidenceItem.objects.owned_by(scene.people[who]).present().filter(kind=kind)
    return (items.filter(files__isnull=False) if with_file else items).order_by("created_at")[0]


def mailed_link(pattern: str) -> str:
    """The secret in the newest mail that holds such a link; ``pattern`` has it as its group."""
    for mail in OutgoingMail.objects.order_by("-created_at"):
        if found := re.search(pattern, mail.text):
            return found[1]
    raise LookupError(f"no mail holds {pattern}")


def _case(scene: Scene, key: str, **fields: object) -> Trajectory:
    """A compact route of this person at the demo's provider."""
    version = scene.cases["compact"].standard_version
    trajectory = TrajectoryFactory(
        candidate=scene.people[key],
        client=scene.organisations["waterrijk"],
        provider=scene.organisations["de-brug"],
        standard_version=version,
        route=compact_route(),
        units=list(version.core_tasks.all()),
        **fields,
    )
    scene.cases[key] = trajectory
    return trajectory


def _by_manager(scene: Scene, key: str) -> None:
    _case(scene, key, requested=True, asked_by=scene.people["rik"])


def _by_candidate(scene: Scene, key: str) -> None:
    _case(scene, key, requested=True)


def _intake(scene: Scene, key: str) -> None:
    _case(scene, key, intake=True)


def _scanned(scene: Scene, key: str) -> None:
    """Intake and self-scan filled in: an advice can be given."""
    trajectory = _case(scene, key, intake=True)
    candidate = trajectory.candidate
    trajectories.save_intake(
        trajectory.pk, reasons=["exemption"], goal="Een deel van het examen overslaan", by=candidate
    )
    answers = {work_process.pk: 2 for work_process in work_processes_in_scope(trajectory)}
    trajectories.save_self_scan(trajectory.pk, answers=answers, by=candidate)


def _advised(scene: Scene, key: str) -> None:
    _case(scene, key, advised=True)


def _building(scene: Scene, key: str) -> None:
    """Under way: a coach, a document that nobody confirmed yet, entries that wait for a witness."""
    trajectory = _case(scene, key, advised=True, asked_by=scene.people["rik"])
    candidate = trajectory.candidate
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=candidate)
    appoint(trajectory, Part.COACH, person=scene.people["marga"])
    appoint(trajectory, Part.ASSESSOR, seat=1, person=scene.people["yusuf"])  # has not declared yet
    first, second = list(work_processes_in_scope(trajectory))[:2]
    shown = share_evidence(trajectory, [first.code], title="Verslag van een gesprek op de markt")
    _with_a_place(shown, first)
    _read_by_machine(candidate)
    story = portfolio.add_item(candidate, kind="reflection", title="Een avond op het plein", by=candidate)
    told = portfolio.record_part(
        story.pk, part="situation", stream=BytesIO(recording()), name="situatie.wav", by=candidate
    )
    portfolio.write_spoken_text(told.pk, text="Het was druk op het plein.", by=candidate)
    elsewhere = Badge.objects.order_by("issued_at").first()
    assert elsewhere is not None
    portfolio.import_badge(candidate, data=elsewhere.document.encode(), name="badge.json", by=candidate)
    for days, work_process in enumerate((first, second, first), start=1):
        portfolio.note_repetition(
            candidate,
            work_process=work_process,
            day=trajectory.requested_at.date(),
            task="Iemand aangesproken op straat",
            count=days,
            hours=1,
            place="Stationsplein",
            role="independent",
            witness_name="Sanne de Lange",
            witness_email="s.delange@politie.example",
            note="",
            by=candidate,
        )
    portfolio.ask_confirmation(candidate, repetitions=Repetition.objects.visible_to(candidate)[:2], by=candidate)
    scene.secrets["confirm"] = mailed_link(r"/confirm/(\S+)")
    phase = trajectory.route.phases.first()
    trajectories.note_hours(trajectory.pk, phase=phase, day=trajectory.requested_at.date(), hours=2, by=candidate)
    work_together(trajectory, coach=scene.people["marga"])
    stand_still(trajectory)
    scene.secrets["still"] = mailed_link(r"/still/([^/\s]+)/need-help")


def _coached(scene: Scene, key: str) -> Trajectory:
    """Building, with a coach."""
    trajectory = _case(scene, key, building=True)
    trajectories.end_assignment(trajectory.participants.current().get(part=Part.COACH).pk, by=scene.people["petra"])
    appoint(trajectory, Part.COACH, person=scene.people["marga"])
    return trajectory


def _with_a_place(item: EvidenceItem, work_process: WorkProcess) -> None:
    """A paper of some pages, with a place that its owner points at, whose work it is, and a word of the coach there."""
    name = "plan-fietsparkeren-stationsplein.pdf"
    file = portfolio.add_file(item.pk, stream=BytesIO(document(name)), name=name, by=item.owner)
    where = portfolio.Where(page_from=2, page_until=3)
    portfolio.point(
        item.pk, work_process=work_process.pk, file_id=file.pk, where=where, note="Hoe ik koos", by=item.owner
    )
    tools = [{"name": "Een AI-chat", "is_ai": True, "used_for": "de eerste opzet van de tekst"}]
    portfolio.say_authorship(item.pk, made_by="alone", tools=tools, by=item.owner)
    portfolio.comment(item.pk, text="Leg hier uit waarom.", file_id=file.pk, page=2, by=item.owner)


def _read_by_machine(candidate: Person) -> None:
    for name in (DIPLOMA, BICYCLES_PHOTO):
        stream = BytesIO(example_story().documents[name])
        portfolio.add_item_from_file(candidate, stream=stream, name=name, by=candidate)


def _witnesses(scene: Scene) -> None:
    """Of the candidate who builds: a witness with an account, one who used a code, one whose code waits; and what was
    confirmed in the demo is told to who confirmed it."""
    candidate, rik = scene.people["building"], scene.people["rik"]
    noted = Repetition.objects.visible_to(candidate).filter(state=Repetition.State.NOTED).earliest("day")
    fields = {"work_process": noted.log.work_process, "day": noted.day, "count": 2, "role": "independent"}
    seen = [
        portfolio.note_repetition(candidate, task=task, by=candidate, **fields, **witness)
        for task, witness in (
            ("Rondje langs de terrassen", {"witness_name": rik.name, "witness_email": rik.email}),
            ("Een verloren kind naar de ouders gebracht", {}),
            ("Een boete uitgelegd", {}),
        )
    ]
    portfolio.ask_confirmation(candidate, repetitions=seen[:1], by=candidate)
    scene.secrets["confirm-first"] = mailed_link(r"/confirm/(\S+)")
    used = portfolio.make_witness_code(candidate, repetitions=seen[1:2], by=candidate)
    portfolio.use_witness_code(used.secret, name="Joep Tak", email="joep@markt.example", language="nl")
    scene.secrets["code"] = portfolio.make_witness_code(candidate, repetitions=seen[2:], by=candidate).secret
    portfolio.describe_witness(
        scene.secrets["confirm"],
        name="Sanne de Lange",
        function="Politieagent",
        knows_how="Wij lopen samen dienst in de binnenstad.",
        tie="Wij zijn buren.",
    )
    _testimonies(scene, candidate)
    portfolio.tell_witnesses(timezone.localdate())
    scene.secrets["confirmed"] = mailed_link(r"/confirmed/(\S+)")


def _testimonies(scene: Scene, candidate: Person) -> None:
    """One signed, one half written, one declined."""
    work_processes = list(work_processes_in_scope(scene.cases["building"]))[:2]
    for key, name in (("testimony-signed", "Trees Vonk"), ("testimony-declined", "Kees Lam"), ("testimony", "Ans Bos")):
        portfolio.ask_testimony(
            candidate,
            name=name,
            email=f"{name.partition(' ')[0].lower()}@markt.example",
            function="Marktmeester",
            question="Wil je schrijven over de zaterdag dat de stroom op de markt uitviel? Jij zag wat ik deed.",
            work_processes=work_processes,
            by=candidate,
        )
        scene.secrets[key] = mailed_link(r"/testimony/(\S+)")
    answers = {
        "what": "De stroom viel uit en er ontstond gedrang. Hij zette twee kramen opzij en leidde de mensen om.",
        "when": "Zaterdag 3 oktober 2026",
        "how_often": "Elke zaterdag, twee jaar lang",
        "how_well": "Goed: na tien minuten was er ruimte. Hij mag de ondernemers eerder zeggen wat hij gaat doen.",
        "knows_how": "Ik ben marktmeester en hij heeft dienst op mijn markt.",
    }
    about = {"name": "Trees Vonk", "function": "Marktmeester", "tie": ""}
    portfolio.sign_testimony(scene.secrets["testimony-signed"], **answers, **about)
    portfolio.decline_testimony(scene.secrets["testimony-declined"], because="Ik heb er geen tijd voor.")
    portfolio.save_testimony_draft(scene.secrets["testimony"], {"what": answers["what"], "has_tie": "no"})


def _invited(scene: Scene, key: str) -> None:
    """Everything handed in, the assessors asked and not all of them ready."""
    trajectory = _case(scene, key, submitted=True)
    appoint(trajectory, Part.ASSESSOR, seat=1, person=scene.people["ingrid"])


def _at_assessors(scene: Scene, key: str) -> Trajectory:
    trajectory = _case(scene, key, submitted=True)
    for seat, who in enumerate(("yusuf", "ingrid"), start=1):
        appoint(trajectory, Part.ASSESSOR, seat=seat, person=scene.people[who])
        trajectories.declare_no_ties(trajectory.pk, by=scene.people[who])
    appoint(trajectory, Part.QUALITY_OFFICER, person=scene.people["hans"])
    trajectory.refresh_from_db()
    return trajectory


def _supplement(scene: Scene, key: str) -> None:
    trajectory = _at_assessors(scene, key)
    first = work_processes_in_scope(trajectory)[0]
    assessment = filled_in(started(trajectory, 1))
    text = "Laat zien hoe je het gesprek begon."
    assessments.request_supplement(assessment.pk, work_process=first, text=text, by=assessment.assessor)
    assessments.ask_supplement(trajectory.pk, by=assessment.assessor)


def _moderating(scene: Scene, key: str) -> None:
    trajectory = _at_assessors(scene, key)
    scored(started(trajectory, 1), levels={"S1-W1-C01": "goed", "S1-W2-C01": "onvoldoende"})
    scored(started(trajectory, 2))
    see_identity(trajectory)


def _undecided(scene: Scene, key: str) -> None:
    """Two assessors who can't agree: a third one is to be found."""
    _moderating(scene, key)
    moderation = scene.cases[key].moderations.get()
    assessments.ask_third_assessor(moderation.pk, by=scene.people["yusuf"])


def _checking(scene: Scene, key: str) -> None:
    trajectory = _at_assessors(scene, key)
    for seat in (1, 2):
        scored(started(trajectory, seat), levels={"S1-W2-C01": "onvoldoende"})
    see_identity(trajectory)


_OPEN = {
    "proposed": _by_manager,
    "asked": _by_candidate,
    "intake": _intake,
    "scanned": _scanned,
    "counselled": lambda scene, key: _case(scene, key, counselled=True),
    "advised": _advised,
    "building": _building,
    "invited": _invited,
    "supplement": _supplement,
    "moderating": _moderating,
    "undecided": _undecided,
    "checking": _checking,
    "paused": _coached,
    "pause-asked": _coached,
    "silent": _coached,
    "appealed": _at_assessors,
    "reassessing": _at_assessors,
    "reassessed": _at_assessors,
    "closed": _at_assessors,
}


def _invitation(scene: Scene) -> str:
    people.invite(
        scene.organisations["de-brug"].pk,
        email="nieuw@debrug.example",
        name="Nynke Hofstra",
        roles=[Role.ASSESSOR],
        by=scene.people["karin"],
    )
    return mailed_link(r"/invitations/(\S+)")


def _chosen_by_others(scene: Scene) -> None:
    """Fatima lets her manager read the report; Waterrijk has a route of its own."""
    fatima, until = scene.people["fatima"], timezone.localdate() + timedelta(days=90)
    trajectories.give_consent(scene.cases["full"].pk, scope="report", until=until, by=fatima)
    copy_route(
        compact_route().pk,
        organisation=scene.organisations["waterrijk"],
        name="Korte route buitendienst",
        label="EVC Compact",
        by=scene.people["petra"],
    )


def _asked_for_a_correction(scene: Scene) -> None:
    """Daan's name is not spelled right, and nobody answered yet."""
    outcome = scene.cases["compact"].outcomes.released().get()
    outcomes.ask_correction(
        outcome.pk,
        kind="spelling",
        name="Daan Kuypers",
        because="Op mijn paspoort staat het met een y.",
        by=scene.people["daan"],
    )
