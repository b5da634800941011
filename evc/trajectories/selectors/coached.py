"""The coach's list: for each candidate what is new, what is still uncovered, what is late, and whether it stands still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from evc.standards.models import WorkProcess
from evc.trajectories.models import CoachLook, Participant, Stall, Trajectory
from evc.trajectories.selectors.happenings import Happening, happenings
from evc.trajectories.selectors.resting import Rest, rests_of
from evc.trajectories.selectors.standing_still import CAN_STALL, days_still, last_changes, stands_still
from evc.trajectories.states import ENDED
from foundation.people.models import Person
from portfolio.commitments import Commitment, commitments
from portfolio.models import EvidenceLink

FIRST_LOOK_DAYS = 14  # who never opened a candidate's page is told what happened in this time


@dataclass(frozen=True, slots=True)
class CoachedCase:
    """``stall``: the one that lasts, with the candidate's answer; ``since``: of what is new, None: never looked."""

    trajectory: Trajectory
    looked_at: datetime | None
    news: tuple[Happening, ...]
    uncovered: tuple[WorkProcess, ...]
    in_scope: int
    late: tuple[Commitment, ...]
    days_still: int
    is_still: bool
    stall: Stall | None
    rest: Rest | None = None  # paused, or ended for silence

    @property
    def answer(self) -> str:
        return self.stall.answer if self.stall else ""

    @property
    def urgency(self) -> tuple[bool, bool, bool, bool]:
        """Who asked for help or more first, then who stands still, then who is late, then where something is new."""
        asks = self.answer not in {"", Stall.Answer.GOING_ON}
        return (not asks, not self.is_still, not self.late, not self.news)


def coached_cases(coach: Person, now: datetime | None = None) -> list[CoachedCase]:
    """All that somebody coaches and is under way, the most urgent first; the number of queries is fixed."""
    now = now or timezone.now()
    cases = list(_coached(coach))
    looks = {row.trajectory_id: row.at for row in CoachLook.objects.filter(coach=coach, trajectory__in=cases)}
    since = {row.pk: looks.get(row.pk, now - timedelta(days=FIRST_LOOK_DAYS)) for row in cases}
    news: dict[UUID, list[Happening]] = defaultdict(list)
    for each in happenings(cases, since=since, viewer=coach):
        news[each.trajectory.pk].append(each)
    scope, covered, last = _scope(cases), _covered(cases), last_changes(cases)
    late: dict[UUID, list[Commitment]] = defaultdict(list)
    today = timezone.localdate(now)
    rests = rests_of(cases, today)
    for promise in commitments([row.audience_id for row in cases]):
        if promise.is_late(today):
            late[promise.audience].append(promise)
    found = [
        CoachedCase(
            trajectory=row,
            looked_at=looks.get(row.pk),
            news=tuple(news[row.pk]),
            uncovered=tuple(part for part in scope[row.pk] if part.pk not in covered[row.audience_id]),
            in_scope=len(scope[row.pk]),
            late=tuple(late[row.audience_id]) if row.state in CAN_STALL and row.pk not in rests else (),
            days_still=days_still(last[row.pk], now),
            is_still=stands_still(row, last[row.pk], now),
            stall=lasting_stall(row, last[row.pk]),
            rest=rests.get(row.pk),
        )
        for row in cases
    ]
    return sorted(found, key=lambda case: (case.urgency, case.trajectory.candidate.name, case.trajectory.pk))


def news_of(trajectory: Trajectory, coach: Person, now: datetime | None = None) -> list[Happening]:
    """What the page of one candidate tells its coach as new."""
    now = now or timezone.now()
    look = CoachLook.objects.filter(coach=coach, trajectory=trajectory).first()
    since = look.news_since if look else now - timedelta(days=FIRST_LOOK_DAYS)
    return happenings([trajectory], since={trajectory.pk: since}, viewer=coach)


def lasting_stall(trajectory: Trajectory, last_change: datetime) -> Stall | None:
    """The stall that no later change has ended; its stalls come prefetched or are asked for."""
    if trajectory.state not in CAN_STALL:
        return None
    return next((row for row in reversed(trajectory.stalls.all()) if row.noticed_at >= last_change), None)


def _coached(coach: Person) -> QuerySet[Trajectory]:
    return (
        Trajectory.objects.as_part(coach, Participant.Part.COACH)
        .exclude(state__in=ENDED)
        .select_related("candidate", "standard_version__standard", "route", "provider")
        .prefetch_related(Prefetch("stalls", Stall.objects.order_by("noticed_at")))
        .order_by("pk")
    )


def _scope(cases: Sequence[Trajectory]) -> Mapping[UUID, list[WorkProcess]]:
    """Work processes in scope by trajectory, in the standard's order; two queries."""
    units = Trajectory.units.through.objects.filter(trajectory__in=cases).values_list("trajectory", "coretask")
    of_unit: dict[UUID, list[WorkProcess]] = defaultdict(list)
    pairs = list(units)
    for part in WorkProcess.objects.filter(core_task__in={unit for _case, unit in pairs}).order_by("position"):
        of_unit[part.core_task_id].append(part)
    found: dict[UUID, list[WorkProcess]] = defaultdict(list)
    for case, unit in pairs:
        found[case] += of_unit[unit]
    for parts in found.values():
        parts.sort(key=lambda part: part.position)
    return found


def _covered(cases: Sequence[Trajectory]) -> Mapping[UUID, set[UUID]]:
    """Work processes that something shared is linked to, by audience."""
    links = EvidenceLink.objects.filter(
        item__removed_at=None,
        item__shares__ended_at=None,
        item__shares__audience__in=[row.audience_id for row in cases],
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for audience, part in links.values_list("item__shares__audience", "work_process").distinct():
        found[audience].add(part)
    return found
