"""Choosing parts of a document by JSON pointer (RFC 6901), as selective disclosure does it.

Section 3.4.10 to 3.4.13 of Data Integrity ECDSA Cryptosuites (https://www.w3.org/TR/vc-di-ecdsa/): what a pointer names
is taken whole, and of everything on the way to it the identity and the types.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from credentials.core.errors import UnusablePointer
from credentials.core.primitives.json_pointers import parse_pointer

JsonObject = dict[str, Any]

MAX_POINTERS = 10_000
# Of every object on the way. An inline context belongs to what the names mean.
_ALWAYS = frozenset({"@context", "id", "type"})
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")

_Chosen: TypeAlias = "dict[str, _Chosen] | None"
"""What is chosen of a value, by the names of its members or the numbers of its items; None for all of it."""


def select(document: Mapping[str, Any], pointers: Iterable[str]) -> JsonObject:
    """Return a copy of the document with only what the pointers choose, ``@context`` and the top's ``id`` and ``type``.

    Raises UnusablePointer for a pointer that leads nowhere in this document, and for more than ``MAX_POINTERS``.
    """
    root: dict[str, _Chosen] = {}
    chosen: _Chosen = root
    for number, pointer in enumerate(pointers, start=1):
        if number > MAX_POINTERS:
            raise UnusablePointer(f"There are more than {MAX_POINTERS} pointers.", limit=MAX_POINTERS)
        steps = parse_pointer(pointer)
        _require_leads_somewhere(document, steps, pointer)
        if steps:
            _choose(root, steps)
        else:
            chosen = None
    selection: JsonObject = _selected(document, chosen)
    return selection


def _require_leads_somewhere(document: Mapping[str, Any], steps: tuple[str, ...], pointer: str) -> None:
    value: Any = document
    for step in steps:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            raise UnusablePointer(f"{pointer} leads nowhere in this document.", pointer=pointer)


def _choose(chosen: dict[str, _Chosen], steps: tuple[str, ...]) -> None:
    *way, last = steps
    for step in way:
        below = chosen.setdefault(step, {})
        if below is None:  # an earlier pointer has chosen all of it
            return
        chosen = below
    chosen[last] = None


def _selected(value: Any, chosen: _Chosen) -> Any:
    if chosen is None:
        return copy.deepcopy(value)
    if isinstance(value, list):
        return [_selected(item, chosen[str(index)]) for index, item in enumerate(value) if str(index) in chosen]
    return {
        name: _selected(item, None if name in _ALWAYS else chosen[name])
        for name, item in value.items()
        if name in _ALWAYS or name in chosen
    }
