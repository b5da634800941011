"""Proposing an outcome from what the assessors found, and the advice on what is missing."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments.models import TakenOver
from evc.assessments.rounds import round_of
from evc.assessments.scoring import Verdict, verdict
from evc.assessments.selectors import compare, every_seat_is_final
from evc.outcomes.errors import NotEnoughAssessments, NothingMissing, NotProposed
from evc.outcomes.mails import tell_quality_officer
from evc.outcomes.models import GapAdvice, Outcome, UnitResult
from evc.outcomes.services.locking import locked_outcome
from evc.programmes.selectors import modules_closing
from evc.routes.models import RubricLevel
from evc.standards.models import WorkProcess
from evc.standards.selectors import deciding, tree
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Participant, State
from foundation.audit import services as audit
from foundation.errors import NotAllowed
from foundation.jobs.services import enqueue
from foundation.people.models import Person


@transaction.atomic
def propose_outcome(trajectory_id: UUID) -> Outcome:
    """Work out what was found, once a round: a retry gives the outcome that is there. By the job "outcomes.propose".

    Raises WrongState outside the quality check, NotEnoughAssessments when a seat of the route has no final one.
    """
    trajectory = trajectories.locked(trajectory_id)
    number = round_of(trajectory)
    if existing := Outcome.objects.filter(trajectory=trajectory, number=number).first():
        return existing
    states.require_state(trajectory, State.QUALITY_CHECK)
    if not every_seat_is_final(trajectory):
        raise NotEnoughAssessments

    comparison = compare(trajectory)
    outcome = Outcome.objects.create(
        trajectory=trajectory,
        number=number,
        yields=trajectory.yields,
        manifest_sha256s=list(
            trajectory.audience.manifests.filter(replaced_at=None).order_by("number").values_list("sha256", flat=True)
        ),
        kappa=comparison.kappa,
        scores_compared=comparison.scores_compared,
    )
    _write_results(outcome, comparison.counted)
    audit.record("outcome.proposed", on=outcome, by=None, number=number, manifests=outcome.manifest_sha256s)
    enqueue("quality.draw", key=outcome.pk, outcome=outcome.pk)
    tell_quality_officer(outcome)
    return outcome


@transaction.atomic
def write_gap_advice(
    outcome_id: UUID, *, work_process: WorkProcess, advice: str, modules: Collection[UUID] | None = None, by: Person
) -> GapAdvice:
    """What an assessor or the quality officer advises for a work process, as long as the outcome is only proposed.

    ``modules``: of the courses on offer for it (``modules_closing``) those that close the gap, as ids of their versions;
    None leaves them as they are, and what is not on offer (any more) is left out.
    Raises NothingMissing for a work process that was recognised, NotAllowed, NotProposed.
    """
    outcome = locked_outcome(outcome_id)
    who = rules.standing(outcome.trajectory, by)
    if not who.now & {Participant.Part.ASSESSOR, Participant.Part.QUALITY_OFFICER}:
        raise NotAllowed(_("Only the assessors and the quality officer of this trajectory can write advice."))
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    gap = outcome.gaps.filter(work_process=work_process).first()
    if gap is None:
        raise NothingMissing
    gap.advice, gap.written_by = clean_text(advice, field="advice"), by
    gap.save(update_fields=["advice", "written_by"])
    if modules is not None:
        on_offer = modules_closing([work_process], on=timezone.localdate())[work_process.pk]
        gap.modules.set([version for version in on_offer if version.pk in modules])
    audit.record("outcome.advice-written", on=outcome, by=by, work_process=work_process.pk)
    return gap


def _write_results(outcome: Outcome, counted: dict[UUID, UUID]) -> None:
    """A verdict per work process, and for what was not recognised whole the criteria that did not meet the bar."""
    trajectory = outcome.trajectory
    version = trajectory.standard_version
    rubric = RubricLevel.objects.filter(rubric=trajectory.route.rubric_id, meets_bar=True)
    meets_bar = set(rubric.values_list("pk", flat=True))
    advised = _advice_of_the_round_before(outcome)
    taken_over = {row.work_process_id: row for row in TakenOver.objects.counting().filter(trajectory=trajectory)}
    for unit in tree(version, units=trajectory.units.all()):
        for node in unit.work_processes:
            below = [criterion for criterion in node.criteria if counted.get(criterion.pk) not in meets_bar]
            total = len(node.criteria)
            if row := taken_over.get(node.work_process.pk):
                _write_taken_over(outcome, row, criteria=total)
                continue
            decides = deciding(version, node.criteria)
            found = verdict(
                met=total - len(below),
                total=total,
                threshold_percent=version.threshold_percent,
                named=(sum(one not in below for one in decides), len(decides)) if decides else None,
            )
            UnitResult.objects.create(
                outcome=outcome,
                work_process=node.work_process,
                verdict=found,
                criteria_met=total - len(below),
                criteria_total=total,
            )
            if found != Verdict.RECOGNISED:
                before = advised.get(node.work_process.pk)
                gap = GapAdvice.objects.create(
                    outcome=outcome,
                    work_process=node.work_process,
                    missing="\n".join(criterion.title for criterion in below),
                    advice=before.advice if before else "",
                    written_by=before.written_by if before else None,
                )
                if before is not None:
                    gap.modules.set(before.modules.all())


def _write_taken_over(outcome: Outcome, row: TakenOver, *, criteria: int) -> None:
    """What an earlier certificate recognised: no criterion of it was met here."""
    UnitResult.objects.create(
        outcome=outcome,
        work_process=row.work_process,
        verdict=Verdict.RECOGNISED,
        taken_over=row,
        criteria_met=0,
        criteria_total=criteria,
    )


def _advice_of_the_round_before(outcome: Outcome) -> dict[UUID, GapAdvice]:
    """So that nobody has to write it again after the outcome was sent back."""
    rows = GapAdvice.objects.filter(outcome__trajectory=outcome.trajectory_id, outcome__number=outcome.number - 1)
    return {row.work_process_id: row for row in rows.select_related("written_by")}
