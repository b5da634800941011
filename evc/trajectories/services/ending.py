"""How a trajectory ends, and what its badge will hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_past_day
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import State, Trajectory
from evc.trajectories.selectors.resting import OPEN_SILENCE
from evc.trajectories.services.locking import locked
from evc.trajectories.services.pausing import let_go_of_pauses
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Person
from foundation.people.selectors import confirmed_addresses
from portfolio import services as portfolio

_BADGE_CAN_BE_CHOSEN = (*states.UNDER_WAY, State.DECIDED)


@transaction.atomic
def withdraw(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """The candidate stops, at any moment before the outcome and without a reason; nobody reads the dossier any more.

    Whoever proposed it may take that back as long as it was not accepted.
    """
    trajectory = locked(trajectory_id)
    rules.require(
        rules.may_withdraw(rules.standing(trajectory, by), trajectory.state), _("Only the candidate can do this.")
    )
    states.require_move(trajectory, to=State.WITHDRAWN)
    stop(trajectory, by=by)
    return trajectory


def stop(trajectory: Trajectory, *, by: Person | None, **logged: Any) -> None:
    """-> withdrawn, with all that belongs to it; the caller holds the lock. ``by`` None: after a month of silence."""
    let_go_of_pauses(trajectory, by=by)
    trajectory.silent_ends.filter(OPEN_SILENCE).update(final_at=timezone.now())
    states.move(trajectory, to=State.WITHDRAWN, by=by, **logged)
    _let_go(trajectory, frozen_too=True)


def decide(trajectory: Trajectory, *, expects_badge: bool, by: Person, **logged: Any) -> None:
    """quality check -> decided, for the room of the outcomes, which releases and holds the lock.

    ``expects_badge``: something was recognised; the trajectory can't be closed before that badge is issued.
    """
    states.move(trajectory, to=State.DECIDED, by=by, expects_badge=expects_badge, **logged)
    trajectory.expects_badge = expects_badge
    trajectory.save(update_fields=["expects_badge"])


@transaction.atomic
def close(
    trajectory_id: UUID, *, closing_talk_on: date | None = None, declined: bool = False, by: Person
) -> Trajectory:
    """issued -> closed, or decided -> closed when nothing was recognised. By the coach or a coordinator.

    Asks for the day of the closing talk, or that it was ``declined``. The coach no longer reads along afterwards.
    """
    trajectory = locked(trajectory_id)
    rules.require(
        rules.may_close(rules.standing(trajectory, by)),
        _("Only the coach or an EVC coordinator can close this trajectory."),
    )
    states.require_move(trajectory, to=State.CLOSED)
    if trajectory.state == State.DECIDED and trajectory.expects_badge:
        raise NotReadyYet(
            _("The badge of this trajectory is still being made. Close the trajectory when it is there."),
            code="badge-expected",
        )
    if (closing_talk_on is None) == (not declined):
        raise InvalidInput(
            _("Fill in the day of the closing talk, or say that the candidate did not want one."),
            code="closing-talk-missing",
            field="closing_talk_on",
        )
    if closing_talk_on is not None:
        clean_past_day(closing_talk_on, field="closing_talk_on")
    trajectory.closing_talk_on, trajectory.closing_talk_declined = closing_talk_on, declined
    trajectory.save(update_fields=["closing_talk_on", "closing_talk_declined"])
    states.move(trajectory, to=State.CLOSED, by=by, talk_on=closing_talk_on, talk_declined=declined)
    _let_go(trajectory, frozen_too=False)
    return trajectory


@transaction.atomic
def choose_badge_contents(trajectory_id: UUID, *, shows_name: bool, addresses: Sequence[str], by: Person) -> Trajectory:
    """The candidate chooses, before it is issued, whether the badge holds their name and to which addresses it is bound.

    ``addresses`` are confirmed ones of the candidate; none means the main one.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, *_BADGE_CAN_BE_CHOSEN)
    confirmed = confirmed_addresses(by)
    wanted = {address.strip().lower() for address in addresses}
    if wanted - set(confirmed):
        raise InvalidInput(
            _("Choose from your confirmed addresses. Confirm an address first to bind a badge to it."),
            code="address-not-confirmed",
            field="addresses",
        )
    trajectory.badge_shows_name = shows_name
    trajectory.badge_addresses = [address for address in confirmed if address in wanted]
    trajectory.save(update_fields=["badge_shows_name", "badge_addresses"])
    audit.record("badge.contents-chosen", on=trajectory, by=by, shows_name=shows_name, addresses=len(wanted))
    return trajectory


def _let_go(trajectory: Trajectory, *, frozen_too: bool) -> None:
    """Others than the candidate no longer read the portfolio; ``frozen_too``: not even what was handed in."""
    members = trajectory.audience.members.exclude(person=trajectory.candidate_id).select_related("person")
    for member in members:
        if frozen_too or not member.reads_frozen_only:
            portfolio.remove_audience_member(trajectory.audience, member.person)
