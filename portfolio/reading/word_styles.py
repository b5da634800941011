"""The named styles of a Word document: how large, how bold and where their text stands (ECMA-376, part 1, 17.7)."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portfolio.reading.packed import attribute, child, local, read_xml
from portfolio.reading.word_lines import BODY_SIZE

_HEADING_SIZES = {"title": 22.0, "titel": 22.0, "heading1": 16.0, "kop1": 16.0, "heading2": 13.0, "kop2": 13.0}


@dataclass(frozen=True, slots=True)
class Style:
    size: float | None = None
    bold: bool | None = None
    centred: bool | None = None


def style_of(properties: Any) -> Style:
    size, bold = child(properties, "sz"), child(properties, "b")
    half_points = attribute(size, "val") if size is not None else None
    return Style(
        size=float(half_points) / 2 if half_points and half_points.isdigit() and 0 < int(half_points) < 800 else None,
        bold=None if bold is None else attribute(bold, "val") not in {"0", "false", "off"},
    )


def styles_of(packed: zipfile.ZipFile, names: Sequence[str]) -> dict[str, Style]:
    """Letters and place of each named style; the default one under the empty name."""
    if "word/styles.xml" not in names:
        return {}
    found: dict[str, Style] = {}
    default = Style(BODY_SIZE)
    for each in read_xml(packed, "word/styles.xml"):
        if local(each) == "docDefaults":
            letters = next((part for part in each.iter() if local(part) == "rPr"), None)
            default = Style(style_of(letters).size or BODY_SIZE) if letters is not None else default
        if local(each) != "style" or attribute(each, "type") != "paragraph":
            continue
        name = attribute(each, "styleId") or ""
        letters, place = child(each, "rPr"), child(each, "pPr")
        own = style_of(letters) if letters is not None else Style()
        parent = child(each, "basedOn")
        above = found.get(attribute(parent, "val") or "", default) if parent is not None else default
        aligned = child(place, "jc") if place is not None else None
        style = Style(
            size=own.size or _HEADING_SIZES.get(name.lower()) or above.size,
            bold=above.bold if own.bold is None else own.bold,
            centred=above.centred if aligned is None else attribute(aligned, "val") == "center",
        )
        found[name] = style
        if attribute(each, "default") in {"1", "true"}:
            found[""] = style
    return {"": default} | found
