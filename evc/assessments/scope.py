"""What one assessment covers: all that the trajectory assesses, or, of whoever is asked about some criteria only, those."""

from __future__ import annotations

from uuid import UUID

from evc.assessments.models import Assessment, Moderation
from evc.trajectories.models import Participant, State

Part = Participant.Part


def is_third(assessment: Assessment) -> bool:
    """Scored by somebody who was asked because the assessors of the seats can't agree."""
    return assessment.participant.part == Part.THIRD_ASSESSOR


def criteria_of(assessment: Assessment) -> frozenset[UUID] | None:
    """The only criteria that are scored in it; None where that is everything. A query for a third assessor or in an appeal,
    none else."""
    if assessment.reassessment is not None:
        return frozenset(assessment.reassessment.criteria.values_list("pk", flat=True))
    if not is_third(assessment):
        return None
    opinion = assessment.participant.third_opinion
    return frozenset(opinion.moderation.scores.values_list("criterion", flat=True))


def state_to_score(assessment: Assessment) -> State:
    """The step of the trajectory at which it is open."""
    return State.MODERATING if is_third(assessment) else State.ASSESSING


def part_that_signs(moderation: Moderation) -> Part:
    """Whose scores differ: the assessors of the seats, or those who looked again in an appeal."""
    return Part.ASSESSOR if moderation.reassessment_id is None else Part.APPEAL_ASSESSOR
