"""What people try. An act is refused with an ErkendError, or done; which of the two is the services' to say."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date

from credentials import services as credentials
from credentials.models import Badge, IssuerProfile
from evc.assessments import services as assessments
from evc.assessments.models import Assessment, Moderation
from evc.assessments.sheet import read_sheet
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.routes.models import RubricLevel
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from foundation.errors import ErkendError, NotFound
from foundation.jobs import services as jobs
from foundation.people.models import Organisation, Person
from tests.factories.assessments import filled_in
from tests.factories.trajectories import TERMS, share_evidence
from tests.property.always_true.world import CODES, SEEN_ON, World

Part = Participant.Part
Act = Callable[[World, Person, int], object]
LEVELS = ("onvoldoende", "voldoende", "goed")


def _assign(part: str) -> Act:
    """Somebody of the house, whoever it is, for this part; seats are tried in turn."""

    def act(world: World, by: Person, pick: int) -> object:
        names = sorted(world.people)
        person = world.people[names[pick % len(names)]]
        seat = pick % 2 + 1 if part == Part.ASSESSOR else None
        return trajectories.assign(world.trajectory.pk, person=person, part=part, seat=seat, by=by)

    return act


def _score(world: World, by: Person, pick: int) -> object:
    """Everything filled in; who picks another level than the other brings about a moderation."""
    assessment = own_assessment(world, by)
    return filled_in(assessment, default=LEVELS[pick % 3])


def _score_one(world: World, by: Person, pick: int) -> object:
    assessment = own_assessment(world, by)
    sheet = read_sheet(assessment)
    criterion = sheet.work_processes()[0][1][pick % 2]
    level = RubricLevel.objects.get(rubric=world.fresh().route.rubric_id, key=LEVELS[pick % 3])
    return assessments.score(assessment.pk, criterion=criterion, instrument=sheet.instruments[0], level=level, by=by)


def _finalise_somebody_elses(world: World, by: Person, pick: int) -> object:
    found = list(world.trajectory.assessments.order_by("opened_at"))
    if not found:
        raise NotFound("There is no assessment.")
    return assessments.finalise(found[pick % len(found)].pk, by=by)


def _agree(world: World, by: Person, pick: int) -> object:
    moderation = open_moderation(world)
    level = RubricLevel.objects.get(rubric=world.fresh().route.rubric_id, key=LEVELS[pick % 3])
    for row in moderation.scores.select_related("criterion"):
        assessments.agree(
            moderation.pk, criterion=row.criterion, level=level, because="Samen naar het bewijs gekeken.", by=by
        )
    return moderation


def own_assessment(world: World, by: Person) -> Assessment:
    assessment = world.assessment_of(by)
    if assessment is None:
        raise NotFound("This person has no assessment.")
    return assessment


def open_moderation(world: World) -> Moderation:
    moderation = Moderation.objects.filter(trajectory=world.trajectory, closed_at=None).first()
    if moderation is None:
        raise NotFound("There is no moderation.")
    return moderation


def last_outcome(world: World) -> Outcome:
    outcome = world.last_outcome()
    if outcome is None:
        raise NotFound("There is no outcome.")
    return outcome


def _rotate(world: World, by: Person, pick: int) -> object:
    issuer = IssuerProfile.objects.filter(organisation=world.provider).first()
    if issuer is None:
        raise NotFound("This house issues nothing yet.")
    return credentials.rotate_key(issuer.pk, by=by)


def _revoke(world: World, by: Person, pick: int) -> object:
    badge = Badge.objects.filter(issuer__organisation=world.provider).first()
    if badge is None:
        raise NotFound("There is no badge.")
    return credentials.revoke(badge.pk, because="Op de verkeerde naam.", by=by)


def _work(world: World, by: Person, pick: int) -> object:
    """The worker does what is due, whoever set it going."""
    return jobs.run_due()


def _rename(world: World, by: Person, pick: int) -> object:
    Organisation.objects.filter(pk=world.provider.pk).update(name=f"Hernoemd {pick}")
    return None


ACTS: dict[str, Act] = {
    "start the intake": lambda world, by, _: trajectories.start_intake(world.trajectory.pk, by=by),
    "fill in the intake": lambda world, by, _: trajectories.save_intake(
        world.trajectory.pk, reasons=["level"], goal="Verder komen", by=by
    ),
    "advise": lambda world, by, pick: trajectories.give_advice(
        world.trajectory.pk,
        advice=("full", "full", "compact", "not_now")[pick % 4],
        because="Past het best.",
        next_steps="Loop een maand mee.",
        by=by,
    ),
    "draw up the agreement": lambda world, by, pick: trajectories.draw_up_agreement(
        world.trajectory.pk, terms=TERMS, signs_for_client=world.people["manager"] if pick % 2 else None, by=by
    ),
    "accept for the client": lambda world, by, pick: trajectories.accept_for_client(
        world.trajectory.pk, number=pick % 3 + 1, by=by
    ),
    "accept the agreement": lambda world, by, pick: trajectories.accept_agreement(
        world.trajectory.pk, no_ties=pick % 4 > 0, by=by
    ),
    "share evidence": lambda world, by, _: share_evidence(world.fresh(), CODES),
    "submit": lambda world, by, _: trajectories.submit_dossier(world.trajectory.pk, by=by),
    "assign a coach": _assign(Part.COACH),
    "assign an assessor": _assign(Part.ASSESSOR),
    "assign a quality officer": _assign(Part.QUALITY_OFFICER),
    "assign a manager": _assign(Part.MANAGER),
    "declare no ties": lambda world, by, _: trajectories.declare_no_ties(world.trajectory.pk, by=by),
    "refuse the assignment": lambda world, by, _: trajectories.refuse_assignment(world.trajectory.pk, by=by),
    "open the dossier": lambda world, by, _: assessments.start_assessment(world.trajectory.pk, by=by),
    "score everything": _score,
    "score one criterion": _score_one,
    "finalise": lambda world, by, _: assessments.finalise(own_assessment(world, by).pk, by=by),
    "finalise somebody's": _finalise_somebody_elses,
    "see who it is": lambda world, by, _: trajectories.record_identity_seen(
        world.trajectory.pk, document="passport", seen_on=SEEN_ON, by=by
    ),
    "see who it is in the future": lambda world, by, _: trajectories.record_identity_seen(
        world.trajectory.pk, document="passport", seen_on=date(2999, 1, 1), by=by
    ),
    "ask for a supplement": lambda world, by, _: assessments.ask_supplement(own_assessment(world, by).pk, by=by),
    "hand in the supplement": lambda world, by, _: trajectories.submit_supplement(world.trajectory.pk, by=by),
    "agree on a level": _agree,
    "sign the moderation": lambda world, by, _: assessments.sign_moderation(open_moderation(world).pk, by=by),
    "propose the outcome": lambda world, by, _: outcomes.propose_outcome(world.trajectory.pk),
    "release": lambda world, by, _: outcomes.release(last_outcome(world).pk, by=by),
    "send back": lambda world, by, _: outcomes.send_back(last_outcome(world).pk, because="De derde poot mist.", by=by),
    "issue the badge": lambda world, by, _: outcomes.issue_badge(last_outcome(world).pk),
    "revoke the badge": _revoke,
    "let the worker run": _work,
    "rotate the key": _rotate,
    "rename the organisation": _rename,
    "withdraw": lambda world, by, _: trajectories.withdraw(world.trajectory.pk, by=by),
    "close": lambda world, by, _: trajectories.close(world.trajectory.pk, declined=True, by=by),
}


def attempt(act: Act, world: World, by: Person, pick: int) -> bool:
    """Whether it was done; a refusal is a sentence, whatever else is raised is a fault."""
    with contextlib.suppress(ErkendError):
        act(world, by, pick)
        return True
    return False
