"""Calibration in the scene: a round that is asked, one that is open, one that is closed with a reading, and two talks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.models import CalibrationRound
from evc.quality.selectors.calibration import criteria_of
from evc.quality.services import calibrating, criterion_readings, talks
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from evc.trajectories.selectors import work_processes_in_scope
from foundation.people import services as people
from tests.factories.calibration import agreed, asked, opened, readers, scored
from tests.factories.outcomes import released
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.routes import compact_route
from tests.factories.trajectories import TrajectoryFactory, appoint, walk_on

if TYPE_CHECKING:
    from tests.scene import Scene

Part = Participant.Part
_READERS = {"noor": "Noor van Dam", "bas": "Bas Timmer"}


def calibrate(scene: Scene) -> None:
    """Fatima is asked, Saskia's dossier is being scored and Nora's was: Noor and Bas had no part in any of them."""
    provider, gerda, today = scene.organisations["de-brug"], scene.people["gerda"], timezone.localdate()
    for key, name in _READERS.items():
        scene.people[key] = PersonFactory(name=name, language="nl", email=f"{key}@debrug.example")
        people.give_role(provider.pk, person=scene.people[key], role=Role.ASSESSOR, by=scene.people["karin"])
    _round(scene, "full")
    _recognised(scene, "calibrated", "Saskia Kok")
    busy = opened(agreed(_round(scene, "calibrated")))
    scored(busy, scene.people["bas"])
    over = opened(agreed(_round(scene, "closed")))
    codes = [criterion.code for criterion in criteria_of(over)]
    first = criteria_of(over)[0]
    one = {codes[0]: "goed", codes[4]: "goed", codes[7]: "onvoldoende"}
    scored(over, readers(over)[0], one, note="Ik zag het twee keer, op verschillende dagen.")
    scored(over, readers(over)[1], {codes[4]: "goed", codes[7]: "goed", codes[9]: "onvoldoende"})
    calibrating.close_round(over.pk, by=gerda)
    criterion_readings.record_criterion_reading(
        over.pk,
        criterion=first,
        text="Twee keer gezien op verschillende dagen is voldoende; goed vraagt ook dat iemand uitlegt waarom.",
        since=today,
        by=gerda,
    )
    for who, occasion in (("marga", "half_way"), ("noor", "calibration")):
        talk = talks.note_talk(
            provider,
            colleague=scene.people[who],
            occasion=occasion,
            held_on=today - timedelta(days=2),
            agreed="Bij een kort derde been vraag je eerst door, en dan pas om meer bewijs.",
            by=gerda,
        )
    talks.sign_talk(talk.pk, by=scene.people["noor"])


def _recognised(scene: Scene, key: str, name: str) -> None:
    """A released outcome with a PDF in its dossier."""
    version = scene.cases["closed"].standard_version
    candidate = scene.people[key] = PersonFactory(name=name, language="nl", email=f"{key}@waterrijk.example")
    trajectory = TrajectoryFactory(
        building=True,
        candidate=candidate,
        client=scene.organisations["waterrijk"],
        provider=scene.organisations["de-brug"],
        standard_version=version,
        route=compact_route(),
        units=list(version.core_tasks.all()),
        evidence_for=list(version.work_processes.values_list("code", flat=True)),
    )
    first = work_processes_in_scope(trajectory)[:1]
    paper = make_item(candidate, file="certificaat-eerste-hulp.pdf", title="Eerste hulp", work_processes=first)
    trajectories.share_item(trajectory.pk, paper.pk, by=candidate)
    walk_on(trajectory, until="submitted")
    for seat, who in enumerate(("yusuf", "ingrid"), start=1):
        appoint(trajectory, Part.ASSESSOR, seat=seat, person=scene.people[who])
        trajectories.declare_no_ties(trajectory.pk, by=scene.people[who])
    appoint(trajectory, Part.QUALITY_OFFICER, person=scene.people["hans"])
    trajectory.refresh_from_db()
    scene.cases[key] = released(trajectory).trajectory


def _round(scene: Scene, case: str) -> CalibrationRound:
    """Asked by Gerda: she had no part in these cases."""
    return asked(
        Outcome.objects.released().get(trajectory=scene.cases[case]),
        assessors=[scene.people[key] for key in _READERS],
        by=scene.people["gerda"],
        question="Wanneer is iets goed, en wanneer voldoende?",
    )


def round_of(scene: Scene, case: str) -> CalibrationRound:
    return CalibrationRound.objects.get(trajectory=scene.cases[case])
