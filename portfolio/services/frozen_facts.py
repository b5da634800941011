"""What of an item goes into a manifest beside what was typed: whose work it is, a badge's check, recordings, places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from portfolio.authorship import Standing, said_of
from portfolio.models import EvidenceFile, EvidenceItem, ImportedBadge, Testimony
from portfolio.places import carried
from portfolio.versions import covered_copy

_PLACE = ("page_from", "page_until", "second_from", "second_until", "note")


def frozen_facts(item: EvidenceItem, files: Sequence[EvidenceFile]) -> dict[str, Any]:
    """Members of the item's ``content``; ``None`` and ``[]`` where there is nothing."""
    return {
        "authorship": _authorship(item, files),
        "badge": _badge(item),
        "testimony": _testimony(item),
        "recordings": [
            {
                "part": recording.part,
                "file": str(recording.file_id),
                "text": recording.text if recording.text_confirmed_at else "",
            }
            for recording in sorted(item.recordings.all(), key=lambda each: each.part)
            if recording.removed_at is None
        ],
    }


def frozen_file(file: EvidenceFile) -> dict[str, Any]:
    """The file as others get it: of a covered one the copy with the blocks burned in, and nothing of the original."""
    covered = covered_copy(file)
    kept = covered or file
    return {
        "id": str(file.pk),
        "sha256": kept.sha256,
        "name": file.name,
        "media_type": kept.media_type,
        "size": kept.size,
        "page_count": file.page_count,
        "preview_sha256": kept.preview_sha256,
        "preview_media_type": kept.preview_media_type,
        "duration_seconds": file.duration_seconds,
        "signature": {} if covered else file.signature,
        "warnings": [] if covered else file.warnings,
        "is_covered": covered is not None,
    }


def frozen_places(item: EvidenceItem, files: Sequence[EvidenceFile]) -> list[dict[str, Any]]:
    """Where a claim can be seen, in the versions that are handed in; ``confirmed``: pointed at in this version."""
    found = []
    for link in item.links.all():
        for place in link.places.all():
            there = carried(place, files)
            if there is None:
                continue
            found.append(
                {
                    "work_process": link.work_process.code,
                    "file": str(there.pk),
                    "confirmed": there.pk == place.file_id,
                }
                | {name: getattr(place, name) for name in _PLACE}
            )
    return sorted(found, key=_place_order)


def _place_order(place: dict[str, Any]) -> tuple[str, int, int]:
    return place["work_process"], place["page_from"] or 0, place["second_from"] or 0


def _authorship(item: EvidenceItem, files: Sequence[EvidenceFile]) -> dict[str, Any] | None:
    said = said_of(item, files=files, answers=list(item.authorships.all()))
    if said.newest is None:
        return None
    return {
        "made_by": said.newest.made_by,
        "with_whom": said.newest.with_whom,
        "own_part": said.newest.own_part,
        "tools": said.newest.tools,
        "said_at": said.newest.said_at.isoformat(timespec="seconds"),
        "is_of_this_version": said.standing == Standing.SAID,
    }


def _testimony(item: EvidenceItem) -> dict[str, Any] | None:
    """What a referee signed, without their address: that is the candidate's to know."""
    testimony: Testimony | None = getattr(item, "testimony", None)
    if testimony is None:
        return None
    document = json.loads(testimony.document)
    referee = {key: text for key, text in document["referee"].items() if key != "email"}
    return {**document, "referee": referee, "sha256": testimony.sha256}


def _badge(item: EvidenceItem) -> dict[str, Any] | None:
    badge: ImportedBadge | None = getattr(item, "imported_badge", None)
    if badge is None:
        return None
    return {
        "verdict": badge.verdict,
        "holder": badge.holder,
        "checked_at": badge.checked_at.isoformat(timespec="seconds"),
        "report": badge.report,
    }
