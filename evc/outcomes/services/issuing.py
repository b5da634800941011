"""Issuing the badge of a released outcome: exactly once, under retries, parallel workers and a kill at any moment."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from credentials import services as credentials
from credentials.models import Badge
from evc.assessments.scoring import Verdict
from evc.outcomes.claim import badge_language, build_claim
from evc.outcomes.errors import NothingRecognised, NotReleased
from evc.outcomes.mails import tell_candidate_of_badge
from evc.outcomes.models import Outcome
from evc.outcomes.services.locking import locked_outcome
from evc.outcomes.services.reporting import seal_report
from evc.trajectories import states
from evc.trajectories.models import State
from foundation.audit import services as audit
from foundation.people.models import Person


def claim_key(outcome: Outcome) -> str:
    """What the badge of a trajectory's outcome is issued under (decisions.md, Data)."""
    return f"outcome:{outcome.pk}:trajectory"


def issue_badge(outcome_id: UUID, *, by: Person | None = None) -> Badge:
    """Issue the badge that a released outcome stands for: decided -> issued. A second call gives the first badge.

    After a granted appeal it takes the place of the badge of the outcome before, which is withdrawn in the same breath.
    Its report is sealed first, if it wasn't, since the badge names it by its digest. Then one transaction: the badge, the
    note of it with the outcome and the move are all there, or nothing of it is. Two workers meet at the trajectory's row;
    whatever passes that meets the unique key. By the job "outcomes.issue_badge".
    Raises NotReleased, NothingRecognised, and what sealing raises.
    """
    seal_report(outcome_id, by=by)
    return _issue(outcome_id, by=by)


@transaction.atomic
def _issue(outcome_id: UUID, *, by: Person | None) -> Badge:
    """decided -> issued: the badge of a released outcome, made once; a second call finds the first."""
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
    if trajectory.state == State.DECIDED:  # else an appeal came later: the trajectory was there, or is closed
        states.move(trajectory, to=State.ISSUED, by=by, badge=badge.pk)
    _replace_the_badge_before(outcome, badge, by=by)
    tell_candidate_of_badge(outcome, badge)
    return badge


def _replace_the_badge_before(outcome: Outcome, badge: Badge, *, by: Person | None) -> None:
    """Of the outcome that an appeal put this one in the place of; none where nothing was recognised before."""
    before = outcome.replaces
    old = Badge.objects.filter(claim_key=before.badge_claim_key).first() if before and before.badge_claim_key else None
    if old is None or old.revoked_at is not None:
        return
    with translation.override(badge_language(outcome.trajectory.standard_version)):
        because = _("Replaced after an appeal by a badge with another outcome.")
    credentials.replace(old.pk, new=badge, because=because, by=by)
