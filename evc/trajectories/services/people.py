"""Who is something in a trajectory. The portfolio's audience is kept in step here, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.errors import NotIndependent, ToBeWeighed
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.selectors.conflicts import conflicts_of
from evc.trajectories.services.assessing import open_if_ready
from evc.trajectories.services.locking import locked
from evc.trajectories.services.signing import sign_statement
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Organisation, Person
from portfolio import services as portfolio

Part = Participant.Part
# Until an assessor's scores are final somebody else can take the seat.
_SEATS_CHANGE = states.UNDER_WAY - {State.MODERATING, State.QUALITY_CHECK}


@transaction.atomic
def assign(
    trajectory_id: UUID, *, person: Person, part: str, seat: int | None = None, because: str = "", by: Person
) -> Participant:
    """Give somebody a part: coach, assessor (with the seat's number), quality officer or manager. By a coordinator.

    A coach reads along at once; an assessor's dossier opens only after ``declare_no_ties``. ``because``: why, where there
    is something to weigh. Raises NotIndependent, ToBeWeighed when that reason is missing, and InvalidInput when the person
    lacks the role or the seat is taken or unknown.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, *(_SEATS_CHANGE if part == Part.ASSESSOR else states.UNDER_WAY))
    _require_role_for(trajectory, person, part)
    cautions = require_fit(trajectory, person, part, because=because)
    _require_seat(trajectory, part, seat)

    participant = take_part(trajectory, person, part, seat, cautions=cautions, because=because, by=by)
    if part == Part.COACH:
        portfolio.set_audience_member(trajectory.audience, person, reads_frozen_only=False)
    elif part == Part.QUALITY_OFFICER:
        portfolio.set_audience_member(trajectory.audience, person, reads_frozen_only=True)
    enqueue("trajectories.tell_assigned", key=participant.pk, participant=participant.pk)
    return participant


def take_part(
    trajectory: Trajectory,
    person: Person,
    part: str,
    seat: int | None,
    *,
    cautions: Sequence[rules.Caution],
    because: str,
    by: Person,
) -> Participant:
    """The row and its log entry, with what was weighed and why; the caller, which holds the lock, asked whether they may."""
    participant = Participant.objects.create(
        trajectory=trajectory,
        person=person,
        part=part,
        seat=seat,
        despite=[caution.value for caution in cautions],
        despite_because=clean_text(because, field="because", longest=1_000) if cautions else "",
    )
    audit.record(
        "participant.assigned",
        on=trajectory,
        by=by,
        person=person.pk,
        part=part,
        seat=seat,
        despite=participant.despite,
        participant=participant.pk,
    )
    return participant


def require_fit(trajectory: Trajectory, person: Person, part: str, *, because: str) -> tuple[rules.Caution, ...]:
    """What had to be weighed. Raises NotIndependent, and ToBeWeighed when something has to be and no reason was given."""
    found = conflicts_of(trajectory, part, [person], timezone.localdate())[person.pk]
    if found.obstacle is not None:
        raise NotIndependent(found.obstacle)
    if found.cautions and not because.strip():
        raise ToBeWeighed(found.cautions)
    return found.cautions


@transaction.atomic
def declare_no_ties(trajectory_id: UUID, *, by: Person) -> Participant:
    """An assessor declares to have no ties with the candidate: the dossier opens to them once it was handed in.

    When this was the last condition the assessing opens. Raises WrongState when it was declared before.
    """
    trajectory = locked(trajectory_id)
    participant = _own(trajectory, by, Part.ASSESSOR, Part.THIRD_ASSESSOR)
    states.require_state(trajectory, *states.UNDER_WAY)
    if participant.no_ties_declared_at is not None:
        raise WrongState(_("You declared this before. You need not do it again."), code="declared-already")

    participant.no_ties_declared_at = timezone.now()
    participant.save(update_fields=["no_ties_declared_at"])
    sign_statement(participant)
    portfolio.set_audience_member(trajectory.audience, by, reads_frozen_only=True)
    audit.record("participant.no-ties-declared", on=trajectory, by=by, seat=participant.seat)
    open_if_ready(trajectory, by=by)
    return participant


