"""What the rooms below ask for by a job, since they may not reach up here."""

from __future__ import annotations

from uuid import UUID

from evc.programmes import services
from foundation.jobs.registry import job


@job("programmes.weigh")
def weigh(task: str) -> None:
    """A repetition for a course was confirmed, or the course was followed: perhaps it is complete now."""
    services.weigh(UUID(task))
