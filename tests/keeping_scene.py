"""Talks of coach and candidate in the scene, and a case of which something goes within a month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.retention.services import tell
from evc.trajectories import services as trajectories
from evc.trajectories.models import Trajectory
from tests.factories.people import PersonFactory
from tests.factories.routes import compact_route
from tests.factories.trajectories import TrajectoryFactory

if TYPE_CHECKING:
    from tests.scene import Scene


def keep_and_talk(scene: Scene) -> None:
    today, marga = timezone.localdate(), scene.people["marga"]
    for case, points in (
        ("building", ["Wil meer doen met jongeren", "Ziet op tegen schrijven"]),
        ("reassessed", ["Bleef rustig toen het druk werd", "Wil graag meelopen bij een andere dienst"]),
    ):
        trajectories.note_talk(scene.cases[case].pk, held_on=today - timedelta(days=9), points=points, by=marga)
    chosen = trajectories.note_talk(
        scene.cases["reassessed"].pk, held_on=today, points=["Zoekt een cursus in gespreksvoering"], by=marga
    ).points.get()
    trajectories.choose_points(scene.cases["reassessed"].pk, chosen=[chosen.pk], by=scene.people["reassessed"])
    _stopped_long_ago(scene)


def _stopped_long_ago(scene: Scene) -> None:
    """Nearly three years ago; what was written in it goes within a month."""
    version = scene.cases["compact"].standard_version
    nadia = scene.people["past"] = PersonFactory(name="Nadia Postma", language="nl", email="past@waterrijk.example")
    stopped = scene.cases["past"] = TrajectoryFactory(
        candidate=nadia,
        client=scene.organisations["waterrijk"],
        provider=scene.organisations["de-brug"],
        standard_version=version,
        route=compact_route(),
        units=list(version.core_tasks.all()),
        building=True,
    )
    trajectories.withdraw(stopped.pk, by=nadia)
    Trajectory.objects.filter(pk=stopped.pk).update(state_since=timezone.now() - timedelta(days=1080))
    tell(stopped.pk, today=timezone.localdate())
