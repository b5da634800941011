"""A seat beside those of the route: of a third assessor, when the first can't agree."""

from __future__ import annotations

from django.utils.translation import gettext as _

from evc.roles import Role
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.services.people import require_fit
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.jobs.services import enqueue
from foundation.people.models import Person

Part = Participant.Part


def assign_third_assessor(trajectory: Trajectory, *, person: Person, because: str = "", by: Person) -> Participant:
    """For the room of the assessments, which knows that one was asked for; it holds the lock.

    Raises NotIndependent for whoever ever took part, ToBeWeighed when a reason is missing, and InvalidInput for somebody
    who is no assessor of the provider.
    """
    if not person.is_active or not person.holds(Role.ASSESSOR, trajectory.provider):
        raise InvalidInput(
            _("This person does not have that role in %(organisation)s. Give the role first, or choose somebody else.")
            % {"organisation": trajectory.provider.name},
            code="role-missing",
            field="person",
        )
    cautions = require_fit(trajectory, person, Part.THIRD_ASSESSOR, because=because)
    participant = Participant.objects.create(
        trajectory=trajectory,
        person=person,
        part=Part.THIRD_ASSESSOR,
        despite=[caution.value for caution in cautions],
        despite_because=clean_text(because, field="because", longest=1_000) if cautions else "",
    )
    audit.record(
        "participant.assigned",
        on=trajectory,
        by=by,
        person=person.pk,
        part=participant.part,
        despite=participant.despite,
        participant=participant.pk,
    )
    enqueue("trajectories.tell_assigned", key=participant.pk, participant=participant.pk)
    return participant
