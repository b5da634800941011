"""Who may do what over the API in the quality care."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import Arguments, Row, of, rows

ASSESSORS = "first second"
MEMBERS = "coach first second officer coordinator administrator"


def _outcome(moment: str, **more: Any) -> Arguments:
    return of(lambda moments: moments.outcome(moment), **more)


def _file(moment: str) -> Any:
    return lambda moments: moments.frozen_file(moment).id


def _opinion(moments: Moments) -> Any:
    return moments.more["opinion"].pk


_checking = _outcome("checking")
_asked = of(lambda moments: moments.more["opinion"])
_finding = of(lambda moments: moments.more["finding"])
_provider = of(lambda moments: moments.world.provider)


def _reading(moment: str, readers: str) -> list[Row]:
    return [
        *rows("api-checked-dossier", "get", _outcome(moment), readers),
        *rows("api-checked-dossier-file", "get", _outcome(moment, file=_file(moment)), readers),
        *rows("api-checked-dossier-page", "get", _outcome(moment, file=_file(moment), page=lambda _m: 1), readers),
    ]


API_QUALITY: list[Row] = [
    *rows("api-outcome-draw api-outcome-opinions", "get post", _checking, "officer", ASSESSORS),
    *rows("api-opinion-askable", "get", _checking, "officer", ASSESSORS),
    *rows("api-opinion-withdraw", "post", _outcome("checking", opinion=_opinion), "officer", ASSESSORS),
    *rows("api-opinions api-quality-findings", "get"),
    # Asked of somebody who has no part here.
    *rows("api-opinion", "get", _asked, ""),
    *rows("api-opinion-answer", "post", _asked, ""),
    *_reading("checking", "officer"),
    *_reading("issued", "officer auditor"),
    *rows("api-quality-finding", "get", _finding, "coach officer"),
    *rows(
        "api-quality-finding-answer",
        "post",
        _finding,
        "coach",
        "officer",
        body=lambda _moments: {"answer": "Gedaan"},
    ),
    *rows("api-quality-finding-close", "post", _finding, "officer", "coach"),
    *rows("api-quality-finding-raise", "post", _provider, "officer", MEMBERS),
    *rows("api-sampling", "get", _provider, "officer", MEMBERS),
]
