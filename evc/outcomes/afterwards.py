"""Who is asked or reminded of something after the outcome. Reads; the daily jobs do what it finds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from credentials.models import Badge
from evc.outcomes.models import DevelopmentStep, EvaluationInvitation
from evc.trajectories.models import State, Trajectory

INVITED_AFTER = timedelta(days=1)  # after the closing, so that it doesn't come along with its mail
INVITED_UNTIL = timedelta(days=60)  # nobody is asked about something of long ago
REMINDED_AFTER = timedelta(days=14)
STEP_IS_NEAR = timedelta(days=7)
BADGE_ENDS_IN = timedelta(days=60)


def to_invite(now: datetime) -> list[UUID]:
    """Trajectories that were closed lately and whose candidate was not asked yet."""
    found = Trajectory.objects.filter(
        state=State.CLOSED,
        state_since__lte=now - INVITED_AFTER,
        state_since__gte=now - INVITED_UNTIL,
        evaluation_invitation=None,
        candidate__is_active=True,
    )
    return list(found.values_list("pk", flat=True))


def to_remind(now: datetime) -> list[UUID]:
    """Invitations that nobody answered, once."""
    found = EvaluationInvitation.objects.filter(
        is_answered=False,
        reminded_at=None,
        invited_at__lte=now - REMINDED_AFTER,
        trajectory__candidate__is_active=True,
    )
    return list(found.values_list("pk", flat=True))


def steps_near(day: date) -> list[UUID]:
    """Agreed steps whose day comes within a week, or came already."""
    found = DevelopmentStep.objects.filter(
        due_on__lte=day + STEP_IS_NEAR,
        done_at=None,
        reminded_at=None,
        agreed_by_candidate_at__isnull=False,
        agreed_by_manager_at__isnull=False,
    )
    return list(found.values_list("pk", flat=True))


def badges_that_end(now: datetime) -> list[Badge]:
    """Badges that count and end within two months, with holder and organisation."""
    found = Badge.objects.filter(
        valid_until__gt=now, valid_until__lte=now + BADGE_ENDS_IN, revoked_at=None, recipient__is_active=True
    )
    return list(found.select_related("recipient", "issuer__organisation"))
