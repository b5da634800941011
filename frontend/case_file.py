"""What happened in a trajectory, from the request to the last appeal, as lines with a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from credentials.models import Badge
from evc.outcomes.models import Appeal, Outcome
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person
from frontend.journey import STEP_TITLES

Part = Participant.Part


@dataclass(frozen=True, slots=True)
class Event:
    """``by``: the part of whoever did it, or ""."""

    at: datetime
    title: str
    by: str = ""
    text: str = ""
    href: str = ""


def events_of(trajectory: Trajectory, reader: Person) -> list[Event]:
    """In order of time; a fixed number of queries."""
    parts = _parts(trajectory)
    found = [
        *_steps(trajectory, parts),
        *_outcomes(trajectory, parts),
        *_appeals(trajectory, reader, parts),
        *_badges(trajectory),
    ]
    return sorted(found, key=lambda event: event.at)


def _parts(trajectory: Trajectory) -> dict[UUID | None, str]:
    """What somebody was: the part that came first; an assessor with the seat."""
    words: dict[UUID | None, str] = {}
    for row in trajectory.participants.order_by("assigned_at"):
        word = str(Part(row.part).label)
        words.setdefault(row.person_id, f"{word} {row.seat}" if row.seat else word)
    return words


def _by(parts: dict[UUID | None, str], person: UUID | None) -> str:
    if person is None:
        return ""
    return parts.get(person) or _("EVC coordinator")


def _steps(trajectory: Trajectory, parts: dict[UUID | None, str]) -> Iterator[Event]:
    for change in trajectory.changes.all():
        if change.to_state not in {State.DECIDED, State.ISSUED}:  # told by the outcome and the badge
            yield Event(change.at, str(STEP_TITLES[State(change.to_state)]), _by(parts, change.by_id))


def _outcomes(trajectory: Trajectory, parts: dict[UUID | None, str]) -> Iterator[Event]:
    for outcome in trajectory.outcomes.select_related("replaces").prefetch_related("results"):
        if outcome.state == Outcome.State.PROPOSED or outcome.decided_at is None:
            continue
        met = sum(row.verdict == "recognised" for row in outcome.results.all())
        counts = _("%(recognised)s of %(total)s recognised") % {
            "recognised": met,
            "total": len(outcome.results.all()),
        }
        if outcome.state == Outcome.State.RETURNED:
            yield Event(outcome.decided_at, _("Sent back to the assessors"), _by(parts, outcome.decided_by_id))
            continue
        title = _("Outcome after an appeal") if outcome.replaces_id else _("Outcome released")
        yield Event(outcome.decided_at, title, _by(parts, outcome.decided_by_id), counts)


def _appeals(trajectory: Trajectory, reader: Person, parts: dict[UUID | None, str]) -> Iterator[Event]:
    for appeal in Appeal.objects.visible_to(reader).filter(trajectory=trajectory):
        href = reverse("appeal", args=[appeal.pk])
        yield Event(appeal.lodged_at, _("Appeal lodged"), _by(parts, trajectory.candidate_id), href=href)
        if appeal.admitted_at:
            yield Event(appeal.admitted_at, _("Appeal taken up"), _by(parts, appeal.officer_id), href=href)
        if appeal.reassessed_at:
            yield Event(appeal.reassessed_at, _("Looked at again by others"), href=href)
        if appeal.ended_at:
            ended = _("Appeal: %(state)s") % {"state": appeal.get_state_display()}
            withdrew = appeal.state == Appeal.State.WITHDRAWN
            who = trajectory.candidate_id if withdrew else appeal.officer_id
            yield Event(appeal.ended_at, ended, _by(parts, who), href=href)


def _badges(trajectory: Trajectory) -> Iterator[Event]:
    keys = [key for key in trajectory.outcomes.values_list("badge_claim_key", flat=True) if key]
    for badge in Badge.objects.filter(claim_key__in=keys).only("issued_at", "revoked_at", "replaced_by"):
        yield Event(
            badge.issued_at, _("Badge issued"), href="" if badge.revoked_at else reverse("badge", args=[badge.pk])
        )
        if badge.revoked_at:
            yield Event(badge.revoked_at, _("Badge replaced") if badge.replaced_by_id else _("Badge withdrawn"))
