"""Calibration: rounds for who leads, who scores and whose dossier it is, readings of criteria, and talks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.quality.models import QualityTalk
from evc.quality.selectors.calibration import criteria_of
from portfolio.services.covered_dossiers import covered_contents
from tests.calibration_scene import round_of
from tests.pages.look import Arguments, Look
from tests.pages.public import at_provider
from tests.scene import Scene


def _round(case: str) -> Arguments:
    return lambda scene: {"pk": round_of(scene, case).pk}


def _item(scene: Scene) -> Mapping[str, Any]:
    found = round_of(scene, "calibrated")
    items = covered_contents(found.consent.document).items
    shown = next((item for item in items if item.files), items[0])
    return {"pk": found.pk, "item": shown.id}


def _criterion(scene: Scene) -> Mapping[str, Any]:
    found = round_of(scene, "closed")
    return {"pk": found.pk, "criterion": criteria_of(found)[1].pk}


def _talk(who: str) -> Arguments:
    return lambda scene: {"pk": QualityTalk.objects.get(colleague=scene.people[who]).pk}


CALIBRATION = (
    Look("calibrations", "calibrations", who="gerda", at=at_provider),
    Look("calibration-new", "calibration-new", who="gerda", at=at_provider),
    Look("calibration-asked", "calibration", who="gerda", at=_round("full")),
    Look("calibration-led", "calibration", who="gerda", at=_round("calibrated")),
    Look("calibration-score", "calibration", who="noor", at=_round("calibrated")),
    Look("calibration-done", "calibration", who="bas", at=_round("calibrated")),
    Look("calibration-closed", "calibration", who="noor", at=_round("closed")),
    Look("calibration-closed-led", "calibration", who="gerda", at=_round("closed")),
    Look("calibration-item", "calibration-item", who="noor", at=_item),
    Look("calibration-final", "calibration-final", who="noor", at=_round("calibrated")),
    Look("calibration-open", "calibration-open", who="gerda", at=_round("full")),
    Look("calibration-close", "calibration-close", who="gerda", at=_round("calibrated")),
    Look("calibration-stop", "calibration-stop", who="gerda", at=_round("calibrated")),
    Look("criterion-reading", "criterion-reading", who="gerda", at=_criterion),
    Look("calibration-consent", "calibration-consent", who="fatima", at=_round("full")),
    Look("calibration-consent-given", "calibration-consent", who="calibrated", at=_round("calibrated")),
    Look("calibration-refuse", "calibration-refuse", who="fatima", at=_round("full")),
    Look("calibration-withdraw", "calibration-withdraw", who="calibrated", at=_round("calibrated")),
    Look("quality-talks", "quality-talks", who="gerda", at=at_provider),
    Look("quality-talk-new", "quality-talk-new", who="gerda", at=at_provider),
    Look("quality-talk", "quality-talk", who="noor", at=_talk("noor")),
    Look("quality-talk-to-sign", "quality-talk", who="marga", at=_talk("marga")),
    Look("quality-talk-change", "quality-talk-change", who="gerda", at=_talk("marga")),
    Look("home-calibration", "home", who="noor"),
    Look("home-calibration-asked", "home", who="fatima"),
)
NO_PAGE_OF_CALIBRATION: Mapping[str, str] = {
    "calibration-file": "answers a picture",
    "calibration-page-picture": "answers a picture",
}
