"""Who may do what with the report as a file, with a correction, with what is taken over, and with the seal."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"
MEMBERS = "coach first second officer coordinator administrator"


def _correction(moments: Moments) -> Any:
    return moments.more["correction"]


def _taken_over(moments: Moments) -> Any:
    return moments.more["taken-over"]


def _provider(moments: Moments) -> Any:
    return {"slug": moments.world.provider.slug}


_proposed, _released = of(lambda moments: moments.outcome("checking")), of(lambda moments: moments.outcome("issued"))

REPORTS: list[Row] = [
    *rows("report-file", "get", on("checking"), ""),  # not before it is released
    *rows("report-file", "get", on("issued"), "candidate"),
    *rows("report-draft", "get", _proposed, "officer"),
    *rows("report-draft", "get", _released, "officer"),
    *rows("correction-ask", "get", on("checking"), ""),
    *rows("correction-ask", "get post", on("issued"), "candidate"),
    *rows("correction", "get", of(_correction), "candidate officer"),
    *rows("correction-grant correction-refuse", "get post", of(_correction), "officer", "candidate"),
    *rows("taken-over", "get post", on("assessing"), "first second", PARTS),
    *rows("taken-over-agree taken-over-take-back", "post", of(_taken_over), "first second"),
    *rows("organisation-seal organisation-seal-new", "get post", _provider, "administrator", MEMBERS),
]
