"""What the rules of sampling ask of one dossier, read from what was assessed before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from evc.outcomes.models import Appeal, Outcome
from evc.quality.models import SamplingPlan
from evc.quality.sampling import Facts, Shares
from evc.trajectories.models import Participant

Part = Participant.Part


def shares_of(plan: SamplingPlan) -> Shares:
    rows = list(plan.shares.all())
    return Shares(
        share=plan.share,
        by_standard={row.standard_id: row.share for row in rows if row.standard_id},
        by_assessor={row.assessor_id: row.share for row in rows if row.assessor_id},
        raises={row.rule: (row.threshold, row.share) for row in plan.raises.all()},
    )


def facts_of(outcome: Outcome) -> Facts:
    """Counts what the provider released before; days since something of these assessors came back or was put right."""
    trajectory = outcome.trajectory
    seats = trajectory.participants.current().filter(part=Part.ASSESSOR)
    assessors = list(seats.values_list("person", flat=True))
    released = Outcome.objects.released().filter(trajectory__provider=trajectory.provider_id)
    counted = (
        Participant.objects.filter(
            part=Part.ASSESSOR, ended_at=None, person__in=assessors, trajectory__in=released.values("trajectory")
        )
        .values_list("person")
        .annotate(Count("trajectory", distinct=True))
    )
    done = dict(counted)
    return Facts(
        standard=trajectory.standard_version.standard_id,
        done_before={who: done.get(who, 0) for who in assessors},
        version_before=released.filter(trajectory__standard_version=trajectory.standard_version_id).count(),
        kappa=outcome.kappa,
        days_since_return=_days(_last_return(trajectory.provider_id, assessors)),
        days_since_appeal=_days(_last_upheld_appeal(trajectory.provider_id, assessors)),
    )


def _last_return(provider: UUID, assessors: Collection[UUID]) -> datetime | None:
    scored = _scored_by(assessors)
    returned = Outcome.objects.filter(state=Outcome.State.RETURNED, trajectory__provider=provider)
    found: datetime | None = returned.filter(trajectory__in=scored).aggregate(last=Max("decided_at"))["last"]
    return found


def _last_upheld_appeal(provider: UUID, assessors: Collection[UUID]) -> datetime | None:
    upheld = Appeal.objects.filter(state=Appeal.State.GRANTED, trajectory__provider=provider)
    found: datetime | None = upheld.filter(trajectory__in=_scored_by(assessors)).aggregate(last=Max("ended_at"))["last"]
    return found


def _scored_by(assessors: Collection[UUID]) -> QuerySet[Participant, UUID]:
    """Trajectories in which one of them has or had a seat."""
    return Participant.objects.filter(part=Part.ASSESSOR, person__in=assessors).values_list("trajectory", flat=True)


def _days(moment: datetime | None) -> int | None:
    return (timezone.now() - moment).days if moment else None
