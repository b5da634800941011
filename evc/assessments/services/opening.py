"""Opening the desk, and the way in for everything that is written there."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.assessments import rules
from evc.assessments.errors import NotYourInstrument, OutOfScope
from evc.assessments.models import Assessment
from evc.assessments.scope import criteria_of, is_third
from evc.routes.models import Instrument
from evc.routes.selectors import shared_instruments
from evc.standards.models import Criterion, WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.rules import require_assessor, require_no_ties
from foundation.audit import services as audit
from foundation.errors import NotFound, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.dossier import Dossier


@transaction.atomic
def start_assessment(trajectory_id: UUID, *, by: Person) -> Assessment:
    """The assessor's own assessment: made on the first visit to the desk, found on every later one.

    Raises NotAllowed (no seat, or no declaration of no ties), and WrongState before the dossier is opened.
    """
    trajectory = trajectories.locked(trajectory_id)
    third = _third_seat(trajectory, by)
    if third is None:
        require_assessor(trajectory, by)
    existing = Assessment.objects.filter(trajectory=trajectory, assessor=by).first()
    if existing is not None:
        return existing
    states.require_state(trajectory, State.ASSESSING if third is None else State.MODERATING)
    manifest = trajectory.manifest
    if manifest is None:
        raise WrongState(_("No dossier was handed in yet."), code="no-dossier")
    seat = third or trajectory.participants.current().get(person=by, part=Participant.Part.ASSESSOR)
    assessment = Assessment.objects.create(trajectory=trajectory, participant=seat, assessor=by, manifest=manifest)
    audit.record("assessment.started", on=assessment, by=by, seat=seat.seat, manifest=manifest.sha256)
    return assessment


def _third_seat(trajectory: Trajectory, person: Person) -> Participant | None:
    """Where the person is the third assessor who declared to have no ties. Raises NotAllowed without that declaration."""
    seat: Participant | None = (
        trajectory.participants.current().filter(person=person, part=Participant.Part.THIRD_ASSESSOR).first()
    )
    if seat is not None:
        require_no_ties(seat)
    return seat


def locked_own(assessment_id: UUID, *, by: Person) -> Assessment:
    """The assessment, locked, when it is the person's own and open. It is about the dossier as handed in last.

    Raises NotYourAssessment, AssessmentIsFinal, WrongState.
    """
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related(
            "trajectory__route", "trajectory__standard_version", "trajectory__audience", "participant", "reassessment"
        )
        .filter(pk=assessment_id)
        .first()
    )
    if assessment is None:
        raise NotFound(_("There is no such assessment."))
    rules.require_own(assessment, by)
    rules.require_open(assessment)
    if assessment.reassessment is None and assessment.trajectory.supplements_asked:  # an appeal is about what was
        latest = assessment.trajectory.manifest
        if latest is not None and assessment.manifest_id != latest.pk:  # the supplement came
            assessment.manifest = latest
            assessment.save(update_fields=["manifest"])
    return assessment


def require_instrument(assessment: Assessment, instrument: Instrument) -> None:
    """Raises NotYourInstrument unless the assessor's seat scores it; a third assessor uses those of the comparison."""
    if is_third(assessment):
        if instrument not in shared_instruments(assessment.trajectory.route):
            raise NotYourInstrument
        return
    if not instrument.seats.filter(
        route=assessment.trajectory.route_id, number=assessment.participant.seat or 0
    ).exists():
        raise NotYourInstrument


def require_criterion_in_scope(assessment: Assessment, criterion: Criterion) -> None:
    only = criteria_of(assessment)
    if only is not None:
        if criterion.pk not in only:
            raise OutOfScope("criterion")
        return
    if not assessment.trajectory.units.filter(work_processes__criteria=criterion.pk).exists():
        raise OutOfScope("criterion")


def require_work_process_in_scope(assessment: Assessment, work_process: WorkProcess) -> None:
    only = criteria_of(assessment)
    asked = only is None or work_process.criteria.filter(pk__in=only).exists()
    if not asked or not assessment.trajectory.units.filter(pk=work_process.core_task_id).exists():
        raise OutOfScope("work_process")


def dossier_of(assessment: Assessment) -> Dossier:
    return portfolio.manifest_contents(assessment.manifest)
