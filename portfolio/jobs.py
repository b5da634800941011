"""The jobs of this room."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from foundation.jobs.registry import job
from foundation.jobs.schedule import daily
from portfolio import services
from portfolio.services import uploading


@daily("portfolio.tell_witnesses", at=time(22))
def tell_witnesses(day: str) -> None:
    """Late, so that the mail holds the whole day's; what comes after it stands in tomorrow's."""
    services.tell_witnesses(date.fromisoformat(day))


@job("portfolio.end_upload")
def end_upload(upload: str) -> None:
    uploading.end_upload(UUID(upload))
