"""The jobs of this room."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from foundation.jobs.registry import job
from foundation.jobs.schedule import daily
from portfolio import services, taking_along
from portfolio.models import WitnessNotice
from portfolio.services import sweeping, uploading


@daily("portfolio.tell_witnesses", at=time(22))
def tell_witnesses(day: str) -> None:
    """Late, so that the mail holds nearly the whole day's."""
    services.tell_witnesses(date.fromisoformat(day))


@daily("portfolio.tell_witnesses_late", at=time(23, 45))
def tell_witnesses_late(day: str) -> None:
    """What was confirmed after the evening's mail is told the same day still; of the last quarter tomorrow."""
    services.tell_witnesses(date.fromisoformat(day), WitnessNotice.Part.END_OF_DAY)


@daily("portfolio.remind_referees", at=time(8))
def remind_referees(day: str) -> None:
    services.remind_referees(date.fromisoformat(day))


@job("portfolio.end_upload")
def end_upload(upload: str) -> None:
    uploading.end_upload(UUID(upload))


@job("portfolio.make_export")
def make_export(export: str) -> None:
    taking_along.make_export(UUID(export))


@job("portfolio.take_in")
def take_in(asked: str) -> None:
    taking_along.take_in(UUID(asked))


@daily("portfolio.forget_imports", at=time(3))
def forget_imports(day: str) -> None:
    taking_along.forget_imports(date.fromisoformat(day))


@daily("portfolio.sweep_loose_files", at=time(4))
def sweep_loose_files(day: str) -> None:
    """What a killed process left: a file without a row."""
    sweeping.sweep_loose_files()


@daily("portfolio.forget_exports", at=time(3))
def forget_exports(day: str) -> None:
    """A copy of everything lies no longer than it takes to download it."""
    taking_along.forget_old_exports(date.fromisoformat(day))
