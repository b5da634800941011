"""Who may do what with agreements, statements, consents and routes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from evc.routes.models import Route
from tests.permissions.moments import Moments
from tests.permissions.rows import Row, nowhere, on, rows

_PARTS = "candidate coach first second officer manager coordinator"
_KEEPERS = "coordinator administrator stranger"  # each of their own organisation


def _slug(moments: Moments) -> dict[str, Any]:
    return {"slug": moments.world.provider.slug}


def _shipped(moments: Moments) -> dict[str, Any]:
    return {"pk": Route.objects.get(key="full").pk}


def _own(moments: Moments) -> dict[str, Any]:
    return {"pk": moments.more["route"].pk}


def _until(moments: Moments) -> dict[str, Any]:
    return {"receiver": "register", "register-until": (timezone.localdate() + timedelta(days=30)).isoformat()}


AGREEING: list[Row] = [
    *rows("agreement", "get post", on("advised"), "candidate manager coordinator"),
    *rows("agreement-text", "get", on("advised"), "candidate manager coordinator"),
    *rows("agreement-terms", "get post", on("counselled"), "coordinator", _PARTS),
    *rows("trajectory-requirements", "get post", on("intake"), "coordinator", _PARTS),
    *rows(
        "requirement-remove",
        "post",
        on("intake", requirement=lambda moments: moments.more["requirement"].pk),
        "coordinator",
        _PARTS,
    ),
    *rows("statements", "get", on("assessing"), "candidate first second officer coordinator"),
    *rows(
        "assessor-object",
        "get post",
        on("building", participant=lambda moments: moments.participant("building", "first").pk),
        "candidate",
    ),
    *rows("result-consent", "get", on("issued"), "candidate"),
    *rows("result-consent", "post", on("issued"), "candidate", body=_until),
    *rows("result-consent-end", "post", on("issued", receiver=lambda moments: "client"), "candidate"),
    *rows("shared-result", "get", on("issued"), "manager"),
    *rows("agreement-texts", "get post", _slug, "coordinator administrator"),
    *rows("routes", "get", nowhere, _KEEPERS),
    *rows("route", "get", _shipped, _KEEPERS),
    *rows("route-copy", "get post", _shipped, _KEEPERS),
    *rows("route-edit route-retire", "get post", _shipped, "", _KEEPERS),
    *rows("route", "get", _own, "coordinator administrator"),
    *rows("route-copy", "get post", _own, "coordinator administrator"),
    *rows("route-edit route-retire", "get post", _own, "coordinator administrator"),
]
