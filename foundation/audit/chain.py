"""Proving that a chain is whole: every entry there, in its place, unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from foundation.audit.models import AuditChain, AuditEntry

_GENESIS = ""


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """What was found about one chain. ``broken_at`` is the first sequence number that doesn't fit; None: whole."""

    chain: str
    entries: int
    broken_at: int | None
    reason: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 (lower-case hex) over the entry's canonical JSON: sorted keys, no white space, UTF-8."""
    content = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": entry.event,
        "actor": str(entry.actor_id) if entry.actor_id else None,
        "object_type": entry.object_type,
        "object": str(entry.object_id) if entry.object_id else None,
        "data": entry.data,
        "previous": entry.previous_hash,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check_chain(name: str) -> ChainFinding:
    """Walk one chain from its first entry to the head that was noted."""
    previous, expected = _GENESIS, 1
    for entry in AuditEntry.objects.filter(chain=name).order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            return ChainFinding(name, expected - 1, expected, "an entry is missing")
        if entry.previous_hash != previous:
            return ChainFinding(name, expected, expected, "it does not follow the entry before it")
        if entry_hash(entry) != entry.hash:
            return ChainFinding(name, expected, expected, "its content was changed")
        previous, expected = entry.hash, expected + 1
    head = AuditChain.objects.filter(name=name).first()
    if head is None:
        return ChainFinding(
            name, expected - 1, None if expected == 1 else expected, "" if expected == 1 else "its head is gone"
        )
    if head.length != expected - 1 or head.head != previous:
        return ChainFinding(name, expected - 1, expected, "entries at the end are missing")
    return ChainFinding(name, expected - 1, None)


def check_all() -> Iterator[ChainFinding]:
    """Every chain that has an entry or a head, in order of name."""
    names = set(AuditChain.objects.values_list("name", flat=True)) | set(
        AuditEntry.objects.order_by().values_list("chain", flat=True).distinct()
    )
    for name in sorted(names):
        yield check_chain(name)
