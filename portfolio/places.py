"""Places in a file, carried to its next version."""

from __future__ import annotations

from collections.abc import Iterable

from portfolio.models import EvidenceFile, Place


def carried(place: Place, files: Iterable[EvidenceFile]) -> EvidenceFile | None:
    """Of the item's files in their last version the one that the place stands in now; None when that file is gone."""
    return next((file for file in files if file.line == place.file.line), None)
