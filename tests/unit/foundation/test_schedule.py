"""What is done every day is done once a day, from its time on."""

from __future__ import annotations

import threading
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection

from foundation.jobs import schedule
from foundation.jobs import services as jobs
from foundation.jobs.models import Job

_days: list[str] = []
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@schedule.daily("tests.every_day", at=time(19))
def every_day(day: str) -> None:
    _days.append(day)


@pytest.fixture(autouse=True)
def _nothing_done(monkeypatch: pytest.MonkeyPatch) -> None:
    _days.clear()
    monkeypatch.setattr(schedule, "_daily", {"tests.every_day": time(19)})


def at(hour: int, *, day: int = 3) -> datetime:
    return datetime(2026, 11, day, hour, 30, tzinfo=AMSTERDAM)


@pytest.mark.django_db
def test_it_waits_for_its_time_and_is_asked_for_once_a_day() -> None:
    schedule.enqueue_due(at(18))
    assert Job.objects.count() == 0

    for _time in range(3):
        schedule.enqueue_due(at(19))
    schedule.enqueue_due(at(23))
    schedule.enqueue_due(at(20, day=4))
    jobs.run_due()

    assert _days == ["2026-11-03", "2026-11-04"]


@pytest.mark.django_db
def test_the_command_for_one_run_looks_at_the_schedule_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_daily", {"tests.every_day": time(0)})

    call_command("work", "--once")

    assert len(_days) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_look_at_once_ask_once() -> None:
    ready = threading.Barrier(2)

    def look() -> None:
        ready.wait()
        schedule.enqueue_due(at(19))
        connection.close()

    threads = [threading.Thread(target=look) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Job.objects.filter(name="tests.every_day").count() == 1
