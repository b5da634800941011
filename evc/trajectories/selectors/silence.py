"""When a coordinator may end a trajectory because nothing was heard."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from evc.trajectories.models import Stall, Trajectory
from evc.trajectories.selectors.coached import lasting_stall
from evc.trajectories.selectors.resting import rest_of
from evc.trajectories.selectors.standing_still import CAN_STALL, last_changes
from foundation.working_days import add_working_days


def lasting_of(trajectory: Trajectory) -> Stall | None:
    """The stall that no later change has ended."""
    if trajectory.state not in CAN_STALL:
        return None
    return lasting_stall(trajectory, last_changes([trajectory])[trajectory.pk])


def may_end_on(trajectory: Trajectory, today: date) -> date | None:
    """The first day after the route's term of working days; None as long as two mails did not go unanswered."""
    stall = lasting_of(trajectory)
    if stall is None or stall.answer or stall.second_mail_at is None or rest_of(trajectory, today) is not None:
        return None
    return add_working_days(timezone.localdate(stall.second_mail_at), trajectory.route.silence_term_days + 1)
