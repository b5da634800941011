"""Characters that the typeface lacks: a PDF/UA can't hold them, so they are replaced, and named, before anything is set."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from foundation.typesetting.fonts import font_paths

STAND_IN = "[?]"  # one for a run of them: no sign that stands for this is in the typeface
_KEPT = frozenset("\n\t")
_SILENT = frozenset({"Cc", "Cf", "Mn", "Me", "Cs"})  # controls, joiners, marks on what isn't there: nothing to be seen


@dataclass(frozen=True, slots=True)
class Printable:
    """``data`` in the same shape as it came; ``replaced`` names each missing character once: "U+4E2D"."""

    data: Any
    replaced: tuple[str, ...]


def printable(data: Any) -> Printable:
    """The same strings, numbers, lists and mappings, with every string as the typeface can print it."""
    missing: set[str] = set()
    cleaned = _cleaned(data, missing)
    return Printable(cleaned, tuple(f"U+{ord(character):04X}" for character in sorted(missing)))


def _cleaned(data: Any, missing: set[str]) -> Any:
    if isinstance(data, str):
        return _text(data, missing)
    if isinstance(data, Mapping):
        return {_text(str(key), missing): _cleaned(value, missing) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_cleaned(value, missing) for value in data]
    return data


def _text(text: str, missing: set[str]) -> str:
    if text.isascii() and text.isprintable():
        return text
    letters = known_letters()
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        if character in _KEPT or (ord(character) in letters and unicodedata.category(character) != "Cc"):
            kept.append(character)
        elif unicodedata.category(character) in _SILENT:
            continue
        else:
            missing.add(character)
            if kept[-1:] != [STAND_IN]:
                kept.append(STAND_IN)
    return "".join(kept)


@cache
def known_letters() -> frozenset[int]:
    """Code points that every weight has."""
    maps = []
    for path in font_paths():
        with TTFont(path, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)
