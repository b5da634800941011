"""A third assessor: asked for by either of the first, found by a coordinator, and then what most of them gave counts.

The third scores the criteria on which the others differ, on the same dossier, and sees neither their names nor their levels
nor their reasons. The middle one of all levels then counts (docs/decisions).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments.errors import NobodyAskedForAThird, NoThirdInAppeal, ThirdIsFound
from evc.assessments.mails import tell_coordinators_of_third
from evc.assessments.models import Assessment, ModeratedScore, Moderation, ThirdOpinion
from evc.assessments.scoring import middle_level
from evc.assessments.selectors.comparison import compare
from evc.assessments.services.handing_on import hand_to_quality_officer
from evc.assessments.services.moderating import locked_moderation
from evc.routes.models import RubricLevel
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import State
from evc.trajectories.rules import require_coordinator
from foundation.audit import services as audit
from foundation.people.models import Person


@transaction.atomic
def ask_third_assessor(moderation_id: UUID, *, by: Person) -> ThirdOpinion:
    """Either assessor says that they can't agree; asked twice it is one request. Raises ModerationIsClosed, NotAllowed."""
    moderation = locked_moderation(moderation_id, by=by)
    if moderation.reassessment_id is not None:
        raise NoThirdInAppeal
    opinion, is_new = ThirdOpinion.objects.get_or_create(moderation=moderation, defaults={"asked_by": by})
    if is_new:
        moderation.signatures.all().delete()  # what was proposed until now is agreed by nobody
        audit.record("moderation.third-asked", on=moderation, by=by, round=moderation.round)
        tell_coordinators_of_third(opinion)
    return opinion


@transaction.atomic
def assign_third_assessor(moderation_id: UUID, *, person: Person, because: str = "", by: Person) -> ThirdOpinion:
    """A coordinator finds somebody who never took part. Raises NotIndependent, ThirdIsFound, NobodyAskedForAThird."""
    moderation = Moderation.objects.get(pk=moderation_id)
    trajectory = trajectories.locked(moderation.trajectory_id)
    require_coordinator(trajectory, by)
    states.require_state(trajectory, State.MODERATING)
    opinion = ThirdOpinion.objects.select_related("participant").filter(moderation=moderation).first()
    if opinion is None:
        raise NobodyAskedForAThird
    if opinion.participant is not None and opinion.participant.ended_at is None:
        raise ThirdIsFound
    opinion.participant = trajectories.assign_third_assessor(trajectory, person=person, because=because, by=by)
    opinion.save(update_fields=["participant"])
    return opinion


def decide_by_third(assessment: Assessment, *, by: Person) -> None:
    """The third is done: the middle level counts for every criterion, and the moderation closes. For a service that holds
    the lock of the trajectory."""
    opinion: ThirdOpinion = assessment.participant.third_opinion
    moderation, now = opinion.moderation, timezone.now()
    levels = {level.pk: level for level in RubricLevel.objects.filter(rubric=assessment.trajectory.route.rubric_id)}
    given = [seat.shared for seat in compare(assessment.trajectory).seats]
    third = dict(assessment.scores.order_by("instrument__position").values_list("criterion", "level"))
    reasons = _reasons(assessment)
    for row in ModeratedScore.objects.filter(moderation=moderation).select_related("criterion"):
        found = [levels[seat[row.criterion_id]] for seat in given if row.criterion_id in seat]
        row.level = middle_level([*found, levels[third[row.criterion_id]]], order=lambda level: level.position)
        row.because = reasons.get((row.criterion.work_process_id, row.criterion_id)) or reasons.get(
            (row.criterion.work_process_id, None), ""
        )
        row.proposed_by, row.changed_at = by, now
        row.save(update_fields=["level", "because", "proposed_by", "changed_at"])
    opinion.decided_at = moderation.closed_at = now
    opinion.save(update_fields=["decided_at"])
    moderation.save(update_fields=["closed_at"])
    audit.record("moderation.third-decided", on=moderation, by=by, round=moderation.round)
    hand_to_quality_officer(assessment.trajectory, by=by)


def _reasons(assessment: Assessment) -> dict[tuple[UUID, UUID | None], str]:
    rows = assessment.substantiations.values_list("work_process", "criterion", "seen_or_heard")
    return {(work_process, criterion): text for work_process, criterion, text in rows}
