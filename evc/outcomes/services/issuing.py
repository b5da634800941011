"""Issuing the badge of a released outcome: exactly once, under retries, parallel workers and a kill at any moment."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from credentials import services as credentials
from credentials.models import Badge
from evc.assessments.scoring import Verdict
from evc.outcomes.claim import build_claim
from evc.outcomes.errors import NothingRecognised, NotReleased
from evc.outcomes.mails import tell_candidate_of_badge
from evc.outcomes.models import Outcome
from evc.outcomes.services.locking import locked_outcome
from evc.trajectories import states
from evc.trajectories.models import State
from foundation.audit import services as audit
from foundation.people.models import Person


def claim_key(outcome: Outcome) -> str:
    """What the badge of a trajectory's outcome is issued under (decisions.md, Data)."""
    return f"outcome:{outcome.pk}:trajectory"


@transaction.atomic
def issue_badge(outcome_id: UUID, *, by: Person | None = None) -> Badge:
    """Issue the badge that a released outcome stands for: decided -> issued. A second call gives the first badge.

    One transaction: the badge, the note of it with the outcome and the move are all there, or nothing of it is. Two
    workers meet at the trajectory's row; whatever passes that meets the unique key. By the job "outcomes.issue_badge".
    Raises NotReleased, NothingRecognised.
    """
    outcome = locked_outcome(outcome_id)
    key = claim_key(outcome)
    if outcome.badge_claim_key:
        return Badge.objects.get(claim_key=outcome.badge_claim_key)
    if outcome.state != Outcome.State.RELEASED:
        raise NotReleased
    if not outcome.results.filter(verdict=Verdict.RECOGNISED).exists():
        raise NothingRecognised

    trajectory = outcome.trajectory
    issuer = credentials.make_issuer(trajectory.provider, by=by)
    badge = credentials.issue(build_claim(outcome), key=key, issuer=issuer, recipient=trajectory.candidate, by=by)
    outcome.badge_claim_key = key
    outcome.save(update_fields=["badge_claim_key"])
    audit.record("outcome.badge-issued", on=outcome, by=by, badge=badge.pk, claim_key=key)
    states.move(trajectory, to=State.ISSUED, by=by, badge=badge.pk)
    tell_candidate_of_badge(outcome, badge)
    return badge
