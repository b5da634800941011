"""Who reads what is kept how long, the coach's talks, and the hours of coach and assessors."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.permissions.confidential import Confidential
from tests.permissions.keeping_moments import CAME_UP_IN_TALK
from tests.permissions.moments import Moments
from tests.permissions.rows import Row, on, rows

PARTS = "candidate coach first second officer manager coordinator"
STAFF = "coach first second officer coordinator administrator"


def _house(moments: Moments, **more: str) -> dict[str, Any]:
    return {"slug": moments.world.provider.slug, **more}


def _term(moments: Moments) -> dict[str, Any]:
    return _house(moments, kept="words")


def _talk(_moments: Moments) -> dict[str, Any]:
    return {"held_on": timezone.localdate().isoformat(), "points": ["Een punt"]}


def _coached(_moments: Moments) -> dict[str, Any]:
    return {"part": "coach", "stage": "documentation", "hours": "8"}


KEEPING: list[Row] = [
    *rows("kept", "get"),
    *rows("organisation-retention", "get", _house, "officer coordinator administrator", STAFF),
    *rows("retention-term", "get post", _term, "administrator", STAFF),
    *rows("talks", "get post", on("issued"), "candidate coach"),
    *rows("talk-take-back", "post", on("issued", talk=lambda moments: moments.more["talk"].pk), "coach"),
    *rows("work-hours", "get", on("issued"), "coach first second coordinator", PARTS),
    *rows("work-hours", "post", on("issued"), "coach first second", PARTS),
    *rows("api-my-kept", "get"),
    *rows("api-talks", "get", on("issued"), "candidate coach"),
    *rows("api-talks", "post", on("issued"), "coach", "candidate", body=_talk),
    *rows("api-talks-chosen", "put", on("issued"), "candidate", "coach", body=lambda _moments: {"chosen": []}),
    *rows("api-talk", "delete", on("issued", talk=lambda moments: moments.more["talk"].pk), "coach", "candidate"),
    *rows("api-work-hours", "get", on("issued"), "coach first second coordinator", PARTS),
    *rows("api-work-hours", "post", on("issued"), "coach first second", PARTS, body=_coached),
]
CONFIDENTIAL_OF_TALKS = (Confidential(CAME_UP_IN_TALK, frozenset({"candidate", "coach"}), "talks", on("issued")),)
