"""Ending for silence: after two mails that nobody answered and the route's term; the candidate can undo it for a month.

The state stays as it was (docs/decisions/0011): a row beside it says that it was ended, and only when the month is over
the trajectory is withdrawn. The portfolio is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import SilentEnd, Stall, Trajectory
from evc.trajectories.selectors.resting import OPEN_SILENCE, awake, rest_of
from evc.trajectories.selectors.silence import lasting_of, may_end_on
from evc.trajectories.selectors.standing_still import CAN_STALL
from evc.trajectories.services.ending import stop
from evc.trajectories.services.guiding import ask_how_it_is_going
from evc.trajectories.services.locking import locked
from evc.trajectories.services.pausing import let_go_of_pauses, move_terms
from foundation.audit import services as audit
from foundation.errors import WrongState
from foundation.jobs.services import enqueue
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from foundation.working_days import end_of_term, working_days_between

UNDO_FOR = relativedelta(months=1)


def unanswered(now: datetime) -> Iterable[Stall]:
    """Stalls whose first mail was not answered for as long as the route lets work stand still."""
    rows = Stall.objects.filter(answer="", second_mail_at=None, trajectory__state__in=CAN_STALL)
    rows = rows.filter(trajectory__in=awake(Trajectory.objects.all(), timezone.localdate(now)).values("pk"))
    for stall in rows.select_related("trajectory__route"):
        if now - stall.noticed_at >= timedelta(days=stall.trajectory.route.still_after_days):
            yield stall


@transaction.atomic
def ask_again(stall_id: UUID, *, now: datetime | None = None) -> bool:
    """Mail the four answers once more, with links of their own; False when that is not needed (any more)."""
    now = now or timezone.now()
    found = Stall.objects.filter(pk=stall_id).first()
    if found is None:
        return False
    trajectory = locked(found.trajectory_id)
    stall = Stall.objects.get(pk=stall_id)
    if stall.answer or stall.second_mail_at or stall != lasting_of(trajectory) or rest_of(trajectory, now.date()):
        return False
    secret = new_secret()
    stall.second_hash, stall.second_mail_at = secret_hash(secret), now
    stall.save(update_fields=["second_hash", "second_mail_at"])
    audit.record("stall.asked-again", on=trajectory, by=None)
    ask_how_it_is_going(trajectory, secret, key=f"{stall.pk}:again", again=True)
    return True


@transaction.atomic
def end_for_silence(trajectory_id: UUID, *, by: Person) -> SilentEnd:
    """A coordinator ends it: nothing is asked of anybody any more, and the candidate is told how to undo it.

    Raises NotReadyYet until two mails were not answered and the route's term is over.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, *CAN_STALL)
    today = timezone.localdate()
    if trajectory.silent_ends.filter(OPEN_SILENCE).exists():
        raise WrongState(_("This trajectory was ended already. Load the page again."), code="ended-already")
    day = may_end_on(trajectory, today)
    if day is None:
        raise NotReadyYet(
            _("Two mails without an answer come first. They go out by themselves when the work stands still."),
            code="mails-missing",
        )
    if today < day:
        raise NotReadyYet(
            _("The candidate still has time to answer, until the end of the route's term."),
            code="term-runs",
            until=day.isoformat(),
        )
    let_go_of_pauses(trajectory, by=by)
    ended = SilentEnd.objects.create(trajectory=trajectory, ended_by=by, undo_until=end_of_term(today + UNDO_FOR))
    audit.record("silence.ended", on=trajectory, by=by, undo_until=ended.undo_until)
    enqueue("trajectories.tell_of_silent_end", key=ended.pk, ended=ended.pk)
    return ended


@transaction.atomic
def take_up_again(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """The candidate undoes it: the trajectory is where it was, and its terms get the working days that went by."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    ended, today = trajectory.silent_ends.filter(OPEN_SILENCE).first(), timezone.localdate()
    if ended is None or ended.undo_until < today:
        raise WrongState(
            _("This can't be taken up again any more. Ask for a new trajectory: your portfolio is still there."),
            code="undo-over",
        )
    ended.undone_at = timezone.now()
    ended.save(update_fields=["undone_at"])
    since = timezone.localdate(ended.ended_at)
    count = working_days_between(since, today)
    # What was late when it was ended stays late; what had time left then has as much now.
    move_terms(trajectory, count=count, due_from=since)
    audit.record("silence.undone", on=trajectory, by=by, working_days=count)
    enqueue("trajectories.tell_taken_up", key=ended.pk, ended=ended.pk)
    return trajectory


def over(today: date) -> Iterable[SilentEnd]:
    """Those that can't be undone any more and still have to be made final."""
    return SilentEnd.objects.filter(OPEN_SILENCE, undo_until__lt=today)


@transaction.atomic
def make_final(ended_id: UUID) -> bool:
    """The month is over: -> withdrawn, by the system. Safe to do twice."""
    found = SilentEnd.objects.filter(pk=ended_id).first()
    if found is None:
        return False
    trajectory = locked(found.trajectory_id)
    ended = SilentEnd.objects.get(pk=ended_id)
    if ended.undone_at or ended.final_at or ended.undo_until >= timezone.localdate():
        return False
    ended.final_at = timezone.now()
    ended.save(update_fields=["final_at"])
    stop(trajectory, by=None, silence=True)
    return True
