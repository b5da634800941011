"""The quality officer's decision: release the outcome, or send it back to the assessors."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments.errors import ReasonMissing
from evc.assessments.rounds import round_of
from evc.assessments.scoring import Verdict
from evc.assessments.services import reopen
from evc.outcomes.errors import NotProposed, NotTheLastRound, ReleaseBlocked
from evc.outcomes.findings import QualityFinding, Severity, findings_for_quality_officer
from evc.outcomes.holds import Hold, holds_of
from evc.outcomes.mails import tell_assessors_of_return, tell_candidate_of_outcome
from evc.outcomes.models import Outcome
from evc.outcomes.services.locking import locked_outcome
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State
from foundation.audit import services as audit
from foundation.jobs import services as jobs
from foundation.people.models import Person


@transaction.atomic
def release(outcome_id: UUID, *, remark: str = "", by: Person) -> Outcome:
    """The outcome counts from here: quality check -> decided. Its report is asked for, and the badge where there is one.

    By the quality officer of this trajectory, who never coached or scored in it. Raises ReleaseBlocked, naming what has to
    be put right first (identity not seen, an assessment or a leg missing) or what a person still has to do (``holds``),
    NotAllowed, NotProposed, WrongState.
    """
    outcome = _locked_for_decision(outcome_id, to=State.DECIDED, by=by)
    trajectory = outcome.trajectory
    if standing := in_the_way(outcome):
        raise ReleaseBlocked(standing)

    _decide(outcome, Outcome.State.RELEASED, remark=clean_text(remark, field="remark"), by=by)
    expects_badge = outcome.results.filter(verdict=Verdict.RECOGNISED).exists()
    audit.record("outcome.released", on=outcome, by=by, number=outcome.number, expects_badge=expects_badge)
    trajectories.decide(trajectory, expects_badge=expects_badge, by=by, outcome=outcome.pk)
    # The badge names the report by its digest: whoever makes the badge seals the report first.
    jobs.enqueue(
        "outcomes.issue_badge" if expects_badge else "outcomes.seal_report", key=outcome.pk, outcome=outcome.pk
    )
    tell_candidate_of_outcome(outcome)
    return outcome


def in_the_way(outcome: Outcome) -> list[QualityFinding | Hold]:
    """What has to be put right or done before this outcome can be released; empty when nothing has."""
    findings = findings_for_quality_officer(outcome)
    return [*(finding for finding in findings if finding.severity == Severity.BLOCKS), *holds_of(outcome)]


@transaction.atomic
def send_back(outcome_id: UUID, *, because: str, by: Person) -> Outcome:
    """To the assessors with a reason: quality check -> assessing. Every assessment opens again; what was scored stays.

    Raises ReasonMissing, NotAllowed, NotProposed, WrongState.
    """
    outcome = _locked_for_decision(outcome_id, to=State.ASSESSING, by=by)
    because = clean_text(because, field="because")
    if not because:
        raise ReasonMissing

    _decide(outcome, Outcome.State.RETURNED, remark=because, by=by)
    audit.record("outcome.sent-back", on=outcome, by=by, number=outcome.number)
    states.move(outcome.trajectory, to=State.ASSESSING, by=by, outcome=outcome.pk)
    reopen(outcome.trajectory, by=by)
    tell_assessors_of_return(outcome)
    return outcome


def _locked_for_decision(outcome_id: UUID, *, to: State, by: Person) -> Outcome:
    outcome = locked_outcome(outcome_id)
    trajectory = outcome.trajectory
    rules.require_quality_officer(trajectory, by)
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    if outcome.number != round_of(trajectory):
        raise NotTheLastRound
    states.require_state(trajectory, State.QUALITY_CHECK)
    states.require_move(trajectory, to=to)
    return outcome


def _decide(outcome: Outcome, state: Outcome.State, *, remark: str, by: Person) -> None:
    outcome.state, outcome.remark = state, remark
    outcome.decided_at, outcome.decided_by = timezone.now(), by
    outcome.save(update_fields=["state", "remark", "decided_at", "decided_by"])
