"""The day on which a trajectory is due, and a reminder to whoever it waits for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import DueMove, Participant, State
from evc.trajectories.selectors.resting import rest_of
from evc.trajectories.selectors.turns import Turn, turn_of
from evc.trajectories.services.locking import locked
from foundation.addresses import public_address
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.jobs.mail import queue_mail
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from foundation.working_days import end_of_term

_HAS_TERM = tuple(states.UNDER_WAY - {State.REQUESTED, State.INTAKE})
_PART_OF = {
    Turn.CANDIDATE: Participant.Part.CANDIDATE,
    Turn.ASSESSORS: Participant.Part.ASSESSOR,
    Turn.QUALITY_OFFICER: Participant.Part.QUALITY_OFFICER,
    Turn.CLOSING: Participant.Part.COACH,
}


@transaction.atomic
def move_due(trajectory_id: UUID, *, due_on: date, because: str, by: Person) -> DueMove:
    """A coordinator moves the day on which it is due, with the reason; a free day becomes the next working day."""
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, *_HAS_TERM)
    if due_on < timezone.localdate():
        raise InvalidInput(_("This day has passed. Choose today or a later day."), code="day-in-past", field="due_on")
    moved = DueMove.objects.create(
        trajectory=trajectory,
        from_day=trajectory.due_on,
        to_day=end_of_term(due_on),
        because=clean_text(because, field="because", longest=1_000, required=True),
        by=by,
    )
    trajectory.due_on = moved.to_day
    trajectory.save(update_fields=["due_on"])
    audit.record("trajectory.due-moved", on=trajectory, by=by, from_day=moved.from_day, to_day=moved.to_day)
    return moved


@transaction.atomic
def remind(trajectory_id: UUID, *, by: Person) -> int:
    """Mail whoever it waits for, once a day at most; how many mails that were.

    All assessors are reminded alike: who is done is not for others to know. Raises WrongState when it waits for nobody that
    can be mailed, and when that was done today.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    today = timezone.localdate()
    if rest_of(trajectory, today) is not None:
        raise WrongState(_("This trajectory is paused or was ended: nobody is reminded."), code="rests")
    turn = turn_of(trajectory, today)
    held = trajectory.participants.current().filter(part=_PART_OF[turn]) if turn in _PART_OF else None
    people = [row.person for row in held.select_related("person")] if held is not None else []
    people = [person for person in people if person.is_active and person.pk != by.pk]
    if not people:
        raise WrongState(_("It is your own turn here, or nobody has this place yet."), code="nobody-to-remind")
    keys = {person.pk: f"reminder:{trajectory.pk}:{today.isoformat()}:{person.pk}" for person in people}
    if OutgoingMail.objects.filter(key__in=keys.values()).exists():
        raise WrongState(_("A reminder went out today already."), code="reminded-today")
    for person in people:
        queue_mail(
            "trajectory_reminder",
            to=person.email,
            language=person.language,
            key=keys[person.pk],
            sender_name=trajectory.provider.name,
            name=person.name,
            organisation=trajectory.provider.name,
            is_candidate=turn == Turn.CANDIDATE,
            until=trajectory.due_on,
            link=public_address(f"/trajectories/{trajectory.pk}"),
        )
    audit.record("trajectory.reminded", on=trajectory, by=by, turn=turn.value, count=len(people))
    return len(people)
