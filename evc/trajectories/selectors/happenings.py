"""What happened in trajectories since some moment, told to one person: codes and ids, the words are chosen elsewhere.

A fixed number of queries for any number of trajectories. What the person did themselves is no news to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q

from evc.trajectories.models import Stall, Trajectory
from foundation.people.models import Person
from portfolio.models import EvidenceComment, EvidenceRequest, PlannedItem, Repetition, Share


class HappeningCode(StrEnum):
    SHARED = "shared"
    COMMENTED = "commented"
    ASKED = "asked"
    REQUEST_DONE = "request-done"
    REQUEST_WITHDRAWN = "request-withdrawn"
    PLAN_PROPOSED = "plan-proposed"  # waits for the candidate
    PLAN_AGREED = "plan-agreed"
    PLAN_KEPT = "plan-kept"
    PLAN_ENDED = "plan-ended"
    PRACTICE_DECIDED = "practice-decided"  # a witness answered; told to the candidate
    STALL_ANSWERED = "stall-answered"


@dataclass(frozen=True, slots=True)
class Happening:
    """``title``: of the item or the plan, or a code; ``item``: which item, where it is about one."""

    code: HappeningCode
    at: datetime
    trajectory: Trajectory
    title: str = ""
    item: UUID | None = None
    by: str = ""


Since = Mapping[UUID, datetime]  # by trajectory


def happenings(cases: Iterable[Trajectory], *, since: Since, viewer: Person) -> list[Happening]:
    """The newest first; ``cases`` come with what their names need. A trajectory that ``since`` doesn't hold has no news."""
    known = {row.audience_id: row for row in cases if row.pk in since}
    if not known:
        return []
    earliest = min(since[row.pk] for row in known.values())
    found = [
        *_shared(known, earliest, viewer),
        *_commented(known, earliest, viewer),
        *_asked(known, earliest, viewer),
        *_planned(known, earliest, viewer),
        *_practice(known, earliest, viewer),
        *_answered(known, earliest, viewer),
    ]
    fresh = (each for each in found if each.at > since[each.trajectory.pk])
    return sorted(fresh, key=lambda each: (each.at, each.code), reverse=True)


Cases = Mapping[UUID, Trajectory]  # by audience


def _shared(cases: Cases, since: datetime, viewer: Person) -> Iterator[Happening]:
    rows = Share.objects.filter(audience__in=cases, shared_at__gt=since, ended_at=None, item__removed_at=None)
    columns = ("audience", "shared_at", "item__title", "item", "audience__owner__name")
    for audience, at, title, item, name in rows.exclude(audience__owner=viewer).values_list(*columns):
        yield Happening(HappeningCode.SHARED, at, cases[audience], title, item, name)


def _commented(cases: Cases, since: datetime, viewer: Person) -> Iterator[Happening]:
    """At items that are shared now; to the owner at any item, told once for each trajectory that it is shared with."""
    shared = Q(item__shares__audience__in=cases, item__shares__ended_at=None, item__removed_at=None)
    rows = EvidenceComment.objects.filter(shared, at__gt=since).exclude(by=viewer)
    columns = ("item__shares__audience", "at", "item__title", "item", "by__name")
    for audience, at, title, item, name in rows.values_list(*columns):
        yield Happening(HappeningCode.COMMENTED, at, cases[audience], title, item, name)


def _asked(cases: Cases, since: datetime, viewer: Person) -> Iterator[Happening]:
    changed = Q(asked_at__gt=since) | Q(done_at__gt=since) | Q(withdrawn_at__gt=since)
    rows = EvidenceRequest.objects.filter(changed, audience__in=cases).select_related("asked_by", "owner")
    for row in rows:
        case, asker = cases[row.audience_id], row.asked_by.name if row.asked_by else ""
        if row.owner_id == viewer.pk and row.withdrawn_at is not None:
            yield Happening(HappeningCode.REQUEST_WITHDRAWN, row.withdrawn_at, case, row.text, row.item_id, asker)
        elif row.owner_id == viewer.pk and row.done_at is None:
            yield Happening(HappeningCode.ASKED, row.asked_at, case, row.text, row.item_id, asker)
        elif row.owner_id != viewer.pk and row.done_at is not None:
            yield Happening(HappeningCode.REQUEST_DONE, row.done_at, case, row.text, row.item_id, row.owner.name)


def _planned(cases: Cases, since: datetime, viewer: Person) -> Iterator[Happening]:
    rows = PlannedItem.objects.filter(audience__in=cases, changed_at__gt=since).exclude(changed_by=viewer)
    for row in rows.select_related("changed_by"):
        if row.fulfilled_at is not None:
            code = HappeningCode.PLAN_KEPT
        elif row.ended_at is not None:
            code = HappeningCode.PLAN_ENDED
        else:
            code = HappeningCode.PLAN_AGREED if row.accepted_at is not None else HappeningCode.PLAN_PROPOSED
        name = row.changed_by.name if row.changed_by else ""
        yield Happening(code, row.changed_at, cases[row.audience_id], row.title, row.item_id, name)


def _practice(cases: Cases, since: datetime, viewer: Person) -> Iterator[Happening]:
    """What witnesses answered, to the candidate only: a coach reads the counts."""
    own = {row.standard_version_id: row for row in cases.values() if row.candidate_id == viewer.pk}
    if not own:
        return
    rows = Repetition.objects.filter(owner=viewer, decided_at__gt=since, log__work_process__version__in=own)
    columns = ("log__work_process__version", "decided_at", "task", "witness_name")
    for version, at, task, name in rows.order_by().values_list(*columns):
        yield Happening(HappeningCode.PRACTICE_DECIDED, at, own[version], task, None, name)


def _answered(cases: Cases, since: datetime, viewer: Person) -> Iterator[Happening]:
    rows = Stall.objects.filter(trajectory__audience__in=cases, answered_at__gt=since)
    rows = rows.exclude(trajectory__candidate=viewer).annotate(audience=F("trajectory__audience"))
    for row in rows.select_related("trajectory__candidate"):
        assert row.answered_at is not None
        name = row.trajectory.candidate.name
        yield Happening(HappeningCode.STALL_ANSWERED, row.answered_at, cases[row.audience], row.answer, None, name)