@transaction.atomic
def refuse_assignment(trajectory_id: UUID, *, by: Person) -> Participant:
    """Somebody gives their part back, without a reason that anybody sees; the coordinator's list shows the gap."""
    trajectory = locked(trajectory_id)
    participant = _own(
        trajectory, by, Part.COACH, Part.ASSESSOR, Part.THIRD_ASSESSOR, Part.QUALITY_OFFICER, Part.MANAGER
    )
    end_part(trajectory, participant, by=by)
    return participant


@transaction.atomic
def end_assignment(participant_id: UUID, *, by: Person) -> Participant:
    """End a part. By a coordinator; a candidate may end a coach's or a manager's, without a reason."""
    found = Participant.objects.filter(pk=participant_id).first()
    if found is None:
        raise NotFound(_("There is no such assignment."))
    trajectory = locked(found.trajectory_id)
    participant = Participant.objects.get(pk=participant_id)  # as it is now that we hold the lock
    who = rules.standing(trajectory, by)
    is_self = participant.person_id == by.pk
    rules.require(
        rules.may_end(who, participant.part, is_self=is_self),
        _("Only an EVC coordinator of the provider can end this."),
    )
    if participant.ended_at is not None:
        raise WrongState(_("This was ended already."), code="ended-already")
    end_part(trajectory, participant, by=by)
    return participant


def end_part(trajectory: Trajectory, participant: Participant, *, by: Person) -> None:
    """End a part of a locked trajectory; whose act that may be is for the caller."""
    if participant.part == Part.ASSESSOR:
        states.require_state(trajectory, *_SEATS_CHANGE)
    participant.ended_at = timezone.now()
    participant.save(update_fields=["ended_at"])
    if participant.part != Part.MANAGER:
        portfolio.remove_audience_member(trajectory.audience, participant.person)
    audit.record("participant.ended", on=trajectory, by=by, person=participant.person_id, part=participant.part)


def _own(trajectory: Trajectory, person: Person, *parts: str) -> Participant:
    found: Participant | None = trajectory.participants.current().filter(person=person, part__in=parts).first()
    if found is None:
        rules.require(False, _("This is not assigned to you."))
    assert found is not None
    return found


def _require_role_for(trajectory: Trajectory, person: Person, part: str) -> None:
    """The membership says who may be something (decisions.md, Data)."""
    if part not in rules.ROLE_FOR_PART:
        raise InvalidInput(_("Choose which part this person gets."), code="part-unknown", field="part")
    organisation = trajectory.client if part == Part.MANAGER else trajectory.provider
    require_role(person, rules.ROLE_FOR_PART[Part(part)], organisation)


def require_role(person: Person, role: str, organisation: Organisation) -> None:
    """Raises InvalidInput when somebody whose account is open does not hold the role there now."""
    if not person.is_active or not person.holds(role, organisation):
        raise InvalidInput(
            _("This person does not have that role in %(organisation)s. Give the role first, or choose somebody else.")
            % {"organisation": organisation.name},
            code="role-missing",
            field="person",
        )


def _require_seat(trajectory: Trajectory, part: str, seat: int | None) -> None:
    if part != Part.ASSESSOR:
        if seat is not None:
            raise InvalidInput(_("Only assessors have a seat."), code="seat-unknown", field="seat")
        return
    if seat is None or not trajectory.route.seats.filter(number=seat).exists():
        raise InvalidInput(
            _("This route has no such seat. Choose one of its seats."), code="seat-unknown", field="seat"
        )
    if trajectory.participants.current().filter(part=Part.ASSESSOR, seat=seat).exists():
        raise InvalidInput(
            _("Somebody has this seat. End that assignment first, or choose the other seat."),
            code="seat-taken",
            field="seat",
        )
