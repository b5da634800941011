"""The one mail of this room: what goes on which day, and where to take it along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evc.trajectories.models import Kept, Trajectory
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail


def tell_candidate(trajectory: Trajectory, days: Mapping[str, date]) -> None:
    """Once a case and day. ``days``: by class."""
    candidate, first = trajectory.candidate, min(days.values())
    queue_mail(
        "retention_told",
        to=candidate.email,
        language=candidate.language,
        key=f"retention_told:{trajectory.pk}:{','.join(sorted(days))}:{first}",
        sender_name=trajectory.provider.name,
        name=candidate.name,
        organisation=trajectory.provider.name,
        rows=[(Kept(kept).label, day) for kept, day in sorted(days.items(), key=lambda row: row[1])],
        until=first,
        link=public_address("/account/kept"),
    )
