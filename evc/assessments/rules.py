"""Who may do what with an assessment or a moderation. Reads only what it is given, or one row."""

from __future__ import annotations

from evc.assessments.errors import AssessmentIsFinal, NotYourAssessment
from evc.assessments.models import Assessment
from evc.trajectories import states
from evc.trajectories.models import State
from foundation.people.models import Person


def require_own(assessment: Assessment, person: Person) -> None:
    """Only the assessor, as long as the seat is theirs. Raises NotYourAssessment."""
    if assessment.assessor_id != person.pk or assessment.participant.ended_at is not None:
        raise NotYourAssessment


def require_open(assessment: Assessment) -> None:
    """Raises AssessmentIsFinal, or WrongState when the trajectory isn't being assessed now."""
    if assessment.is_final:
        raise AssessmentIsFinal
    states.require_state(assessment.trajectory, State.ASSESSING)
