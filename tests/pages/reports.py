"""The pages of the report, of a name that is put right, of what is taken over, and of the seal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.outcomes.models import Correction
from tests.pages.look import Look, case
from tests.pages.public import at_provider
from tests.scene import Scene


def _correction(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Correction.objects.get(outcome__trajectory=scene.cases["compact"]).pk}


REPORTS = (
    Look("correction-ask", "correction-ask", who="fatima", at=case("full")),
    Look("correction", "correction", who="hans", at=_correction),
    Look("correction-holder", "correction", who="daan", at=_correction),
    Look("correction-grant", "correction-grant", who="hans", at=_correction),
    Look("correction-refuse", "correction-refuse", who="hans", at=_correction),
    Look("taken-over", "taken-over", who="ingrid", at=case("underway")),
    Look("organisation-seal", "organisation-seal", who="karin", at=at_provider),
    Look("organisation-seal-new", "organisation-seal-new", who="karin", at=at_provider),
)
NO_PAGE_OF_REPORTS: Mapping[str, str] = {
    "report-file": "answers a file",
    "report-draft": "answers a file",
    "taken-over-agree": "takes a POST and leads to what is taken over",
    "taken-over-take-back": "takes a POST and leads to what is taken over",
}
