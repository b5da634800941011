"""Somebody signed in, and the main street as far as a test needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from evc.trajectories.models import Trajectory
from foundation.jobs.services import run_due
from foundation.people.models import Person
from tests.factories.trajectories import TrajectoryFactory


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    def client_of(person: Person) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(person)
        return client

    return client_of


@pytest.fixture
def building(db: None) -> Trajectory:
    return TrajectoryFactory(building=True)


@pytest.fixture
def candidate(building: Trajectory, sign_in: Any) -> Client:
    """The candidate of ``building``, signed in."""
    return sign_in(building.candidate)


@pytest.fixture
def do_jobs() -> Callable[[], int]:
    return run_due
