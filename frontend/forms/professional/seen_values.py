"""What a form showed when it was made: so that an old tab overwrites nothing that was saved since.

A form carries a mark for each field (``was``), in the order of the fields. A field is changed by whoever sends it when its
value has another mark than it had; it is in conflict when what is stored has another mark by then as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

_LENGTH = 8  # hex digits
_NOTHING = hashlib.sha256(b"").hexdigest()[:_LENGTH]  # what most fields hold while somebody works


@dataclass(frozen=True, slots=True)
class Sent:
    """Names of the fields that were changed by whoever sent the form, and those that somebody else changed meanwhile."""

    changed: frozenset[str]
    conflicts: frozenset[str]


def plain(value: str) -> str:
    """As it is stored: browsers end lines in another way, and white space around it says nothing."""
    return value.replace("\r\n", "\n").replace("\x00", "").strip()


def mark_of(value: str) -> str:
    text = plain(value)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH] if text else _NOTHING


def marks_of(stored: Mapping[str, str]) -> str:
    """For the hidden field ``was``."""
    return ".".join(mark_of(value) for value in stored.values())


def compare(data: QueryDict, *, stored: Mapping[str, str], posted: Mapping[str, str]) -> Sent:
    """``stored`` and ``posted`` by name, in the same order. Without marks everything that differs counts as changed."""
    was = _was(data, list(stored))
    changed = frozenset(
        name for name, value in posted.items() if mark_of(value) != was.get(name, mark_of(stored[name]))
    )
    return Sent(
        changed=frozenset(name for name in changed if plain(posted[name]) != stored[name]),
        conflicts=frozenset(
            name
            for name in changed
            if name in was and mark_of(stored[name]) != was[name] and plain(posted[name]) != stored[name]
        ),
    )


def _was(data: QueryDict, names: list[str]) -> dict[str, str]:
    """The mark of each field; of one that was saved by itself since (``was:<name>``) the newer one."""
    marks = data.get("was", "").split(".")
    known = dict(zip(names, marks, strict=True)) if len(marks) == len(names) else {}
    return known | {name: str(data[f"was:{name}"]) for name in names if f"was:{name}" in data}
