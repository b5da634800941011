"""Who may do what with an assessment or a moderation. Reads only what it is given, or one row."""

from __future__ import annotations

from evc.assessments.errors import AssessmentIsFinal, NotYourAssessment, ReassessmentOver
from evc.assessments.models import Assessment, Reassessment
from evc.assessments.scope import state_to_score
from evc.trajectories import states
from foundation.people.models import Person


def require_own(assessment: Assessment, person: Person) -> None:
    """Only the assessor, as long as the seat is theirs. Raises NotYourAssessment."""
    if assessment.assessor_id != person.pk or assessment.participant.ended_at is not None:
        raise NotYourAssessment


def require_open(assessment: Assessment) -> None:
    """Raises AssessmentIsFinal, or WrongState when the trajectory isn't being assessed now, or not again any more."""
    if assessment.is_final:
        raise AssessmentIsFinal
    if assessment.reassessment is not None:
        require_under_way(assessment.reassessment)
        return
    states.require_state(assessment.trajectory, state_to_score(assessment))


def require_under_way(reassessment: Reassessment) -> None:
    """Raises ReassessmentOver once it is settled, or stopped because the appeal was withdrawn."""
    if reassessment.closed_at is not None or reassessment.stopped_at is not None:
        raise ReassessmentOver
