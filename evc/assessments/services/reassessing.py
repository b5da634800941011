"""A second look at some criteria in an appeal: blind, on the dossier that was scored, in the route's seats, by others.

The trajectory's state doesn't move by it. The room above says who and why; what it finds is written down when it is settled
and counts only once that room lets it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments.mails import tell_assessors_of_moderation
from evc.assessments.models import Assessment, ModeratedScore, Moderation, ReassessedScore, Reassessment
from evc.assessments.rounds import round_of
from evc.assessments.rules import require_under_way
from evc.assessments.selectors.comparison import compare, compare_again, every_seat_is_final_again
from evc.standards.models import Criterion
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.rules import require_appeal_assessor
from foundation.audit import services as audit
from foundation.errors import WrongState
from foundation.jobs import services as jobs
from foundation.people.models import Person


def open_reassessment(trajectory: Trajectory, *, criteria: Iterable[Criterion], by: Person) -> Reassessment:
    """Ask for a second look at these criteria, on the dossier as it was scored. For a service that holds the lock."""
    manifest = trajectory.manifest
    if manifest is None:
        raise WrongState(_("No dossier was handed in yet."), code="no-dossier")
    reassessment = Reassessment.objects.create(trajectory=trajectory, manifest=manifest)
    reassessment.criteria.set(criteria)
    audit.record("reassessment.opened", on=reassessment, by=by, manifest=manifest.sha256)
    return reassessment


@transaction.atomic
def start_reassessment(reassessment: Reassessment, *, by: Person) -> Assessment:
    """The assessor's own part of it: made on the first visit to the desk, found on every later one.

    Raises NotAllowed (no place in the appeal, or no declaration of no ties), ReassessmentOver.
    """
    trajectory = trajectories.locked(reassessment.trajectory_id)
    require_appeal_assessor(trajectory, by)
    existing = Assessment.objects.filter(reassessment=reassessment, assessor=by).first()
    if existing is not None:
        return existing
    require_under_way(reassessment)
    seat = trajectory.participants.current().get(person=by, part=Participant.Part.APPEAL_ASSESSOR)
    assessment = Assessment.objects.create(
        trajectory=trajectory,
        participant=seat,
        assessor=by,
        manifest=reassessment.manifest,
        reassessment=reassessment,
    )
    audit.record(
        "assessment.started", on=assessment, by=by, seat=seat.seat, manifest=reassessment.manifest.sha256, again=True
    )
    return assessment


def stop_reassessment(reassessment: Reassessment, *, by: Person) -> None:
    """The appeal was withdrawn: nobody scores any more. What is settled stays. For a service that holds the lock."""
    if reassessment.closed_at is not None or reassessment.stopped_at is not None:
        return
    reassessment.stopped_at = timezone.now()
    reassessment.save(update_fields=["stopped_at"])
    audit.record("reassessment.stopped", on=reassessment, by=by)


def settle_if_final(reassessment: Reassessment, *, by: Person) -> None:
    """After an assessor was done: when everybody is, the scores open to each other, and to moderation where they differ."""
    if not every_seat_is_final_again(reassessment):
        return
    reassessment.scores_open_at = timezone.now()
    reassessment.save(update_fields=["scores_open_at"])
    comparison = compare_again(reassessment)
    if not comparison.differing:
        close_reassessment(reassessment, by=by)
        return
    trajectory = reassessment.trajectory
    moderation = Moderation.objects.create(trajectory=trajectory, round=round_of(trajectory), reassessment=reassessment)
    ModeratedScore.objects.bulk_create(
        ModeratedScore(moderation=moderation, criterion_id=criterion) for criterion in comparison.differing
    )
    audit.record("reassessment.moderating", on=reassessment, by=by, differences=len(comparison.differing))
    tell_assessors_of_moderation(moderation)


def close_reassessment(reassessment: Reassessment, *, by: Person) -> None:
    """Settled: what is found for each criterion is written down beside what was found before."""
    now_counted, before = compare_again(reassessment).counted, compare(reassessment.trajectory).counted
    asked = reassessment.criteria.values_list("pk", flat=True)
    ReassessedScore.objects.bulk_create(
        ReassessedScore(
            reassessment=reassessment,
            criterion_id=criterion,
            level_id=now_counted[criterion],
            before_id=before.get(criterion),
        )
        for criterion in asked
    )
    reassessment.closed_at = timezone.now()
    reassessment.save(update_fields=["closed_at"])
    audit.record("reassessment.closed", on=reassessment, by=by)
    jobs.enqueue("outcomes.reassessed", key=reassessment.pk, reassessment=reassessment.pk)


def let_count(reassessment: Reassessment, *, criteria: Collection[UUID]) -> None:
    """The appeal was granted: for these criteria it stands in the place of what was found before."""
    reassessment.found.filter(criterion__in=criteria).update(counts=True)
