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
from evc.assessments.scope import is_third
from evc.assessments.selectors.comparison import Comparison, compare, every_seat_is_final
from evc.assessments.services.handing_on import hand_to_quality_officer
from evc.assessments.services.opening import locked_own
from evc.assessments.services.reassessing import settle_if_final
from evc.assessments.services.third import decide_by_third
from evc.assessments.sheet import Sheet, read_sheet
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import State, Trajectory
from foundation.audit import services as audit
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
    )
    if assessment.reassessment is not None:
        settle_if_final(assessment.reassessment, by=by)
    elif is_third(assessment):
        decide_by_third(assessment, by=by)
    elif every_seat_is_final(assessment.trajectory):
        _open_scores(assessment.trajectory, by=by)
    return assessment


def _open_scores(trajectory: Trajectory, *, by: Person) -> None:
    """assessing -> moderating where the assessors differ, else on to the quality check."""
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
        for row in ModeratedScore.objects.filter(
            moderation__trajectory=trajectory, moderation__reassessment=None
        ).order_by("moderation__round")
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
            [str(item), row.authentic, row.current, row.remark] for item, row in sheet.judgements.items.items()
        ),
        "relevance": sorted(
            [str(item), str(process), mark] for (item, process), mark in sheet.judgements.relevance.items()
        ),
        "work_processes": sorted(
            [str(process), row.varied, row.enough, row.remark] for process, row in sheet.judgements.together.items()
        ),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
