"""What people try beside the street: pauses, silence, a third assessor, an appeal, a correction, a course."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from evc.assessments import services as assessments
from evc.outcomes import services as outcomes
from evc.outcomes.models import Appeal, Correction
from evc.programmes import services as programmes
from evc.programmes.models import Enrolment
from evc.trajectories import services as trajectories
from evc.trajectories.models import Pause
from evc.trajectories.planning_jobs import find_silence
from evc.trajectories.services import guiding
from foundation.errors import NotFound
from foundation.jobs import services as jobs
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import Repetition
from tests.factories.appeals import contested
from tests.factories.assessments import filled_in
from tests.factories.programmes import FOLLOWED, door_of, practised
from tests.property.always_true.acts import ACTS, LEVELS, Act, last_outcome, open_moderation
from tests.property.always_true.world import World


def somebody(world: World, pick: int) -> Person:
    names = sorted(world.people)
    return world.people[names[pick % len(names)]]


def days_of(pick: int) -> dict[str, object]:
    first = timezone.localdate() + timedelta(days=pick % 3)
    return {"first_day": first, "until": first + timedelta(days=2 * pick)}


# Pausing and silence


def _pause(world: World) -> Pause:
    found = Pause.objects.filter(trajectory=world.trajectory).order_by("-first_day", "pk").first()
    if found is None:
        raise NotFound("There is no pause.")
    return found


def a_day_of_work() -> None:
    """What the worker does every day about work that stands still, and what is due."""
    now = timezone.now()
    for trajectory in guiding.stalled(now):
        guiding.notice_stall(trajectory.pk, now=now)
    find_silence(timezone.localdate(now).isoformat())
    jobs.run_due()


# A third assessor


def _find_third(world: World, by: Person, pick: int) -> object:
    return assessments.assign_third_assessor(
        open_moderation(world).pk, person=somebody(world, pick), because="Nieuw in dit traject.", by=by
    )


# An appeal


def appeal_of(world: World) -> Appeal:
    found = world.open_appeal()
    if found is None:
        raise NotFound("There is no appeal.")
    return found


def _lodge(world: World, by: Person, pick: int) -> object:
    outcome = last_outcome(world)
    return outcomes.lodge_appeal(
        outcome.pk, criteria=contested(outcome), reasons="Bladzijde 3 laat het wel zien.", by=by
    )


def _choose_officer(world: World, by: Person, pick: int) -> object:
    return outcomes.assign_appeal_officer(
        appeal_of(world).pk, person=somebody(world, pick), because="Nieuw in dit traject.", by=by
    )


def _choose_assessor(world: World, by: Person, pick: int) -> object:
    return outcomes.assign_appeal_assessor(
        appeal_of(world).pk, person=somebody(world, pick), seat=pick % 2 + 1, because="Nieuw.", by=by
    )


def _look_again(world: World, by: Person, pick: int) -> object:
    """Everything scored, with what carries it; final or not yet."""
    assessment = outcomes.start_looking_again(appeal_of(world).pk, by=by)
    filled_in(assessment, default=LEVELS[pick % 3])
    return assessments.finalise(assessment.pk, by=by)


# A correction


def _correction(world: World) -> Correction:
    found = Correction.objects.filter(outcome__trajectory=world.trajectory).order_by("-asked_at").first()
    if found is None:
        raise NotFound("Nobody asked for a correction.")
    return found


def _ask_correction(world: World, by: Person, pick: int) -> object:
    return outcomes.ask_correction(
        last_outcome(world).pk, kind="name", name=f"Nieuwe Naam {pick}", because="Anders geschreven.", by=by
    )


# A course


def _enrolment(world: World, pick: int) -> Enrolment:
    """Of the candidate, or of somebody else who follows it."""
    found = list(Enrolment.objects.filter(module=world.course.module).order_by("started_at", "pk"))
    if not found:
        raise NotFound("Nobody follows the course.")
    return found[pick % len(found)]


def _practise(world: World, by: Person, pick: int) -> object:
    enrolment = world.enrolment_of(by)
    if enrolment is None:
        raise NotFound("This person does not follow it.")
    return practised(enrolment, witness=somebody(world, pick).email)


def _confirm(world: World, by: Person, pick: int) -> object:
    asked = Repetition.objects.filter(witness_email=by.email, state=Repetition.State.ASKED).first()
    if asked is None:
        raise NotFound("Nobody asked this person.")
    return portfolio.confirm_repetition(door_of(asked), asked.pk)


FURTHER: dict[str, Act] = {
    "ask for a pause": lambda world, by, pick: trajectories.ask_pause(world.trajectory.pk, **days_of(pick), by=by),
    "start a pause": lambda world, by, pick: trajectories.start_pause(world.trajectory.pk, **days_of(pick), by=by),
    "refuse the pause": lambda world, by, _: trajectories.refuse_pause(_pause(world).pk, by=by),
    "go on before the pause is over": lambda world, by, _: trajectories.end_pause(_pause(world).pk, by=by),
    "end it for silence": lambda world, by, _: trajectories.end_for_silence(world.trajectory.pk, by=by),
    "take it up again": lambda world, by, _: trajectories.take_up_again(world.trajectory.pk, by=by),
    "ask for a third assessor": lambda world, by, _: assessments.ask_third_assessor(open_moderation(world).pk, by=by),
    "find a third assessor": _find_third,
    "lodge an appeal": _lodge,
    "take the appeal back": lambda world, by, _: outcomes.withdraw_appeal(appeal_of(world).pk, by=by),
    "choose who decides on the appeal": _choose_officer,
    "take the appeal up": lambda world, by, _: outcomes.admit_appeal(appeal_of(world).pk, by=by),
    "turn the appeal away": lambda world, by, _: outcomes.refuse_admission(
        appeal_of(world).pk, obstacle=Appeal.Obstacle.NO_REASONS, answer="Er staan geen redenen.", by=by
    ),
    "choose who looks again": _choose_assessor,
    "declare no ties in the appeal": lambda world, by, _: outcomes.declare_no_ties_in_appeal(
        appeal_of(world).pk, by=by
    ),
    "give back a place in the appeal": lambda world, by, _: outcomes.give_back_in_appeal(appeal_of(world).pk, by=by),
    "look again": _look_again,
    "decide on the appeal": lambda world, by, _: outcomes.decide_appeal(
        appeal_of(world).pk, answer="Zo staat het er.", by=by
    ),
    "ask for a correction": _ask_correction,
    "grant the correction": lambda world, by, _: outcomes.grant_correction(_correction(world).pk, by=by),
    "refuse the correction": lambda world, by, _: outcomes.refuse_correction(
        _correction(world).pk, answer="Zo heet je niet.", by=by
    ),
    "make the correction": lambda world, by, _: outcomes.make_correction(_correction(world).pk),
    "begin the course": lambda world, by, _: programmes.begin_module(world.course.module_id, by=by),
    "stop the course": lambda world, by, pick: programmes.stop_module(_enrolment(world, pick).pk, by=by),
    "say that the course was followed": lambda world, by, pick: programmes.say_followed(
        _enrolment(world, pick).pk, on=FOLLOWED, by=by
    ),
    "practise for the course": _practise,
    "confirm the practice": _confirm,
}
EVERY_ACT = ACTS | FURTHER
