"""A pause: asked for by the candidate and confirmed by a coordinator, or started by one at once.

Its working days are added to every term when it is confirmed, so it ends by itself: nothing has to happen on its last day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Pause, State, Trajectory
from evc.trajectories.selectors.resting import OPEN_SILENCE, asked_pause, coming_pause
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from foundation.working_days import add_working_days, working_days_in
from portfolio import services as portfolio

CAN_PAUSE = states.UNDER_WAY - {State.REQUESTED}
LONGEST_DAYS = 366
ONE_TAP_WEEKS = 4  # what a candidate asks for with one tap in a mail; the coordinator may make it shorter or longer


@transaction.atomic
def ask_pause(trajectory_id: UUID, *, first_day: date, until: date, reason: str = "", by: Person) -> Pause:
    """The candidate asks for a pause; a coordinator confirms or refuses it. Nobody has to say why.

    Raises WrongState when one is asked for or runs already.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    _require_none(trajectory)
    pause = Pause(trajectory=trajectory, asked_by=by)
    _set_days(pause, first_day, until, reason)
    pause.save(force_insert=True)
    audit.record("pause.asked", on=trajectory, by=by, pause=pause.pk, first_day=first_day, until=until)
    return pause


@transaction.atomic
def start_pause(trajectory_id: UUID, *, first_day: date, until: date, reason: str = "", by: Person) -> Pause:
    """A coordinator pauses a trajectory, or confirms what the candidate asked, with the same days or others.

    Every term gets as many working days as the pause holds. Raises WrongState when a pause runs already.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    pause = asked_pause(trajectory)
    if pause is None:
        _require_none(trajectory)
        pause = Pause(trajectory=trajectory, asked_by=by)
    else:
        _require_running(trajectory)
    _set_days(pause, first_day, until, reason or pause.reason)
    pause.confirmed_by, pause.confirmed_at = by, timezone.now()
    pause.save()
    days = working_days_in(first_day, until)
    move_terms(trajectory, count=days, due_from=first_day)
    audit.record(
        "pause.started", on=trajectory, by=by, pause=pause.pk, first_day=first_day, until=until, working_days=days
    )
    enqueue("trajectories.tell_of_pause", key=f"{pause.pk}:started", pause=pause.pk)
    return pause


@transaction.atomic
def refuse_pause(pause_id: UUID, *, by: Person) -> Pause:
    """A coordinator does not confirm it; or the candidate takes back what they asked."""
    pause, trajectory = _held(pause_id)
    who = rules.standing(trajectory, by)
    rules.require(
        rules.may_coordinate(who) or rules.is_candidate(who), _("Only the candidate or an EVC coordinator can do this.")
    )
    if pause.confirmed_at is not None or pause.refused_at is not None:
        raise WrongState(_("This was decided already. Load the page again."), code="pause-decided")
    pause.refused_at = timezone.now()
    pause.save(update_fields=["refused_at"])
    audit.record("pause.refused", on=trajectory, by=by, pause=pause.pk)
    if pause.asked_by_id != by.pk:
        enqueue("trajectories.tell_of_pause", key=f"{pause.pk}:refused", pause=pause.pk)
    return pause


@transaction.atomic
def end_pause(pause_id: UUID, *, by: Person) -> Pause:
    """Go on, today, before the pause is over: by the candidate or a coordinator. What was not used is taken off the terms."""
    pause, trajectory = _held(pause_id)
    who = rules.standing(trajectory, by)
    rules.require(
        rules.may_coordinate(who) or rules.is_candidate(who), _("Only the candidate or an EVC coordinator can do this.")
    )
    end_early(pause, trajectory, by=by)
    return pause


def end_early(pause: Pause, trajectory: Trajectory, *, by: Person | None) -> None:
    """For the services that hold the lock. Raises WrongState for a pause that is over or never began to be one."""
    today = timezone.localdate()
    if pause.confirmed_at is None or pause.ended_on is not None or pause.until < today:
        raise WrongState(_("This pause is over already. Load the page again."), code="pause-over")
    pause.ended_on = max(today, pause.first_day)
    pause.save(update_fields=["ended_on"])
    given_back = working_days_in(pause.ended_on, pause.until)
    move_terms(trajectory, count=-given_back, due_from=pause.first_day, known_at=pause.confirmed_at)
    audit.record("pause.ended", on=trajectory, by=by, pause=pause.pk, ended_on=pause.ended_on, given_back=given_back)


def let_go_of_pauses(trajectory: Trajectory, *, by: Person | None) -> None:
    """A trajectory that stops has no pause any more, asked for or running; the caller holds the lock."""
    if asked := asked_pause(trajectory):
        asked.refused_at = timezone.now()
        asked.save(update_fields=["refused_at"])
        audit.record("pause.refused", on=trajectory, by=by, pause=asked.pk)
    if running := coming_pause(trajectory, timezone.localdate()):
        end_early(running, trajectory, by=by)


def move_terms(trajectory: Trajectory, *, count: int, due_from: date, known_at: datetime | None = None) -> None:
    """Move every day that was agreed, of the trajectory and of what was promised in it; the caller holds the lock.

    A day that had passed before ``due_from`` stays: that was late already. So does what was set after ``known_at``.
    """
    if not count:
        return
    was_set_since = known_at is not None and trajectory.due_moves.filter(at__gt=known_at).exists()
    if trajectory.due_on is not None and trajectory.due_on >= due_from and not was_set_since:
        trajectory.due_on = add_working_days(trajectory.due_on, count)
        trajectory.save(update_fields=["due_on"])
    portfolio.move_days(trajectory.audience_id, count=count, due_from=due_from, known_at=known_at or timezone.now())


def days_of_one_tap(today: date) -> tuple[date, date]:
    """First and last day of the pause that one tap in a mail asks for."""
    return today, today + timedelta(weeks=ONE_TAP_WEEKS) - timedelta(days=1)


def _held(pause_id: UUID) -> tuple[Pause, Trajectory]:
    found = Pause.objects.filter(pk=pause_id).first()
    if found is None:
        raise NotFound(_("There is no such pause."))
    trajectory = locked(found.trajectory_id)
    return Pause.objects.get(pk=pause_id), trajectory  # as it is now that we hold the lock


def _require_none(trajectory: Trajectory) -> None:
    if asked_pause(trajectory) is not None:
        raise WrongState(
            _("A pause was asked for already. The EVC coordinator answers that first."), code="pause-asked"
        )
    _require_running(trajectory)


def _require_running(trajectory: Trajectory) -> None:
    states.require_state(trajectory, *CAN_PAUSE)
    if trajectory.silent_ends.filter(OPEN_SILENCE).exists():
        raise WrongState(_("This trajectory was ended. It has to be taken up again first."), code="ended-for-silence")
    if coming_pause(trajectory, timezone.localdate()) is not None:
        raise WrongState(_("A pause was agreed already. End that one first."), code="pause-runs")


def _set_days(pause: Pause, first_day: date, until: date, reason: str) -> None:
    today = timezone.localdate()
    if first_day < today:
        raise InvalidInput(_("A pause begins today or later."), code="day-in-past", field="first_day")
    if until < first_day:
        raise InvalidInput(
            _("The last day lies before the first. Correct one of the two."), code="days-reversed", field="until"
        )
    if (until - today).days > LONGEST_DAYS:
        raise InvalidInput(_("A pause ends within a year. Choose an earlier last day."), code="too-long", field="until")
    pause.first_day, pause.until = first_day, until
    pause.reason = clean_text(reason, field="reason", longest=1_000)
