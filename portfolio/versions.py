"""Of a file the last version counts. Others than its owner see no other, and of that one what is not covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portfolio.models import CoveredCopy, EvidenceFile, EvidenceItem


@dataclass(frozen=True, slots=True)
class SeenFile:
    """What somebody may know of a file; of a covered one the facts are those of the copy, and nothing was read in it."""

    id: UUID
    line: UUID
    version: int
    sha256: str
    name: str
    media_type: str
    size: int
    page_count: int | None
    preview_sha256: str
    reading: dict[str, Any]
    warnings: list[str]
    uploaded_at: datetime


def current_versions(files: Iterable[EvidenceFile]) -> list[EvidenceFile]:
    """Of each file its latest version, in the order in which they were first uploaded."""
    latest: dict[UUID, EvidenceFile] = {}
    for file in files:
        if file.line not in latest or latest[file.line].version < file.version:
            latest[file.line] = file
    return list(latest.values())


def covered_copy(file: EvidenceFile) -> CoveredCopy | None:
    """The copy that others get instead, from what was prefetched."""
    return next((copy for copy in file.covered_copies.all() if copy.ended_at is None), None)


def files_seen_by(viewer_id: UUID, item: EvidenceItem) -> list[SeenFile]:
    """All versions for the owner; for others the latest, as far as it is not covered."""
    if item.owner_id == viewer_id:
        return [_seen(file, None) for file in item.files.all()]
    return [_seen(file, covered_copy(file)) for file in current_versions(item.files.all())]


def _seen(file: EvidenceFile, covered: CoveredCopy | None) -> SeenFile:
    shown = covered or file
    return SeenFile(
        id=file.pk,
        line=file.line,
        version=file.version,
        sha256=shown.sha256,
        name=file.name,
        media_type=shown.media_type,
        size=shown.size,
        page_count=file.page_count,
        preview_sha256=shown.preview_sha256,
        reading={} if covered else file.reading,
        warnings=[] if covered else file.warnings,
        uploaded_at=file.uploaded_at,
    )
