"""A log of years answers as one of a week: the number of queries does not grow with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evc.trajectories.models import Trajectory
from portfolio.models import PracticeLog, Repetition
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def building() -> Trajectory:
    return TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 10, "W2": 10}))


def note_many(building: Trajectory, most: int) -> None:
    """That many entries of each of two work processes, made without a service each."""
    for code in ("W1", "W2"):
        work_process = building.standard_version.work_processes.get(code=code)
        log, _made = PracticeLog.objects.get_or_create(owner=building.candidate, work_process=work_process)
        common: dict[str, Any] = {"log": log, "owner": building.candidate, "task": "Ronde", "count": 1}
        Repetition.objects.bulk_create(
            Repetition(**common, day=date(2026, 1, 1) - timedelta(days=number), role="independent", state="confirmed")
            for number in range(most)
        )


def asked(candidate: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = candidate.get("/practice")
    assert answer.status_code == 200
    assert answer.content.decode().count("list__item") == 10  # the last five of each
    return len(found)


def test_two_thousand_entries_take_as_many_queries_as_ten(building: Trajectory, candidate: Client) -> None:
    note_many(building, 5)
    candidate.get("/practice")  # what is asked once a session
    few = asked(candidate)
    note_many(building, 995)

    assert asked(candidate) == few
