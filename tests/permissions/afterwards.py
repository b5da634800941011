"""Who may do what after an outcome: appeal, complaint, case file, development talk and evaluation."""

from __future__ import annotations

from typing import Any

from tests.permissions.after_moments import CAME_UP, COMPLAINED_OF, CONTESTED_BECAUSE
from tests.permissions.confidential import Confidential
from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
STAFF = "coach first second officer coordinator administrator"
SEE_APPEAL = "candidate officer coordinator"


def _appeal(moments: Moments) -> Any:
    return moments.more["appeal"]


def _waiting(moments: Moments) -> Any:
    return moments.more["waiting complaint"]


def _answered(moments: Moments) -> Any:
    return moments.more["answered complaint"]


def _step(moments: Moments) -> Any:
    return moments.more["step"]


def _house(moments: Moments) -> dict[str, Any]:
    return {"slug": moments.world.provider.slug}


AFTERWARDS: list[Row] = [
    *rows("appeal-lodge", "get post", on("issued"), "candidate"),
    *rows("appeal", "get", of(_appeal), SEE_APPEAL),
    *rows("appeal-withdraw", "get post", of(_appeal), "candidate", SEE_APPEAL),
    # Whoever decides took no part before, so it is none of the roles.
    *rows("appeal-take-up appeal-decide", "get post", of(_appeal), "", SEE_APPEAL),
    *rows("appeal-people", "get post", of(_appeal), "coordinator", SEE_APPEAL),
    *rows("appeal-seat", "get post", of(_appeal), ""),
    *rows("case-file", "get", on("issued"), SEE_APPEAL, PARTS),
    *rows("complaint-lodge", "get post", on("issued"), "candidate coach first second officer manager", PARTS),
    *rows("complaints", "get"),
    *rows("complaint", "get post", of(_waiting), "candidate"),
    *rows("complaint-withdraw", "get post", of(_waiting), "candidate"),
    *rows("complaint-again", "get post", of(_answered), "candidate"),
    *rows("complaint-hand-on", "get post", of(_answered), "", "candidate"),
    *rows("complaint-handler", "get post", of(_waiting), "coordinator"),
    *rows("development", "get post", on("issued"), "candidate coach manager", PARTS),
    *rows("development-step", "post", of(_step, do=lambda m: "agree"), "candidate manager", "coach"),
    *rows("evaluation", "get post", on("closed"), "candidate"),
    *rows("organisation-evaluations", "get", _house, "coordinator", STAFF),
    *rows("evaluation-questions", "get post", _house, "coordinator", STAFF),
    *rows("organisation-terms", "get post", _house, "administrator", STAFF),
]
# A complaint is its lodger's and its handler's, who is none of the roles; what came up is the candidate's to share.
CONFIDENTIAL_AFTERWARDS: tuple[Confidential, ...] = (
    Confidential(COMPLAINED_OF, frozenset({"candidate"}), "complaint", of(_waiting)),
    Confidential(CONTESTED_BECAUSE, frozenset(SEE_APPEAL.split()), "appeal", of(_appeal)),
    Confidential(CAME_UP, frozenset({"candidate", "coach"}), "development", on("issued")),
)
