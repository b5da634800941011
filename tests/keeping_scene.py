"""Talks of coach and candidate in the scene, and a case of which something goes within a month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.retention.services import tell
from evc.trajectories import services as trajectories

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
    tell(scene.cases["closed"].pk, today=today + timedelta(days=350))
