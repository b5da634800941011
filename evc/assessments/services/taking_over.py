"""Findings of an earlier certificate in the place of an assessment here (domain fact 26): proposed by one, agreed by all.

It is no score: nothing of it counts in agreement between assessors, and it says of itself where it comes from.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments.models import Assessment, TakenOver, TakenOverAgreement
from evc.standards.models import WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.rules import require_assessor
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio

_NAME_LETTERS = 200


@transaction.atomic
def propose_taking_over(
    trajectory_id: UUID,
    *,
    work_process: WorkProcess,
    item: UUID,
    source: str,
    certificate: str,
    found_on: date,
    because: str,
    by: Person,
) -> TakenOver:
    """Propose that a work process is taken over as recognised; it counts when every assessor agreed.

    ``item`` is the certificate in the dossier, claimed for this work process. By an assessor who scores here. Raises
    InvalidInput, and WrongState when it was proposed before or an assessment is final.
    """
    trajectory, seat = _open(trajectory_id, by=by)
    if not trajectory.units.filter(work_processes=work_process).exists():
        raise InvalidInput(
            _("This work process is not assessed here. Choose one of the list."),
            code="out-of-scope",
            field="work_process",
        )
    manifest = trajectory.manifest
    dossier = portfolio.manifest_contents(manifest) if manifest is not None else None
    if dossier is None or item not in {row.id for row in dossier.items_for(work_process.code)}:
        raise InvalidInput(
            _("Choose the certificate in the dossier. It has to be claimed for this work process."),
            code="certificate-not-in-dossier",
            field="item",
        )
    if found_on > timezone.localdate():
        raise InvalidInput(
            _("This day is still to come. Use the day on the certificate."), code="day", field="found_on"
        )
    if TakenOver.objects.filter(trajectory=trajectory, work_process=work_process).exists():
        raise WrongState(_("This was proposed before. Look at it and agree, or take it back."), code="proposed-before")
    made = TakenOver.objects.create(
        trajectory=trajectory,
        work_process=work_process,
        item_id=item,
        source=clean_text(source, field="source", longest=_NAME_LETTERS, required=True),
        certificate=clean_text(certificate, field="certificate", longest=_NAME_LETTERS, required=True),
        found_on=found_on,
        because=clean_text(because, field="because", required=True),
        proposed_by=by,
    )
    audit.record("taken-over.proposed", on=made, by=by, work_process=work_process.pk, item=item)
    _agree(made, seat, by=by)
    return made


@transaction.atomic
def agree_to_taking_over(taken_over_id: UUID, *, by: Person) -> TakenOver:
    """One's own yes; a second one changes nothing. Raises WrongState once an assessment is final."""
    row, seat = _locked(taken_over_id, by=by)
    _agree(row, seat, by=by)
    return row


@transaction.atomic
def take_back_taking_over(taken_over_id: UUID, *, by: Person) -> None:
    """It is assessed here after all; any assessor may say so. Raises WrongState once an assessment is final."""
    row, _seat = _locked(taken_over_id, by=by)
    audit.record("taken-over.taken-back", on=row, by=by, work_process=row.work_process_id)
    row.delete()


def _agree(row: TakenOver, seat: Participant, *, by: Person) -> None:
    _agreement, is_new = TakenOverAgreement.objects.get_or_create(taken_over=row, participant=seat)
    if is_new:
        audit.record("taken-over.agreed", on=row, by=by, seat=seat.seat)


def _locked(taken_over_id: UUID, *, by: Person) -> tuple[TakenOver, Participant]:
    known = TakenOver.objects.filter(pk=taken_over_id).values_list("trajectory", flat=True).first()
    if known is None:
        raise NotFound(_("This is not there any more."))
    _trajectory, seat = _open(known, by=by)
    return TakenOver.objects.select_for_update(of=("self",)).get(pk=taken_over_id), seat


def _open(trajectory_id: UUID, *, by: Person) -> tuple[Trajectory, Participant]:
    """The trajectory, held, and the assessor's seat. Raises NotAllowed, WrongState."""
    trajectory = trajectories.locked(trajectory_id)
    require_assessor(trajectory, by)
    states.require_state(trajectory, State.ASSESSING)
    if Assessment.objects.current().filter(trajectory=trajectory).exclude(final_at=None).exists():
        raise WrongState(_("An assessment is final, so what is scored here is fixed."), code="taken-over-too-late")
    return trajectory, trajectory.participants.current().get(person=by, part=Participant.Part.ASSESSOR)
