"""What this room does by itself, and what the rooms below ask of it."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from evc.quality.mails import tell_overdue
from evc.quality.models import Finding
from evc.quality.services.calibration_consent import forget_old_dossiers
from evc.quality.services.drawing import draw_before_release, draw_half_way
from evc.quality.services.printing import forget_prints, make_print
from foundation.jobs.registry import job
from foundation.jobs.schedule import daily


@job("quality.draw")
def draw(outcome: str) -> None:
    draw_before_release(UUID(outcome))


@job("quality.print")
def print_dossier(print: str) -> None:
    make_print(UUID(print))


@daily("quality.forget_prints", at=time(2, 30))
def forget_old_prints(day: str) -> None:
    forget_prints(date.fromisoformat(day))


@daily("quality.forget_calibration_dossiers", at=time(2, 40))
def forget_calibration_dossiers(day: str) -> None:
    forget_old_dossiers(date.fromisoformat(day))


@daily("quality.draw_half_way", at=time(5, 30))
def half_way(day: str) -> None:
    draw_half_way(date.fromisoformat(day))


@daily("quality.say_overdue", at=time(7, 0))
def say_overdue(day: str) -> None:
    """The owner is told once that a finding's day is over."""
    late = Finding.objects.open().filter(due_on__lt=date.fromisoformat(day), answered_at=None)
    for finding in late.select_related("owner", "organisation"):
        tell_overdue(finding)
