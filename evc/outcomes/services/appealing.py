"""The candidate appeals, and may take that back. Nothing of the outcome changes by it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments import services as assessments
from evc.outcomes import appeal_mails
from evc.outcomes.appeal_errors import (
    AppealHasMovedOn,
    AppealIsOpen,
    AppealWasDecided,
    NothingToContest,
    TooLateToAppeal,
)
from evc.outcomes.contesting import contestable
from evc.outcomes.errors import NotReleased
from evc.outcomes.models import Appeal, Outcome
from evc.outcomes.rules import after_weeks, appeal_until, terms_of
from evc.outcomes.services.locking import locked_appeal, locked_outcome
from evc.standards.models import Criterion
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State
from foundation.audit import services as audit
from foundation.people.models import Person

_APPEALABLE = (State.DECIDED, State.ISSUED, State.CLOSED)


@transaction.atomic
def lodge_appeal(outcome_id: UUID, *, criteria: Collection[UUID], reasons: str, by: Person) -> Appeal:
    """Contest criteria of the outcome that counts; the candidate gets a mail that says until when there is an answer.

    Raises NotAllowed, NotReleased, TooLateToAppeal, AppealIsOpen, AppealWasDecided, NothingToContest, InvalidInput.
    """
    outcome = locked_outcome(outcome_id)
    trajectory = outcome.trajectory
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, *_APPEALABLE)
    _require_open_to_appeal(outcome)
    known = {criterion.pk for row in contestable(outcome) for criterion in row.criteria}
    if not criteria or not set(criteria) <= known:
        raise NothingToContest
    reasons = clean_text(reasons, field="reasons", required=True)

    today = timezone.localdate()
    appeal = Appeal.objects.create(
        trajectory=trajectory,
        outcome=outcome,
        reasons=reasons,
        answer_by=after_weeks(today, terms_of(trajectory.provider).appeal_answer_weeks),
    )
    appeal.criteria.set(Criterion.objects.filter(pk__in=criteria))
    audit.record("appeal.lodged", on=appeal, by=by, outcome=outcome.pk, criteria=len(set(criteria)))
    appeal_mails.confirm_appeal(appeal)
    appeal_mails.tell_coordinators(appeal)
    return appeal


@transaction.atomic
def withdraw_appeal(appeal_id: UUID, *, by: Person) -> Appeal:
    """The candidate takes it back, without a reason; the outcome stands. Within the term there may be another one."""
    appeal = locked_appeal(appeal_id)
    rules.require_candidate(appeal.trajectory, by)
    if not appeal.is_open:
        raise AppealHasMovedOn(appeal.state)
    if appeal.reassessment is not None:
        assessments.stop_reassessment(appeal.reassessment, by=by)
    appeal_mails.tell_people_of_withdrawal(appeal)
    end_appeal(appeal, Appeal.State.WITHDRAWN, by=by)
    audit.record("appeal.withdrawn", on=appeal, by=by)
    return appeal


def end_appeal(appeal: Appeal, state: Appeal.State, *, by: Person, answer: str = "") -> None:
    """Nobody looks again any more: the dossier closes to those who did."""
    appeal.state, appeal.answer, appeal.ended_at = state, answer, timezone.now()
    appeal.save(update_fields=["state", "answer", "ended_at", "obstacle", "new_outcome"])
    trajectories.end_everybody_in_appeal(appeal.trajectory, by=by)


def _require_open_to_appeal(outcome: Outcome) -> None:
    if outcome.state != Outcome.State.RELEASED:
        raise NotReleased
    if Appeal.objects.under_way().filter(trajectory=outcome.trajectory).exists():
        raise AppealIsOpen
    if outcome.appeals.filter(state__in=[Appeal.State.GRANTED, Appeal.State.REFUSED]).exists():
        raise AppealWasDecided
    if timezone.localdate() > (until := appeal_until(outcome)):
        raise TooLateToAppeal(until)
