"""When a candidate last changed something in shared work: what a stall is counted from. Signing in is no change.

Shared work is what the coach reads: items shared with the trajectory, the practice log, the plan, comments, requests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q

from evc.trajectories.models import State, Trajectory
from evc.trajectories.selectors.resting import ends_of_rest
from portfolio.models import EvidenceComment, EvidenceItem, EvidenceRequest, PlannedItem, Repetition, Share

CAN_STALL = frozenset({State.BUILDING, State.SUPPLEMENT})  # it is the candidate's turn


def last_changes(cases: Iterable[Trajectory]) -> dict[UUID, datetime]:
    """By trajectory, at the earliest since it came to its step; eight queries for any number.

    A pause counts until it is over: during one that moment lies ahead, so nothing stands still.
    """
    rows = list(cases)
    latest = {row.pk: row.state_since for row in rows}
    by_audience = {row.audience_id: row.pk for row in rows}
    by_log = {(row.candidate_id, row.standard_version_id): row.pk for row in rows}
    for key, *moments in _in_audiences(by_audience):
        _note(latest, by_audience[key], moments)
    logged = Repetition.objects.filter(owner__in={row.candidate_id for row in rows}).order_by()
    for owner, version, moment in logged.values_list("owner", "log__work_process__version").annotate(Max("created_at")):
        if (owner, version) in by_log:
            _note(latest, by_log[owner, version], [moment])
    for key, over in ends_of_rest(rows).items():
        _note(latest, key, [over])
    return latest


def days_still(last: datetime, now: datetime) -> int:
    """Whole days without a change."""
    return max(0, (now - last).days)


def stands_still(trajectory: Trajectory, last: datetime, now: datetime) -> bool:
    """Whether the route's number of days went by; it comes with its ``route``."""
    return trajectory.state in CAN_STALL and now - last >= timedelta(days=trajectory.route.still_after_days)


def _note(latest: dict[UUID, datetime], trajectory: UUID, moments: Iterable[datetime | None]) -> None:
    latest[trajectory] = max([latest[trajectory], *(moment for moment in moments if moment)])


def _in_audiences(audiences: Mapping[UUID, Any]) -> Iterator[tuple[Any, ...]]:
    """Audience and moments. Ended shares count by their end: taking something back is a change as well."""
    shares = Share.objects.filter(audience__in=audiences).order_by()
    yield from shares.values_list("audience").annotate(Max("shared_at"), Max("ended_at"))
    shared = Q(shares__audience__in=audiences, shares__ended_at=None)
    items = EvidenceItem.objects.filter(shared).order_by().values_list("shares__audience")
    yield from items.annotate(Max("changed_at"), Max("removed_at"), Max("files__uploaded_at"))
    said = EvidenceComment.objects.filter(by=F("item__owner"), item__shares__audience__in=audiences).order_by()
    yield from said.values_list("item__shares__audience").annotate(Max("at"))
    own = Q(changed_by=F("owner"))
    plan = PlannedItem.objects.filter(audience__in=audiences).order_by().values_list("audience")
    yield from plan.annotate(
        changed=Max("changed_at", filter=own),
        proposed=Max("proposed_at", filter=Q(proposed_by=F("owner"))),
        accepted=Max("accepted_at"),
    )
    done = EvidenceRequest.objects.filter(audience__in=audiences).exclude(done_at=None).order_by()
    yield from done.values_list("audience").annotate(Max("done_at"))
