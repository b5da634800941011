"""Who may do what with standards: coordinators and administrators of a provider; an import is of who began it."""

from __future__ import annotations

from typing import Any

from evc.standards.models import StandardImport
from tests.permissions.moments import Moments
from tests.permissions.rows import Row, of, rows

KEEPERS = "coordinator administrator stranger"


def _version(moments: Moments) -> Any:
    return moments.world.trajectory.standard_version


def _unused(moments: Moments) -> Any:
    return moments.more["unused"]


def _import(moments: Moments) -> Any:
    begun, _made = StandardImport.objects.get_or_create(
        by=moments.people["coordinator"], defaults={"name": "tuin.csv", "state": StandardImport.State.REFUSED}
    )
    return begun


STANDARDS: list[Row] = [
    *rows("standards standard-template", "get", yes=KEEPERS),
    *rows("standard-import", "get post", yes=KEEPERS),
    *rows("standard", "get", of(_version), KEEPERS),
    *rows("standard-settings", "get post", of(_unused), KEEPERS),
    *rows("standard-changes", "get", of(_version, since=lambda moments: _version(moments).pk), KEEPERS),
    *rows("standard-file", "get", of(_version, form=lambda moments: "json"), KEEPERS),
    *rows("standard-imported", "get", of(_import), "coordinator"),
    *rows("standard-import-levels standard-import-confirm", "post", of(_import), "coordinator"),
]
