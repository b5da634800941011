"""Who may do what around the interview, the observation, and with a third assessor."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
HEARD = "candidate first second"


def _interview(_moments: Moments) -> Any:
    return "interview"


def _begun(moments: Moments) -> Any:
    return moments.more["recording"]


def _mark(moments: Moments) -> Any:
    return {"criterion": str(moments.world.criterion.pk), "second": "1"}


INTERVIEWS: list[Row] = [
    *rows("interview-guide", "get", on("assessing"), "first second", PARTS),
    *rows("observe-sync", "post"),
    *rows("recording", "get", on("assessing", instrument=_interview), f"{HEARD} officer", PARTS),
    *rows("recording", "post", on("assessing", instrument=_interview), HEARD, PARTS, body=lambda m: {"answer": "yes"}),
    *rows("recording-begin", "post", on("assessing", instrument=_interview), "first second", PARTS),
    *rows("recording-piece", "post", of(_begun), "first"),
    *rows("recording-mark", "post", of(_begun), "first second", "candidate", body=_mark),
    *rows("recording-keep", "post", of(_begun), "first", body=lambda m: {"seconds": "3"}),
    *rows("recording-listen", "get", of(lambda m: m.more["kept recording"]), HEARD),
    *rows("third-assessor-ask", "get post", of(Moments.moderation), "first second", "officer"),
    *rows("third-assessor", "get post", of(Moments.moderation), "coordinator"),
]
