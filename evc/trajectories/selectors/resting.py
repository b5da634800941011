"""What lies beside the state: whether a trajectory is paused, or was ended because nothing was heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from evc.trajectories.models import Pause, SilentEnd, Trajectory


class RestKind(StrEnum):
    PAUSE = "pause"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Rest:
    """``until``: the last day of the pause, or the last on which a silent end can be undone."""

    kind: RestKind
    since: date
    until: date
    row: Pause | SilentEnd


def runs_on(day: date) -> Q:
    """Pauses that run on this day."""
    not_ended = Q(ended_on=None) | Q(ended_on__gt=day)
    return Q(not_ended, confirmed_at__isnull=False, first_day__lte=day, until__gte=day)


OPEN_SILENCE = Q(undone_at=None, final_at=None)


def is_paused(day: date) -> Exists:
    return Exists(Pause.objects.filter(runs_on(day), trajectory=OuterRef("pk")))


def is_silent() -> Exists:
    return Exists(SilentEnd.objects.filter(OPEN_SILENCE, trajectory=OuterRef("pk")))


def awake(rows: QuerySet[Trajectory], day: date) -> QuerySet[Trajectory]:
    """Those of whom something may be asked: neither paused on this day nor ended for silence."""
    return rows.exclude(is_paused(day)).exclude(is_silent())


def rest_of(trajectory: Trajectory, day: date) -> Rest | None:
    """Two queries at most."""
    return rests_of([trajectory], day).get(trajectory.pk)


def rests_of(cases: Iterable[Trajectory], day: date) -> dict[UUID, Rest]:
    """By trajectory, those that rest on this day; two queries for any number."""
    keys = [row.pk for row in cases]
    found: dict[UUID, Rest] = {
        row.trajectory_id: Rest(RestKind.PAUSE, row.first_day, row.until, row)
        for row in Pause.objects.filter(runs_on(day), trajectory__in=keys)
    }
    for silent in SilentEnd.objects.filter(OPEN_SILENCE, trajectory__in=keys):
        since = timezone.localdate(silent.ended_at)
        found[silent.trajectory_id] = Rest(RestKind.SILENCE, since, silent.undo_until, silent)
    return found


def asked_pause(trajectory: Trajectory) -> Pause | None:
    """The one that waits for a coordinator."""
    return Pause.objects.filter(trajectory=trajectory, confirmed_at=None, refused_at=None).first()


def coming_pause(trajectory: Trajectory, day: date) -> Pause | None:
    """A confirmed one that runs or still has to begin."""
    rows = Pause.objects.filter(trajectory=trajectory, confirmed_at__isnull=False, until__gte=day)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=day)).order_by("first_day").first()


def ends_of_rest(cases: Iterable[Trajectory]) -> Mapping[UUID, datetime]:
    """By trajectory, when the last pause or silent end was over, or will be: what is counted in days begins again there."""
    keys = [row.pk for row in cases]
    latest: dict[UUID, datetime] = {}
    begun = Pause.objects.filter(trajectory__in=keys, confirmed_at__isnull=False, first_day__lte=timezone.localdate())
    pauses = begun.exclude(ended_on=F("first_day"))
    for key, until, ended_on in pauses.order_by().values_list("trajectory", "until", "ended_on"):
        over = timezone.make_aware(datetime.combine(ended_on or until + timedelta(days=1), time.min))
        latest[key] = max(over, latest.get(key, over))
    undone = SilentEnd.objects.filter(trajectory__in=keys, undone_at__isnull=False)
    for key, at in undone.order_by().values_list("trajectory", "undone_at"):
        assert at is not None
        latest[key] = max(at, latest.get(key, at))
    return latest
