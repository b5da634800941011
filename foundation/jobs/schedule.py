"""What is done every day without anybody asking. Each job's key holds the day, so all workers together ask for it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import TypeVar

from django.utils import timezone

from foundation.jobs.registry import Handler, job
from foundation.jobs.services import enqueue

_H = TypeVar("_H", bound=Handler)

_daily: dict[str, time] = {}


def daily(name: str, *, at: time) -> Callable[[_H], _H]:
    """Register a handler as ``job`` does, and run it each day from ``at`` on, in local time. It gets ``day`` as ISO text.

    When no worker runs at that time it is done as soon as one does, on the same day; days that were missed whole are not
    made up for, so a handler looks back itself where that matters.
    """
    _daily[name] = at
    return job(name)


def enqueue_due(now: datetime | None = None) -> None:
    """Ask for today's jobs whose time has come. Safe to call as often as one likes, from any number of workers."""
    here = timezone.localtime(now)
    for name, at in _daily.items():
        if here.time() >= at:
            enqueue(name, key=here.date().isoformat(), day=here.date().isoformat())
