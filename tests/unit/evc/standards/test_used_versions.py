"""A version that a trajectory uses never changes, also not around the services."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from evc.standards.models import CoreTask, Criterion, StandardVersion, WorkProcess
from evc.standards.usage import note_use
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def used(db) -> StandardVersion:
    version = make_standard()
    note_use(version)
    return version


@pytest.mark.parametrize(
    "change",
    [
        lambda version: StandardVersion.objects.filter(pk=version.pk).update(threshold_percent=50),
        lambda version: StandardVersion.objects.filter(pk=version.pk).update(used_since=None),
        lambda version: CoreTask.objects.filter(version=version).update(title="anders"),
        lambda version: WorkProcess.objects.filter(version=version).update(required_repetitions=1),
        lambda version: Criterion.objects.filter(work_process__version=version).update(title="anders"),
        lambda version: Criterion.objects.filter(work_process__version=version).delete(),
        lambda version: WorkProcess.objects.filter(version=version).delete(),
        lambda version: CoreTask.objects.create(version=version, code="X", title="erbij", position=9),
        lambda version: Criterion.objects.create(
            work_process=version.work_processes.first(), code="X", title="erbij", position=9
        ),
    ],
    ids=[
        "a setting", "not used any more", "a unit", "a work process", "a criterion", "a criterion gone",
        "a work process gone", "a unit added", "a criterion added",
    ],
)  # fmt: skip
def test_the_database_itself_refuses_every_change(used, change):
    with pytest.raises(DatabaseError, match="in use never changes"), transaction.atomic():
        change(used)


def test_a_version_is_in_use_from_its_first_trajectory_on():
    version = make_standard()
    TrajectoryFactory(standard_version=version)

    version.refresh_from_db()
    assert version.used_since is not None


def test_a_version_that_nobody_uses_can_change_and_go():
    version = make_standard()
    Criterion.objects.filter(work_process__version=version).update(title="beter")

    version.delete()

    assert not StandardVersion.objects.exists()
