"""What is kept how long, the talks of coach and candidate, and hours of coach and assessors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.pages.look import Look, case
from tests.pages.public import at_provider
from tests.scene import Scene


def _words(scene: Scene) -> Mapping[str, Any]:
    return {**at_provider(scene), "kept": "words"}


KEEPING = (
    Look("kept", "kept", who="past"),
    Look("kept-closed", "kept", who="closed"),
    Look("kept-running", "kept", who="building"),
    Look("kept-nothing", "kept", who="karin"),
    Look("organisation-retention", "organisation-retention", who="karin", at=at_provider),
    Look("organisation-retention-read", "organisation-retention", who="hans", at=at_provider),
    Look("retention-term", "retention-term", who="karin", at=_words),
    Look("talks", "talks", who="reassessed", at=case("reassessed")),
    Look("talks-coach", "talks", who="marga", at=case("building")),
    Look("talks-none", "talks", who="fatima", at=case("full")),
    Look("work-hours", "work-hours", who="marga", at=case("reassessed")),
    Look("work-hours-sums", "work-hours", who="petra", at=case("full")),
)
NO_PAGE_OF_KEEPING = {"talk-take-back": "takes a POST and leads to the talks"}
