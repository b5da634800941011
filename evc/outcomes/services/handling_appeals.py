"""From the lodging to the second look: who decides, whether it is taken up, and who scores again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments import services as assessments
from evc.assessments.models import Assessment
from evc.outcomes import appeal_mails
from evc.outcomes.appeal_errors import AppealHasMovedOn, NobodyDecides
from evc.outcomes.models import Appeal
from evc.outcomes.services.appealing import end_appeal
from evc.outcomes.services.locking import locked_appeal
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Participant
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person

Part = Participant.Part


@transaction.atomic
def assign_appeal_officer(appeal_id: UUID, *, person: Person, because: str = "", by: Person) -> Participant:
    """Choose the quality officer who takes it up and decides, another than whoever released. By a coordinator.

    Raises NotIndependent, ToBeWeighed, InvalidInput, NotAllowed, AppealHasMovedOn.
    """
    appeal = locked_appeal(appeal_id)
    _require_at(appeal, Appeal.State.LODGED, Appeal.State.ADMITTED, Appeal.State.REASSESSED)
    participant = trajectories.assign_in_appeal(
        appeal.trajectory, person=person, part=Part.APPEAL_OFFICER, because=because, by=by
    )
    appeal.officer = person
    appeal.save(update_fields=["officer"])
    appeal_mails.tell_assigned(appeal, participant)
    return participant


@transaction.atomic
def assign_appeal_assessor(appeal_id: UUID, *, person: Person, seat: int, because: str = "", by: Person) -> Participant:
    """Choose who scores again in a seat of the route, once it was taken up. By a coordinator."""
    appeal = locked_appeal(appeal_id)
    _require_at(appeal, Appeal.State.ADMITTED)
    if not appeal.trajectory.route.seats.filter(number=seat).exists():
        raise InvalidInput(
            _("This route has no such seat. Choose one of its seats."), code="seat-unknown", field="person"
        )
    participant = trajectories.assign_in_appeal(
        appeal.trajectory, person=person, part=Part.APPEAL_ASSESSOR, seat=seat, because=because, by=by
    )
    appeal_mails.tell_assigned(appeal, participant)
    return participant


@transaction.atomic
def admit_appeal(appeal_id: UUID, *, by: Person) -> Appeal:
    """It is taken up: the contested criteria are scored again, on the dossier as it was frozen, by others."""
    appeal = locked_appeal(appeal_id)
    _require_officer(appeal, by)
    _require_at(appeal, Appeal.State.LODGED)
    appeal.reassessment = assessments.open_reassessment(appeal.trajectory, criteria=appeal.criteria.all(), by=by)
    appeal.state, appeal.admitted_at = Appeal.State.ADMITTED, timezone.now()
    appeal.save(update_fields=["state", "admitted_at", "reassessment"])
    audit.record("appeal.admitted", on=appeal, by=by, reassessment=appeal.reassessment.pk)
    appeal_mails.tell_candidate(appeal)
    appeal_mails.tell_coordinators(appeal)
    return appeal


@transaction.atomic
def refuse_admission(appeal_id: UUID, *, obstacle: str, answer: str, by: Person) -> Appeal:
    """It is not taken up, with the reason that the candidate reads; the outcome stands."""
    appeal = locked_appeal(appeal_id)
    _require_officer(appeal, by)
    _require_at(appeal, Appeal.State.LODGED)
    if obstacle not in Appeal.Obstacle.values:
        raise InvalidInput(_("Choose why it is not taken up."), code="obstacle-unknown", field="obstacle")
    answer = clean_text(answer, field="answer", required=True)
    appeal.obstacle = obstacle
    end_appeal(appeal, Appeal.State.NOT_ADMITTED, by=by, answer=answer)
    audit.record("appeal.not-admitted", on=appeal, by=by, obstacle=obstacle)
    appeal_mails.tell_candidate(appeal)
    return appeal


@transaction.atomic
def start_looking_again(appeal_id: UUID, *, by: Person) -> Assessment:
    """The desk of somebody who scores again: made on the first visit, found on every later one."""
    appeal = locked_appeal(appeal_id)
    rules.require_appeal_assessor(appeal.trajectory, by)
    if appeal.reassessment is None:
        raise AppealHasMovedOn(appeal.state)
    return assessments.start_reassessment(appeal.reassessment, by=by)


@transaction.atomic
def declare_no_ties_in_appeal(appeal_id: UUID, *, by: Person) -> Participant:
    """Raises WrongState when it was declared before, NotAllowed without a place in this appeal."""
    appeal = locked_appeal(appeal_id)
    _require_at(appeal, Appeal.State.ADMITTED)
    return trajectories.declare_no_ties_in_appeal(appeal.trajectory, by=by)


@transaction.atomic
def give_back_in_appeal(appeal_id: UUID, *, by: Person) -> None:
    """Somebody gives the place in the appeal back, without a reason that anybody sees; the coordinator finds another.

    What they scored doesn't count. Raises WrongState for an assessor whose scores are final.
    """
    appeal = locked_appeal(appeal_id)
    if not appeal.is_open:
        raise AppealHasMovedOn(appeal.state)
    participant = trajectories.own_in_appeal(appeal.trajectory, by)
    if Assessment.objects.filter(participant=participant).exclude(final_at=None).exists():
        raise WrongState(
            _("Your assessment is final, so your part is done. You need not give it back."), code="assessment-final"
        )
    trajectories.end_in_appeal(participant, by=by)
    if participant.part == Part.APPEAL_OFFICER and appeal.state == Appeal.State.LODGED:
        appeal.officer = None
        appeal.save(update_fields=["officer"])
    appeal_mails.tell_coordinators(appeal, again=str(participant.pk))


def _require_officer(appeal: Appeal, person: Person) -> None:
    rules.require_appeal_officer(appeal.trajectory, person)
    if appeal.officer_id != person.pk:
        raise NobodyDecides


def _require_at(appeal: Appeal, *states: Appeal.State) -> None:
    if appeal.state not in states:
        raise AppealHasMovedOn(appeal.state)
