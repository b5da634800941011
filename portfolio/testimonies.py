"""What a signed testimony says, read from its document. Plain dataclasses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ANSWERS = ("what", "when", "how_often", "how_well")  # of the referee, to the guiding questions
ABOUT = ("name", "function", "knows_how")  # the referee of themself; and "tie", which may be empty


@dataclass(frozen=True, slots=True)
class SignedTestimony:
    """``tie`` is any other tie with the candidate in the referee's words, "" when they said that there is none.

    ``sha256`` is that of the document that was signed by the mailed link at ``signed_at``.
    """

    question: str
    name: str
    function: str
    knows_how: str
    tie: str
    answers: Mapping[str, str]  # by ANSWERS
    asked_at: datetime
    signed_at: datetime
    sha256: str


def signed_testimony(document: Mapping[str, Any], *, sha256: str) -> SignedTestimony:
    referee = document["referee"]
    return SignedTestimony(
        question=document["question"],
        name=referee["name"],
        function=referee["function"],
        knows_how=referee["knows_how"],
        tie=referee["tie"],
        answers=document["answers"],
        asked_at=datetime.fromisoformat(document["asked_at"]),
        signed_at=datetime.fromisoformat(document["signed_at"]),
        sha256=sha256,
    )


def read_testimony(document: str, *, sha256: str) -> SignedTestimony:
    return signed_testimony(json.loads(document), sha256=sha256)
