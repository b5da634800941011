"""What was handed in, and apart from it what came or changed afterwards: for the candidate, and for the coach what is shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from evc.assessments import services as assessments
from evc.trajectories.models import State, Trajectory
from portfolio import services as portfolio
from portfolio.dossier import FrozenItem
from portfolio.models import EvidenceItem

# States in which there is a dossier that was handed in.
HANDED_IN = frozenset(State) - {
    State.REQUESTED,
    State.INTAKE,
    State.DECLINED,
    State.BUILDING,
    State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class HandedInLine:
    """``changed``: the living item differs from what the assessors have; ``is_there``: its page can be opened."""

    item: FrozenItem
    changed: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class HandedIn:
    at: datetime
    number: int
    lines: list[HandedInLine]
    later: list[EvidenceItem]  # added since, or shared since: no assessor sees it
    can_take_out: bool


def handed_in(trajectory: Trajectory, *, is_candidate: bool) -> HandedIn | None:
    """None when nothing was handed in yet. Six queries at most."""
    manifest = trajectory.manifest
    if manifest is None:
        return None
    frozen = portfolio.manifest_contents(manifest).items
    living = list(_living(trajectory, is_candidate=is_candidate))
    readable = {row.pk for row in living}
    changed = portfolio.changed_since(manifest, version=trajectory.standard_version) & readable
    known = {item.id for item in frozen}
    return HandedIn(
        at=manifest.frozen_at,
        number=1 + trajectory.supplements_asked,
        lines=[HandedInLine(item, item.id in changed, item.id in readable) for item in frozen],
        later=[item for item in living if item.pk not in known],
        can_take_out=is_candidate and assessments.can_take_out(trajectory),
    )


def _living(trajectory: Trajectory, *, is_candidate: bool) -> QuerySet[EvidenceItem]:
    items = EvidenceItem.objects.present().filter(owner=trajectory.candidate_id)
    shared = Q(shares__audience=trajectory.audience_id, shares__ended_at=None)
    linked = Q(links__work_process__version=trajectory.standard_version_id)
    items = items.filter(shared | linked) if is_candidate else items.filter(shared)
    return items.order_by("created_at", "pk").distinct()
