"""What the second look found decides: then the outcome stands, or another one takes its place."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments import services as assessments
from evc.assessments.models import Reassessment
from evc.assessments.scoring import Verdict, verdict
from evc.outcomes import appeal_mails
from evc.outcomes.appeal_errors import AppealHasMovedOn
from evc.outcomes.contesting import met_now
from evc.outcomes.models import Appeal, GapAdvice, Outcome, UnitResult
from evc.outcomes.services.appealing import end_appeal
from evc.outcomes.services.locking import locked_appeal
from evc.standards.models import Criterion
from evc.standards.selectors import deciding
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from foundation.audit import services as audit
from foundation.jobs import services as jobs
from foundation.people.models import Person


@transaction.atomic
def note_reassessed(reassessment_id: UUID) -> None:
    """The second look is settled: the quality officer in the appeal decides. By the job "outcomes.reassessed"."""
    found = Appeal.objects.filter(reassessment=reassessment_id).values_list("pk", flat=True).first()
    if found is None:
        return
    appeal = locked_appeal(found)
    settled = Reassessment.objects.filter(pk=reassessment_id, closed_at__isnull=False).exists()
    if appeal.state != Appeal.State.ADMITTED or not settled:
        return
    appeal.state, appeal.reassessed_at = Appeal.State.REASSESSED, timezone.now()
    appeal.save(update_fields=["state", "reassessed_at"])
    audit.record("appeal.reassessed", on=appeal, by=None)
    appeal_mails.tell_officer(appeal)


@transaction.atomic
def decide_appeal(appeal_id: UUID, *, answer: str, by: Person) -> Appeal:
    """Release what follows from the second look, with the reasons that the candidate reads.

    A criterion that is met now: granted. Another outcome takes the place of the contested one, and its badge that of the
    badge before, by the job that issues once per outcome. Else refused: the outcome stands. By the quality officer in the
    appeal, who took no other part. Raises NotAllowed, AppealHasMovedOn, InvalidInput.
    """
    appeal = locked_appeal(appeal_id)
    rules.require_appeal_officer(appeal.trajectory, by)
    if appeal.state != Appeal.State.REASSESSED:
        raise AppealHasMovedOn(appeal.state)
    answer = clean_text(answer, field="answer", required=True)
    if met := met_now(appeal):
        _grant(appeal, met, answer=answer, by=by)
    else:
        end_appeal(appeal, Appeal.State.REFUSED, by=by, answer=answer)
        audit.record("appeal.refused", on=appeal, by=by)
    appeal_mails.tell_candidate(appeal)
    return appeal


def _grant(appeal: Appeal, met: list[Criterion], *, answer: str, by: Person) -> None:
    trajectory, reassessment = appeal.trajectory, appeal.reassessment
    assert reassessment is not None
    assessments.let_count(reassessment, criteria=[criterion.pk for criterion in met])
    outcome = _outcome_in_place_of(appeal, met, by=by)
    appeal.new_outcome = outcome
    end_appeal(appeal, Appeal.State.GRANTED, by=by, answer=answer)
    expects_badge = outcome.results.filter(verdict=Verdict.RECOGNISED).exists()
    audit.record("appeal.granted", on=appeal, by=by, outcome=outcome.pk, criteria=len(met))
    audit.record("outcome.released", on=outcome, by=by, number=outcome.number, expects_badge=expects_badge)
    if expects_badge:
        trajectories.expect_badge(trajectory)
        jobs.enqueue("outcomes.issue_badge", key=outcome.pk, outcome=outcome.pk)
    else:
        jobs.enqueue("outcomes.seal_report", key=outcome.pk, outcome=outcome.pk)


def _outcome_in_place_of(appeal: Appeal, met: list[Criterion], *, by: Person) -> Outcome:
    """The contested outcome with what is met now as well. Agreement between the first assessors stays what it was."""
    before, now = appeal.outcome, timezone.now()
    before.state = Outcome.State.REPLACED
    before.save(update_fields=["state"])
    outcome = Outcome.objects.create(
        trajectory=appeal.trajectory,
        number=before.number + 1,
        state=Outcome.State.RELEASED,
        replaces=before,
        yields=before.yields,
        manifest_sha256s=before.manifest_sha256s,
        kappa=before.kappa,
        scores_compared=before.scores_compared,
        proposed_at=now,
        decided_at=now,
        decided_by=by,
    )
    _write_results(outcome, before, met)
    return outcome


def _write_results(outcome: Outcome, before: Outcome, met: list[Criterion]) -> None:
    version = outcome.trajectory.standard_version
    by_process: dict[UUID, list[str]] = defaultdict(list)
    for criterion in met:
        by_process[criterion.work_process_id].append(criterion.title)
    gaps = {gap.work_process_id: gap for gap in before.gaps.all()}
    for row in before.results.select_related("work_process"):
        gained = by_process.get(row.work_process_id, [])
        total, count = row.criteria_total, row.criteria_met + len(gained)
        gap = gaps.get(row.work_process_id)
        left = [title for title in gap.missing.splitlines() if title not in gained] if gap is not None else []
        decides = deciding(version, row.work_process.criteria.all())
        named = (sum(one.title not in left for one in decides), len(decides)) if decides else None
        again = verdict(met=count, total=total, threshold_percent=version.threshold_percent, named=named)
        found = again if gained else Verdict(row.verdict)
        UnitResult.objects.create(
            outcome=outcome,
            work_process_id=row.work_process_id,
            verdict=found,
            criteria_met=count,
            criteria_total=total,
            taken_over_id=row.taken_over_id,
        )
        if gap is not None and found != Verdict.RECOGNISED:
            again_advised = GapAdvice.objects.create(
                outcome=outcome,
                work_process_id=row.work_process_id,
                missing="\n".join(left),
                advice=gap.advice,
                written_by_id=gap.written_by_id,
            )
            again_advised.modules.set(gap.modules.all())
