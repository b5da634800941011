"""Of a file several versions are kept; the last one counts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portfolio.models import EvidenceFile


def current_versions(files: Iterable[EvidenceFile]) -> list[EvidenceFile]:
    """Of each file its latest version, in the order in which they were first uploaded."""
    latest: dict[UUID, EvidenceFile] = {}
    for file in files:
        if file.line not in latest or latest[file.line].version < file.version:
            latest[file.line] = file
    return list(latest.values())
