"""The waiting list: who waits for the next thing to begin, and since when. As it is now, whatever the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from evc.figures.small_groups import is_large_enough
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Organisation

# What waits for somebody to begin: an intake, an agreement, an assessor who opens the dossier, a check.
WAITING = (State.REQUESTED, State.INTAKE, State.SUBMITTED, State.QUALITY_CHECK)


@dataclass(frozen=True, slots=True)
class Waiting:
    """``people``: None when they are one to four; then it isn't said since when either. 0: nobody waits."""

    step: State
    people: int | None
    over_four_weeks: int | None
    since: datetime | None  # the longest
    without_assessors: int | None


def waiting_list(provider: Organisation, *, four_weeks_ago: datetime) -> tuple[Waiting, ...]:
    """By step; one query."""
    seated = Participant.objects.current().filter(part=Participant.Part.ASSESSOR).values("trajectory")
    rows = (
        Trajectory.objects.filter(provider=provider, state__in=WAITING)
        .order_by()
        .values_list("state")
        .annotate(
            people=Count("candidate", distinct=True),
            long=Count("candidate", filter=Q(state_since__lt=four_weeks_ago), distinct=True),
            since=Min("state_since"),
            unseated=Count("candidate", filter=~Q(pk__in=seated), distinct=True),
        )
    )
    found = {state: rest for state, *rest in rows}
    return tuple(_waiting(step, *found.get(step, (0, 0, None, 0))) for step in WAITING)


def _waiting(step: State, people: int, long: int, since: datetime | None, unseated: int) -> Waiting:
    if people and not is_large_enough(people):
        return Waiting(step, None, None, None, None)
    return Waiting(step, people, _part(long, people), since, _part(unseated, people))


def _part(part: int, whole: int) -> int | None:
    """None when this part, or what is left of the whole, is one to four people."""
    rest = whole - part
    return part if all(count == 0 or is_large_enough(count) for count in (part, rest)) else None
