"""Ways beside the street that lead somewhere, by whoever is to take each step: so that random steps are tried there too."""

from __future__ import annotations

from collections.abc import Callable

from evc.assessments import services as assessments
from evc.assessments.models import Moderation
from evc.outcomes import services as outcomes
from evc.outcomes.models import Appeal, Correction
from evc.programmes import services as programmes
from evc.programmes.models import Enrolment
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from foundation.errors import NotFound
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.factories.appeals import contested
from tests.factories.assessments import filled_in, scored
from tests.factories.programmes import FOLLOWED, confirmed
from tests.property.always_true.acts import LEVELS, last_outcome, open_moderation
from tests.property.always_true.world import World

Part = Participant.Part


def contest(world: World, pick: int) -> None:
    """One step further with an appeal; ``pick`` gives the level of whoever looks again: met or not."""
    appeal = world.open_appeal()
    if appeal is None:
        outcome = last_outcome(world)
        outcomes.lodge_appeal(
            outcome.pk,
            criteria=contested(outcome),
            reasons="Bladzijde 3 laat het wel zien.",
            by=world.people["candidate"],
        )
    elif appeal.state == Appeal.State.LODGED:
        _take_up(world, appeal)
    elif appeal.state == Appeal.State.ADMITTED:
        _look_again(world, appeal, LEVELS[pick % 3])
    else:
        outcomes.decide_appeal(appeal.pk, answer="Zo staat het er.", by=_current(world, Part.APPEAL_OFFICER))


def _take_up(world: World, appeal: Appeal) -> None:
    if appeal.officer is None:
        officer = world.people["third officer"]
        outcomes.assign_appeal_officer(appeal.pk, person=officer, by=world.people["coordinator"])
        return
    outcomes.admit_appeal(appeal.pk, by=appeal.officer)


def _look_again(world: World, appeal: Appeal, level: str) -> None:
    seated = {row.seat: row for row in world.trajectory.participants.current().filter(part=Part.APPEAL_ASSESSOR)}
    for seat, name in ((1, "third"), (2, "fifth")):
        if seat not in seated:
            outcomes.assign_appeal_assessor(
                appeal.pk, person=world.people[name], seat=seat, by=world.people["coordinator"]
            )
            return
        person = seated[seat].person
        if seated[seat].no_ties_declared_at is None:
            outcomes.declare_no_ties_in_appeal(appeal.pk, by=person)
        assessment = outcomes.start_looking_again(appeal.pk, by=person)
        if not assessment.is_final:
            filled_in(assessment, default=level)
            assessments.finalise(assessment.pk, by=person)
            return
    _agree_again(world)
    jobs.run_due()


def _agree_again(world: World) -> None:
    """Where those who looked again differ, by whoever stands first."""
    moderation = Moderation.objects.filter(trajectory=world.trajectory, closed_at=None).first()
    if moderation is None:
        return
    seated = [row.person for row in world.trajectory.participants.current().filter(part=Part.APPEAL_ASSESSOR)]
    levels = world.fresh().route.rubric.levels
    for row in moderation.scores.select_related("criterion"):
        assessments.agree(
            moderation.pk,
            criterion=row.criterion,
            level=levels.get(key="voldoende"),
            because="Samen gezien.",
            by=seated[0],
        )
    for person in seated:
        assessments.sign_moderation(moderation.pk, by=person)


def let_a_third_decide(world: World, pick: int) -> None:
    """The assessors can't agree: asked, found, declared, scored."""
    moderation, third = open_moderation(world), world.people["third"]
    assessments.ask_third_assessor(moderation.pk, by=_current(world, Part.ASSESSOR))
    assessments.assign_third_assessor(moderation.pk, person=third, by=world.people["coordinator"])
    trajectories.declare_no_ties(world.trajectory.pk, by=third)
    scored(assessments.start_assessment(world.trajectory.pk, by=third), default=LEVELS[pick % 3])


def correct(world: World, pick: int) -> None:
    """Asked for and granted, or refused."""
    outcome = last_outcome(world)
    asked = outcome.corrections.filter(state=Correction.State.ASKED).first()
    if asked is None:
        candidate = world.people["candidate"]
        outcomes.ask_correction(outcome.pk, kind="name", name=f"Naam {pick}", because="Anders.", by=candidate)
    elif pick % 2:
        outcomes.grant_correction(asked.pk, by=_current(world, Part.QUALITY_OFFICER))
        jobs.run_due()
    else:
        outcomes.refuse_correction(asked.pk, answer="Zo heet je niet.", by=_current(world, Part.QUALITY_OFFICER))


def follow_the_course(world: World, pick: int) -> None:
    """Begun, followed and practised with a witness: then the worker makes its badge."""
    candidate = world.people["candidate"]
    enrolment = world.enrolment_of(candidate) or programmes.begin_module(world.course.module_id, by=candidate)
    if enrolment.followed_on is None:
        programmes.say_followed(enrolment.pk, on=FOLLOWED, by=world.people["coordinator"])
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    confirmed(enrolment, witness=world.people["stranger"].email)
    jobs.run_due()


def _current(world: World, part: str) -> Person:
    held = world.trajectory.participants.current().filter(part=part).order_by("seat").first()
    if held is None:
        raise NotFound("Nobody has this part.")
    return held.person


SIDE_STREETS: dict[str, Callable[[World, int], None]] = {
    "contest": contest,
    "let a third decide": let_a_third_decide,
    "correct": correct,
    "follow the course": follow_the_course,
}
