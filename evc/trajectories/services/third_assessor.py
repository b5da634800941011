"""A seat beside those of the route: of a third assessor, when the first can't agree."""

from __future__ import annotations

from evc.roles import Role
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.services.people import require_fit, require_role, take_part
from foundation.jobs.services import enqueue
from foundation.people.models import Person

Part = Participant.Part


def assign_third_assessor(trajectory: Trajectory, *, person: Person, because: str = "", by: Person) -> Participant:
    """For the room of the assessments, which knows that one was asked for; it holds the lock.

    Raises NotIndependent for whoever ever took part, ToBeWeighed when a reason is missing, and InvalidInput for somebody
    who is no assessor of the provider.
    """
    require_role(person, Role.ASSESSOR, trajectory.provider)
    cautions = require_fit(trajectory, person, Part.THIRD_ASSESSOR, because=because)
    participant = take_part(trajectory, person, Part.THIRD_ASSESSOR, None, cautions=cautions, because=because, by=by)
    enqueue("trajectories.tell_assigned", key=participant.pk, participant=participant.pk)
    return participant
