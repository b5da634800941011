"""Who may do what over the API after an outcome: appeal, correction and complaint."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
READERS = "candidate coach first second officer coordinator"  # of a released outcome
SEE_APPEAL = "candidate officer coordinator"
_outcome = of(lambda moments: moments.outcome("issued"))
_appeal = of(lambda moments: moments.more["appeal"])
_correction = of(lambda moments: moments.more["correction"])
_waiting = of(lambda moments: moments.more["waiting complaint"])
_answered = of(lambda moments: moments.more["answered complaint"])


def _contested(_moments: Moments) -> Any:
    return {"criteria": [], "reasons": "Het staat er wel"}


def _name(_moments: Moments) -> Any:
    return {"kind": "spelling", "name": "Quirien", "because": "Zo heet ik"}


def _happened(_moments: Moments) -> Any:
    return {"happened_on": timezone.localdate().isoformat(), "about": "Er werd niet geluisterd"}


API_AFTERWARDS: list[Row] = [
    *rows("api-appeals api-corrections api-complaints", "get"),
    *rows("api-contestable", "get", _outcome, "candidate", READERS),
    *rows("api-appeal-lodge", "post", _outcome, "candidate", READERS, body=_contested),
    *rows("api-appeal", "get", _appeal, SEE_APPEAL),
    *rows("api-appeal-withdraw", "post", _appeal, "candidate", SEE_APPEAL),
    # Whoever decides took no part before, so it is none of the roles; nor is whoever scores again.
    *rows("api-appeal-admit api-appeal-refuse-admission api-appeal-decide", "post", _appeal, "", SEE_APPEAL),
    *rows("api-appeal-assignable", "get", _appeal, "coordinator", SEE_APPEAL),
    *rows("api-appeal-officer api-appeal-assessors", "post", _appeal, "coordinator", SEE_APPEAL),
    *rows("api-appeal-seat", "get", _appeal, ""),
    *rows("api-appeal-no-ties api-appeal-assessment api-appeal-give-back", "post", _appeal, ""),
    *rows("api-correction-ask", "post", _outcome, "candidate", READERS, body=_name),
    *rows("api-correction", "get", _correction, "candidate officer"),
    *rows("api-correction-grant api-correction-refuse", "post", _correction, "officer", "candidate"),
    *rows(
        "api-complaint-lodge",
        "post",
        on("issued"),
        "candidate coach first second officer manager",
        PARTS,
        body=_happened,
    ),
    *rows("api-complaint", "get", _waiting, "candidate"),
    *rows("api-complaint-answer", "post", _waiting, "", "candidate"),
    *rows("api-complaint-hand-on", "get post", _waiting, "", "candidate"),
    *rows("api-complaint-withdraw", "post", _waiting, "candidate"),
    *rows("api-complaint-again", "post", _answered, "candidate"),
    *rows("api-complaint-handler", "get post", _waiting, "coordinator"),
]
