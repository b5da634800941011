"""Whose work an item is: of what it was said, and whether it still holds. Plain functions over what was fetched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portfolio.models import Authorship, EvidenceFile, EvidenceItem, EvidenceKind

# Work that somebody made; of a diploma or a testimony nobody asks it (domain fact 36).
ASKED_OF = frozenset({EvidenceKind.WORK_PRODUCT, EvidenceKind.REFLECTION})


class Standing(StrEnum):
    NOT_ASKED = "not-asked"
    NOT_SAID = "not-said"
    TO_CONFIRM = "to-confirm"  # said of an earlier version
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Said:
    """What counts of an item now: the newest answer, and whether it is about what the item holds today."""

    standing: Standing
    newest: Authorship | None = None


def said_of(item: EvidenceItem, *, files: Iterable[EvidenceFile], answers: Sequence[Authorship]) -> Said:
    """``files`` in their last version, ``answers`` in the order in which they were given."""
    if item.kind not in ASKED_OF:
        return Said(Standing.NOT_ASKED)
    if not answers:
        return Said(Standing.NOT_SAID)
    newest = answers[-1]
    still_holds = newest.about == parts_of(item, files)
    return Said(Standing.SAID if still_holds else Standing.TO_CONFIRM, newest)


def parts_of(item: EvidenceItem, files: Iterable[EvidenceFile]) -> list[str]:
    """The sha256 (hex, sorted) of each file and, where there is one, of the story's text."""
    digests = {file.sha256 for file in files}
    if told := {part: text for part, text in item.starr.items() if text}:
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digests.add(hashlib.sha256(text.encode()).hexdigest())
    return sorted(digests)
