"""Who may do what over the API with pauses, appointments, terms, free days, expertise, and many trajectories at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.permissions.moments import Moments
from tests.permissions.rows import EVERYBODY, Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
COMERS = "candidate coach first second officer coordinator"  # and who plans
_appointment = of(lambda moments: moments.more["appointment"])
_expertise = of(lambda moments: moments.more["expertise"])


def _period(moments: Moments) -> Any:
    today = timezone.localdate()
    return {"first": today.isoformat(), "last": (today + timedelta(days=30)).isoformat()}


def _days(moments: Moments) -> Any:
    today = timezone.localdate()
    return {"first_day": today.isoformat(), "until": (today + timedelta(days=6)).isoformat()}


def _due(moments: Moments) -> Any:
    return {"due_on": (timezone.localdate() + timedelta(days=90)).isoformat(), "because": "Vakantie"}


def _phase(moments: Moments) -> Any:
    return {"phase": str(moments.more["phase"].pk), "hours": "1"}


def _many(moments: Moments) -> Any:
    return {"key": str(uuid4()), "trajectories": [str(moments.at["building"].pk)]}


API_PLANNING: list[Row] = [
    *rows("api-pauses", "get", on("building"), PARTS),
    *rows("api-pauses", "post", on("building"), "candidate coordinator", PARTS, body=_days),
    *rows("api-pause-refuse api-pause-end", "post", of(lambda m: m.more["pause"]), "candidate coordinator", PARTS),
    *rows("api-silence-end", "get post", on("building"), "coordinator", PARTS),
    *rows("api-silence-undo", "post", on("building"), "candidate", PARTS),
    *rows("api-due", "get", on("building"), "coordinator", PARTS),
    *rows("api-due", "post", on("building"), "coordinator", PARTS, body=_due),
    *rows("api-remind", "post", on("building"), "coordinator", PARTS),
    *rows("api-hours-confirm", "put", on("building"), "candidate coach coordinator", PARTS, body=_phase),
    *rows("api-assignable api-common-days", "get", on("building"), "coordinator", PARTS),
    *rows("api-trajectory-appointments", "get", on("invited"), PARTS),
    *rows("api-trajectory-appointments", "post", on("invited"), "coordinator", PARTS),
    *rows("api-appointment", "get", _appointment, PARTS),
    *rows("api-appointment", "put", _appointment, "coordinator", PARTS),
    *rows("api-appointment-cancel", "post", _appointment, "coordinator", PARTS),
    *rows("api-appointment-calendar", "get", _appointment, COMERS, PARTS),
    *rows("api-appointments api-my-appointments api-free-days", "get"),
    *rows("api-appointments-report", "post", yes="coordinator", nothing=EVERYBODY, body=_period),
    *rows("api-free-days", "post", yes="first second", no=EVERYBODY),
    *rows("api-free-day", "delete", of(lambda m: m.more["free day"]), "first"),
    *rows("api-organisation-expertise", "get post", of(lambda m: m.world.provider), "coordinator administrator"),
    *rows("api-expertise-end", "post", _expertise, "coordinator administrator"),
    *rows(
        "api-many-assign api-many-remind api-many-due api-many-pause",
        "post",
        yes="coordinator stranger",
        no=EVERYBODY,
        body=_many,
    ),
    *rows("api-many-run", "get", of(lambda m: m.more["run"]), "coordinator"),
]
