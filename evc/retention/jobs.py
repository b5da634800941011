"""What is done by itself every day: telling who has something that goes within a month, and erasing what was told."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from evc.retention import services
from evc.retention.finding import to_erase, to_tell, with_complaints_of_others
from foundation.jobs.registry import job
from foundation.jobs.schedule import daily
from foundation.jobs.services import enqueue


@daily("retention.find_to_tell", at=time(9))
def find_to_tell(day: str) -> None:
    """Each case in a job of its own, which looks again."""
    for trajectory in to_tell(date.fromisoformat(day)):
        enqueue("retention.tell", key=f"{trajectory}:{day}", trajectory=trajectory, day=day)


@job("retention.tell")
def tell(trajectory: str, day: str) -> None:
    services.tell(UUID(trajectory), today=date.fromisoformat(day))


@daily("retention.find_to_erase", at=time(2))
def find_to_erase(day: str) -> None:
    for trajectory, kept in to_erase(date.fromisoformat(day)):
        enqueue("retention.erase", key=f"{trajectory}:{kept}:{day}", trajectory=trajectory, kept=kept, day=day)
    for trajectory in with_complaints_of_others():
        enqueue("retention.erase_complaints", key=f"{trajectory}:{day}", trajectory=trajectory, day=day)


@job("retention.erase_complaints")
def erase_complaints(trajectory: str, day: str) -> None:
    services.erase_complaints_of_others(UUID(trajectory), today=date.fromisoformat(day))


@job("retention.erase")
def erase(trajectory: str, kept: str, day: str) -> None:
    services.erase(UUID(trajectory), kept=kept, today=date.fromisoformat(day))
