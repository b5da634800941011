"""Who may do what with pauses, appointments, free days, expertise, and many trajectories at once."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
_appointment = of(lambda moments: moments.more["appointment"])
_expertise = of(lambda moments: moments.more["expertise"])


def _phase(moments: Moments) -> Any:
    return {"phase": str(moments.more["phase"].pk), "hours": "1"}


PLANNING: list[Row] = [
    *rows("pause", "get", on("building"), PARTS),
    *rows("pause", "post", on("building"), "candidate coordinator", PARTS),
    *rows("pause-refuse pause-end", "post", of(lambda m: m.more["pause"]), "candidate coordinator", PARTS),
    *rows("silence-end", "get post", on("building"), "coordinator", PARTS),
    *rows("silence-undo", "get post", on("building"), ""),  # it was not ended
    *rows("due-move", "get post", on("building"), "coordinator", PARTS),
    *rows("trajectory-remind", "post", on("building"), "coordinator", PARTS),
    *rows("hours-confirm", "post", on("building"), "candidate coach coordinator", PARTS, body=_phase),
    *rows("appointments", "get", on("invited"), PARTS),
    *rows("appointment-new", "get post", on("invited"), "coordinator", PARTS),
    *rows("appointment-move appointment-cancel", "get post", _appointment, "coordinator", PARTS),
    *rows("appointment-calendar", "get", _appointment, "candidate coach first second officer coordinator", PARTS),
    *rows("planning planning-file", "get", yes="coordinator stranger"),
    *rows("planning-reported", "post", yes="coordinator stranger"),
    *rows("free-days", "get post", yes="first second"),
    *rows("expertise expertise-new", "get", yes="coordinator administrator stranger"),
    *rows("expertise-new", "post", yes="coordinator administrator stranger"),
    *rows("expertise-end", "get post", _expertise, "coordinator administrator"),
    *rows("board-selected", "get post", yes="coordinator stranger"),
    *rows("board-done", "get", of(lambda m: m.more["run"]), "coordinator"),
    *rows("propose-many", "get post", yes="coordinator stranger"),
]
