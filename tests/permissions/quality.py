"""Who may do what in the quality care. The auditor reads what was drawn for them, and nothing else anywhere."""

from __future__ import annotations

from typing import Any

from tests.permissions.moments import Moments
from tests.permissions.rows import EVERYBODY, Arguments, Row, nowhere, of, rows

ASSESSORS = "first second"
MEMBERS = "coach first second officer coordinator administrator"
GUARDS = "officer administrator"


def _outcome(moment: str, **more: Any) -> Arguments:
    return of(lambda moments: moments.outcome(moment), **more)


def _in_dossier(moment: str) -> tuple[Arguments, Arguments, Arguments]:
    """Of an item, a file, and a page of that moment's dossier."""

    def file(moments: Moments) -> Any:
        return moments.frozen_file(moment).id

    return (
        _outcome(moment, item=lambda moments: moments.paper.pk),
        _outcome(moment, file_pk=file),
        _outcome(moment, file_pk=file, number=lambda _moments: 1),
    )


def laid(key: str, **more: Any) -> Arguments:
    return of(lambda moments: moments.more[key], **more)


def at_provider(**more: Any) -> Arguments:
    return lambda moments: {"slug": moments.world.provider.slug} | {name: find(moments) for name, find in more.items()}


def _key(name: str) -> Any:
    return lambda moments: moments.more[name].pk


def _reading(moment: str, readers: str) -> list[Row]:
    item, file, page = _in_dossier(moment)
    return [
        *rows("dossier", "get", _outcome(moment), readers),
        *rows("dossier-item", "get", item, readers),
        *rows("dossier-file", "get", file, readers),
        *rows("dossier-page-picture", "get", page, readers),
        *rows("dossier-print", "post", _outcome(moment), readers),
    ]


QUALITY: list[Row] = [
    *rows("quality-answers quality-read opinion-ask", "get post", _outcome("checking"), "officer", ASSESSORS),
    *rows("opinion-withdraw", "post", _outcome("checking", opinion=_key("opinion")), "officer", ASSESSORS),
    *rows("opinion", "get post", laid("opinion"), ""),  # asked of somebody who has no part here
    *_reading("checking", "officer"),
    *_reading("issued", "officer auditor"),
    *rows("dossier-print-file", "get", laid("print"), "officer"),
    *rows("sampling", "get", at_provider(), "officer", MEMBERS),
    *rows("sampling-plan check-list finding-new", "get post", at_provider(), "officer", MEMBERS),
    *rows("half-way", "get post", laid("half-way"), "officer"),
    *rows("findings", "get", nowhere, EVERYBODY),
    *rows("finding", "get post", laid("finding"), "coach officer"),
    *rows("auditors", "get", at_provider(), GUARDS, MEMBERS),
    *rows("auditor-new", "get post", at_provider(), GUARDS, MEMBERS),
    *rows("auditor-end", "get post", at_provider(pk=_key("audit")), GUARDS, MEMBERS),
    *rows("audit-pack audit-pack-file", "get", at_provider(pk=_key("recognition")), GUARDS, MEMBERS),
    *rows("audits", "get", nowhere, EVERYBODY),
    *rows("audit", "get post", laid("audit"), "auditor"),
    *rows("audit-own-pack audit-own-pack-file", "get", laid("audit", recognition=_key("recognition")), "auditor"),
]
