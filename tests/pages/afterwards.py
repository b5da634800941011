"""The pages of what comes after an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.outcomes.models import Complaint
from tests.appeal_scene import appeal_of, complaint_of
from tests.pages.look import Arguments, Look, case
from tests.scene import Scene


def _appeal(key: str) -> Arguments:
    return lambda scene: {"pk": appeal_of(scene, key).pk}


def _complaint(scene: Scene) -> Mapping[str, Any]:
    return {"pk": complaint_of(scene).pk}


def _complaint_that(key: str) -> Arguments:
    return lambda scene: {"pk": Complaint.objects.get(about__startswith=key).pk}


def _brug(scene: Scene) -> Mapping[str, Any]:
    return {"slug": scene.organisations["de-brug"].slug}


AFTERWARDS = (
    Look("appeal-lodge", "appeal-lodge", who="closed", at=case("closed")),
    Look("appeal-lodge-nothing", "appeal-lodge", who="fatima", at=case("full")),
    Look("appeal-candidate", "appeal", who="appealed", at=_appeal("appealed")),
    Look("appeal-scored-again", "appeal", who="reassessing", at=_appeal("reassessing")),
    Look("appeal-officer", "appeal", who="wouter", at=_appeal("reassessed")),
    Look("appeal-withdraw", "appeal-withdraw", who="appealed", at=_appeal("appealed")),
    Look("appeal-take-up", "appeal-take-up", who="wouter", at=_appeal("appealed")),
    Look("appeal-decide", "appeal-decide", who="wouter", at=_appeal("reassessed")),
    Look("appeal-people", "appeal-people", who="petra", at=_appeal("appealed")),
    Look("appeal-people-seats", "appeal-people", who="petra", at=_appeal("reassessing")),
    Look("appeal-seat", "appeal-seat", who="kim", at=_appeal("reassessing")),
    Look("appeal-seat-ties", "appeal-seat", who="jorrit", at=_appeal("reassessing")),
    Look("result-appealed", "result", who="appealed", at=case("appealed")),
    Look("case-file", "case-file", who="wouter", at=case("reassessed")),
    Look("complaint-lodge", "complaint-lodge", who="closed", at=case("closed")),
    Look("complaints", "complaints", who="appealed"),
    Look("complaint", "complaint", who="appealed", at=_complaint),
    Look("complaint-handle", "complaint", who="mees", at=_complaint),
    Look("complaint-withdraw", "complaint-withdraw", who="appealed", at=_complaint),
    Look("complaint-again", "complaint-again", who="appealed", at=_complaint_that("De afspraak")),
    Look("complaint-hand-on", "complaint-hand-on", who="mees", at=_complaint),
    Look("complaint-handler", "complaint-handler", who="petra", at=_complaint_that("Het lokaal")),
    Look("development", "development", who="reassessed", at=case("reassessed")),
    Look("development-manager", "development", who="rik", at=case("reassessed")),
    Look("development-coach", "development", who="marga", at=case("reassessed")),
    Look("evaluation", "evaluation", who="closed", at=case("closed")),
    Look("organisation-evaluations", "organisation-evaluations", who="petra", at=_brug),
    Look("evaluation-questions", "evaluation-questions", who="petra", at=_brug),
    Look("organisation-terms", "organisation-terms", who="karin", at=_brug),
)
NO_PAGE_AFTERWARDS = {"development-step": "takes a POST and leads to the development talk"}
