"""The agreement between three, statements, consents about the result, and routes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.routes.models import Route
from tests.pages.look import Look, case
from tests.pages.public import at_provider
from tests.scene import Scene


def _shipped(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Route.objects.get(key="full").pk}


def _own(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Route.objects.get(organisation=scene.organisations["waterrijk"]).pk}


def _assessor_of_building(scene: Scene) -> Mapping[str, Any]:
    trajectory = scene.cases["building"]
    return {"pk": trajectory.pk, "participant": trajectory.participants.get(part="assessor").pk}


AGREEING = (
    Look("requirements", "trajectory-requirements", who="petra", at=case("scanned")),
    Look("agreement-coordinator", "agreement", who="petra", at=case("counselled")),
    Look("agreement-not-yet", "agreement", who="counselled", at=case("counselled")),
    Look("agreement-client", "agreement", who="rik", at=case("full")),
    Look("agreement-terms", "agreement-terms", who="petra", at=case("counselled")),
    Look("agreement-text", "agreement-text", who="fatima", at=case("full")),
    Look("agreement-texts", "agreement-texts", who="petra", at=at_provider),
    Look("statements", "statements", who="hans", at=case("full")),
    Look("statements-candidate", "statements", who="building", at=case("building")),
    Look("assessor-object", "assessor-object", who="building", at=_assessor_of_building),
    Look("result-consent", "result-consent", who="fatima", at=case("full")),
    Look("shared-result", "shared-result", who="rik", at=case("full")),
    Look("routes", "routes", who="petra"),
    Look("route", "route", who="petra", at=_shipped),
    Look("route-own", "route", who="petra", at=_own),
    Look("route-copy", "route-copy", who="petra", at=_shipped),
    Look("route-edit", "route-edit", who="petra", at=_own),
    Look("route-retire", "route-retire", who="petra", at=_own),
)
NO_PAGE_OF_AGREEING = {
    "requirement-remove": "takes a POST and leads to the requirements",
    "result-consent-end": "takes a POST and leads to the choices",
}
