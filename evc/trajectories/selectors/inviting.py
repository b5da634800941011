"""Proposals that wait for an invitation to be accepted, and those of which nothing came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from evc.trajectories.models import InvitedProposal
from foundation.people.models import Organisation

_TOLD_FOR = timedelta(days=60)


def proposals_that_wait(providers: Collection[Organisation], *, now: datetime) -> QuerySet[InvitedProposal]:
    """Of these providers, the newest first; what could not be made is told for some time."""
    waits = Q(settled_at=None, invitation__withdrawn_at=None)
    came_to_nothing = ~Q(problem="") & Q(settled_at__gt=now - _TOLD_FOR)
    found = InvitedProposal.objects.filter(waits | came_to_nothing, invitation__organisation__in=providers)
    return found.select_related("invitation__organisation").order_by("-asked_at", "pk")
