"""Making an assessment final. The last one opens the scores: to moderation where they differ, else to the quality check."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments.completeness import gaps_in
from evc.assessments.errors import NotComplete
from evc.assessments.mails import tell_assessors_of_moderation
from evc.assessments.models import Assessment, ModeratedScore, Moderation
from evc.assessments.rounds import round_of
from evc.assessments.selectors.comparison import Comparison, compare, every_seat_is_final
from evc.assessments.services.opening import locked_own
from evc.assessments.sheet import Sheet, read_sheet
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import State, Trajectory
from foundation.audit import services as audit
from foundation.jobs import services as jobs
from foundation.people.models import Person


@transaction.atomic
def finalise(assessment_id: UUID, *, by: Person) -> Assessment:
    """Make one's own assessment final; nothing of it changes afterwards. Raises NotComplete with what is left.

    When it is the last of the route's seats, the trajectory goes on: assessing -> moderating or quality check.
    """
    known = Assessment.objects.filter(pk=assessment_id).values_list("trajectory", flat=True).first()
    if known is not None:
        trajectories.locked(known)  # before the assessment: two may finish at the same moment
    assessment = locked_own(assessment_id, by=by)
    sheet = read_sheet(assessment)
    if gaps := gaps_in(sheet):
        raise NotComplete(gaps)

    assessment.manifest, assessment.final_at = sheet.manifest, timezone.now()
    assessment.save(update_fields=["manifest", "final_at"])
    audit.record(
        "assessment.final",
        on=assessment,
        by=by,
        manifest=sheet.manifest.sha256,
        sha256=_digest(sheet),
        scores=len(sheet.scores),
    )
    if every_seat_is_final(assessment.trajectory):
        _open_scores(assessment.trajectory, by=by)
    return assessment


def hand_to_quality_officer(trajectory: Trajectory, *, by: Person) -> None:
    """To the quality check; the outcome is proposed by a job, once a round."""
    states.move(trajectory, to=State.QUALITY_CHECK, by=by)
    current = round_of(trajectory)
    jobs.enqueue("outcomes.propose", key=f"{trajectory.pk}:{current}", trajectory=trajectory.pk)


def _open_scores(trajectory: Trajectory, *, by: Person) -> None:
    comparison = compare(trajectory)
    if not comparison.differing:
        hand_to_quality_officer(trajectory, by=by)
        return
    moderation = _open_moderation(trajectory, comparison)
    states.move(trajectory, to=State.MODERATING, by=by, differences=len(comparison.differing), round=moderation.round)
    tell_assessors_of_moderation(moderation)


def _open_moderation(trajectory: Trajectory, comparison: Comparison) -> Moderation:
    """One row a difference. What was agreed in an earlier round stands there as a proposal, to be signed again."""
    current = round_of(trajectory)
    moderation = Moderation.objects.create(trajectory=trajectory, round=current)
    earlier: dict[UUID, ModeratedScore] = {
        row.criterion_id: row
        for row in ModeratedScore.objects.filter(moderation__trajectory=trajectory).order_by("moderation__round")
    }
    for criterion_id in comparison.differing:
        known = earlier.get(criterion_id)
        ModeratedScore.objects.create(
            moderation=moderation,
            criterion_id=criterion_id,
            level_id=known.level_id if known else None,
            because=known.because if known else "",
            proposed_by_id=known.proposed_by_id if known else None,
        )
    return moderation


def _digest(sheet: Sheet) -> str:
    """SHA-256 over what was judged, as canonical JSON: the log then shows that nothing changed afterwards."""
    content = {
        "manifest": sheet.manifest.sha256,
        "scores": sorted(
            [
                str(row.criterion_id),
                str(row.instrument_id),
                str(row.level_id),
                row.remark,
                sorted(f"{one.item_id}:{one.page}:{one.record_id}" for one in row.support.all()),
            ]
            for row in sheet.scores.values()
        ),
        "substantiations": sorted(
            [
                str(row.work_process_id),
                str(row.criterion_id),
                row.part_of_standard,
                row.evidence_or_instrument,
                row.seen_or_heard,
            ]
            for row in sheet.substantiations.values()
        ),
        "items": sorted(
            [str(row.item_id), row.authentic, row.current, row.remark] for row in sheet.item_judgements.values()
        ),
        "relevance": sorted([str(item), str(process), mark] for (item, process), mark in sheet.relevance.items()),
        "work_processes": sorted(
            [str(row.work_process_id), row.varied, row.enough, row.remark]
            for row in sheet.work_process_judgements.values()
        ),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
