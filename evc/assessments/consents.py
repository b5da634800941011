"""Whether an interview may be recorded: everybody who is heard agreed. Nobody is told who did not."""

from __future__ import annotations

from dataclasses import dataclass

from evc.assessments.models import RecordingConsent
from evc.routes.models import Instrument
from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Consents:
    """``own``: what this person answered last, None for no answer yet."""

    is_heard: bool
    own: bool | None
    everybody_agreed: bool


def is_talk(instrument: Instrument) -> bool:
    """Whether it can be recorded: an interview. Where somebody is observed at work others are heard, who agreed to nothing."""
    return instrument.needs_record and instrument.key.startswith("interview")


def heard(trajectory: Trajectory, instrument: Instrument) -> list[Person]:
    """The candidate, and the assessors in the seats that do this interview."""
    seats = instrument.seats.filter(route=trajectory.route_id).values("number")
    sitting = trajectory.participants.current().filter(part=Participant.Part.ASSESSOR, seat__in=seats)
    return [trajectory.candidate, *(row.person for row in sitting.select_related("person"))]


def consents(trajectory: Trajectory, instrument: Instrument, person: Person) -> Consents:
    """As it is now; a later answer took the place of an earlier one."""
    answers = dict(
        RecordingConsent.objects.filter(trajectory=trajectory, instrument=instrument)
        .order_by("answered_at")
        .values_list("person", "given")
    )
    people = {one.pk for one in heard(trajectory, instrument)}
    return Consents(
        is_heard=person.pk in people,
        own=answers.get(person.pk),
        everybody_agreed=len(people) > 1 and all(answers.get(one) for one in people),
    )
