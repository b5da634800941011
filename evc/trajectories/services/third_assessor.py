"""A seat beside those of the route: of a third assessor, when the first can't agree."""

from __future__ import annotations

from django.utils.translation import gettext as _

from evc.roles import Role
from evc.trajectories import rules
from evc.trajectories.errors import NotIndependent
from evc.trajectories.models import Participant, Trajectory
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.jobs.services import enqueue
from foundation.people.models import Person

Part = Participant.Part


def assign_third_assessor(trajectory: Trajectory, *, person: Person, by: Person) -> Participant:
    """For the room of the assessments, which knows that one was asked for; it holds the lock.

    Raises NotIndependent for whoever ever took part, and InvalidInput for somebody who is no assessor of the provider.
    """
    if not person.is_active or not person.holds(Role.ASSESSOR, trajectory.provider):
        raise InvalidInput(
            _("This person does not have that role in %(organisation)s. Give the role first, or choose somebody else.")
            % {"organisation": trajectory.provider.name},
            code="role-missing",
            field="person",
        )
    who = rules.standing(trajectory, person)
    if obstacle := rules.obstacle_to(Part.THIRD_ASSESSOR, now=who.now, ever=who.ever):
        raise NotIndependent(obstacle)
    participant = Participant.objects.create(trajectory=trajectory, person=person, part=Part.THIRD_ASSESSOR)
    audit.record("participant.assigned", on=trajectory, by=by, person=person.pk, part=participant.part)
    enqueue("trajectories.tell_assigned", key=participant.pk, participant=participant.pk)
    return participant
