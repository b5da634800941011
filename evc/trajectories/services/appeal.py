"""Who looks again in an appeal, and what they read: people who never took part. For the room of the outcomes, which knows
of the appeal and holds the lock of the trajectory."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.trajectories import rules
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.services.people import require_fit, require_role, take_part
from evc.trajectories.services.signing import sign_statement
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio

Part = Participant.Part
ROLE_IN_APPEAL = {Part.APPEAL_ASSESSOR: Role.ASSESSOR, Part.APPEAL_OFFICER: Role.QUALITY_OFFICER}


def assign_in_appeal(
    trajectory: Trajectory, *, person: Person, part: str, seat: int | None = None, because: str = "", by: Person
) -> Participant:
    """Give somebody a part in the appeal. By a coordinator; ``because``: why, where there is something to weigh.

    Raises NotIndependent, ToBeWeighed, InvalidInput (role or seat), NotAllowed.
    """
    rules.require_coordinator(trajectory, by)
    role = ROLE_IN_APPEAL[Part(part)]
    require_role(person, role, trajectory.provider)
    cautions = require_fit(trajectory, person, part, because=because)
    if trajectory.participants.current().filter(part=part, seat=seat).exists():
        raise InvalidInput(
            _("Somebody has this place already. End that assignment first."), code="seat-taken", field="person"
        )
    participant = take_part(trajectory, person, part, seat, cautions=cautions, because=because, by=by)
    if part == Part.APPEAL_OFFICER:
        portfolio.set_audience_member(trajectory.audience, person, reads_frozen_only=True)
    return participant


def declare_no_ties_in_appeal(trajectory: Trajectory, *, by: Person) -> Participant:
    """An assessor in the appeal declares to have no ties with the candidate; the dossier opens to them."""
    participant = own_in_appeal(trajectory, by)
    if participant.no_ties_declared_at is not None:
        raise WrongState(_("You declared this before. You need not do it again."), code="declared-already")
    participant.no_ties_declared_at = timezone.now()
    participant.save(update_fields=["no_ties_declared_at"])
    sign_statement(participant)
    portfolio.set_audience_member(trajectory.audience, by, reads_frozen_only=True)
    audit.record("participant.no-ties-declared", on=trajectory, by=by, seat=participant.seat)
    return participant


def own_in_appeal(trajectory: Trajectory, person: Person) -> Participant:
    """The person's own place in the appeal. Raises NotAllowed."""
    found: Participant | None = trajectory.participants.current().filter(person=person, part__in=ROLE_IN_APPEAL).first()
    if found is None:
        rules.require(False, _("This is not assigned to you."))
    assert found is not None
    return found


def end_in_appeal(participant: Participant, *, by: Person | None) -> None:
    """One place ends: given back, taken away, or since the appeal is over. The dossier closes to them."""
    trajectory = participant.trajectory
    participant.ended_at = timezone.now()
    participant.save(update_fields=["ended_at"])
    portfolio.remove_audience_member(trajectory.audience, participant.person)
    audit.record("participant.ended", on=trajectory, by=by, person=participant.person_id, part=participant.part)


def end_everybody_in_appeal(trajectory: Trajectory, *, by: Person | None) -> None:
    places = trajectory.participants.current().filter(part__in=ROLE_IN_APPEAL).select_related("person")
    for participant in places:
        participant.trajectory = trajectory
        end_in_appeal(participant, by=by)


def expect_badge(trajectory: Trajectory) -> None:
    """After a granted appeal something is recognised, so that its badge comes; nothing was perhaps before."""
    trajectory.expects_badge = True
    trajectory.save(update_fields=["expects_badge"])
