"""Who may do what over the API around the desk, with one's own evidence, with routes, and with figures."""

from __future__ import annotations

from typing import Any

from evc.routes.models import Route
from tests.permissions.moments import Moments
from tests.permissions.rows import EVERYBODY, Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
HEARD = "candidate first second"
_KEEPERS = "coordinator administrator stranger"  # each of their own organisation
_moderation = of(Moments.moderation)
_kept = of(lambda moments: moments.more["kept recording"])
_story = of(lambda moments: moments.story)
_told = of(lambda moments: moments.more["told"])
_file = of(lambda moments: moments.paper.files.get())
_own_route = of(lambda moments: moments.more["route"])
_released = of(lambda moments: moments.outcome("issued"))
_proposed = of(lambda moments: moments.outcome("checking"))
_taken_over = of(lambda moments: moments.more["taken-over"])
_asked = of(lambda moments: moments.more["request"])
_interview = on("assessing", instrument=lambda _moments: "interview")


def _shipped(moments: Moments) -> dict[str, Any]:
    return {"pk": Route.objects.get(key="full").pk}


def _question(moments: Moments) -> dict[str, Any]:
    return {"pk": moments.assessment("assessing").pk, "criterion": moments.world.criterion.pk}


def _mark(moments: Moments) -> dict[str, Any]:
    return {"criterion": str(moments.world.criterion.pk), "second": 1}


API_FURTHER: list[Row] = [
    *rows("api-third-assessor-ask", "post", _moderation, "first second", "officer"),
    *rows("api-third-assessor", "get post", _moderation, "coordinator"),
    *rows("api-interview-guide", "get", on("assessing"), "first second", PARTS),
    *rows("api-question", "put", _question, "first", body=lambda _moments: {"text": "Hoe ging dat?"}),
    *rows("api-observables", "get"),
    *rows("api-observations", "post", on("assessing"), "first second", PARTS),
    *rows("api-recordings", "get", on("assessing"), PARTS),
    *rows("api-recording-consent", "get", _interview, f"{HEARD} officer", PARTS),
    *rows("api-recording-consent", "put", _interview, HEARD, PARTS, body=lambda _moments: {"given": True}),
    *rows("api-recording-sound", "get", _kept, HEARD),
    *rows("api-recording-marks", "post", _kept, "first second", "candidate", body=_mark),
    *rows("api-file-cover", "get put delete", _file, "candidate"),
    *rows("api-item-spoken", "get post", _story, "candidate"),
    *rows("api-spoken", "patch delete", _told, "candidate"),
    *rows("api-route", "get", _shipped, EVERYBODY),
    *rows("api-route", "get put", _own_route, "coordinator administrator"),
    *rows("api-route", "put", _shipped, "", EVERYBODY),
    *rows("api-route-retire", "post", _shipped, "", EVERYBODY),
    *rows("api-route-retire", "post", _own_route, "coordinator administrator"),
    *rows("api-route-copy", "post", _shipped, _KEEPERS, EVERYBODY),
    *rows("api-route-copy", "post", _own_route, "coordinator administrator"),
    *rows("api-figures", "get", of(lambda moments: moments.world.provider), "officer coordinator administrator"),
    *rows("api-report-file", "get", _released, "candidate officer"),
    *rows("api-report-file", "get", _proposed, "officer"),
    *rows("api-taken-over", "get post", on("assessing"), "first second", PARTS),
    *rows("api-taken-over-agree api-taken-over-take-back", "post", _taken_over, "first second"),
    *rows("api-evidence-requests", "get", on("building"), "candidate coach", PARTS),
    *rows("api-evidence-requests", "post", on("building"), "coach", PARTS),
    *rows("api-request-done", "post", _asked, "candidate", "coach"),
    *rows("api-request-withdraw", "post", _asked, "coach", "candidate"),
    *rows("api-take-out", "post", on("invited", item=lambda m: m.paper.pk), "candidate", PARTS),
]
