"""Who may do what over the API with requirements, statements, consents and agreement texts."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"


def _requirement(moments: Moments) -> Any:
    return moments.more["requirement"].pk


def _first(moments: Moments) -> Any:
    return moments.participant("building", "first").pk


API_AGREEING: list[Row] = [
    *rows("api-requirements", "get post", on("intake"), "coordinator", PARTS),
    *rows("api-requirement", "delete", on("intake", requirement=_requirement), "coordinator", PARTS),
    *rows("api-statements", "get", on("assessing"), "candidate first second officer coordinator"),
    *rows("api-assessor-object", "post", on("building", participant=_first), "candidate", PARTS),
    *rows("api-consents", "get post", on("issued"), "candidate", PARTS),
    *rows("api-consent", "delete", on("issued", receiver=lambda _moments: "client"), "candidate", PARTS),
    *rows("api-shared-result", "get", on("issued"), "manager"),
    *rows("api-agreement-texts", "get post", of(lambda m: m.world.provider), "coordinator administrator"),
]
