"""Saying no to an assessor, without a reason that anybody hears."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.models import Participant, State
from evc.trajectories.services.locking import locked
from evc.trajectories.services.people import end_part
from foundation.errors import NotFound
from foundation.people.models import Person

_BEFORE_IT_OPENS = (State.INTAKE, State.BUILDING, State.SUBMITTED)


@transaction.atomic
def object_to_assessor(trajectory_id: UUID, participant_id: UUID, *, by: Person) -> Participant:
    """The candidate has ties with this assessor: the place is free again, before the dossier opens. Nobody asks which ties."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, *_BEFORE_IT_OPENS)
    found = trajectory.participants.current().filter(pk=participant_id, part=Participant.Part.ASSESSOR).first()
    if found is None:
        raise NotFound(_("There is no such assignment."))
    participant: Participant = found
    end_part(trajectory, participant, by=by)
    return participant
