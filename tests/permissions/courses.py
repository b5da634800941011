"""Who may do what with courses."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import EVERYBODY, Row, of, rows

KEEPERS = "coordinator administrator"


def _module(moments: Moments) -> Any:
    return moments.more["module"]


def _enrolment(moments: Moments) -> Any:
    return moments.more["enrolment"]


COURSES: list[Row] = [
    *rows("courses", "get"),
    *rows("course", "get", of(_module)),  # what is offered is an offer to everybody
    *rows("course", "post", of(_module), EVERYBODY),
    *rows("course-begin", "post", of(_module)),
    *rows("course-stop course-plus-one", "post", of(_module), "candidate"),
    *rows("course-certificate", "get post", of(_module), "candidate"),
    *rows(
        "modules module-new", "get", yes=f"{KEEPERS} stranger"
    ),  # who administers another provider, with its own courses
    *rows("module-new", "post", yes=f"{KEEPERS} stranger"),
    *rows("module", "get", of(_module), KEEPERS),
    *rows("module-edit module-retire", "get post", of(_module), KEEPERS),
    *rows("module-offer", "post", of(_module), KEEPERS),
    *rows("module-follower", "get post", of(_enrolment), "coordinator"),
]
