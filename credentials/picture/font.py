"""Source Sans as outlines: widths, kerning and letter shapes straight from the OTF files.

Every letter on the medal is drawn as a shape, so the picture is the same on a machine without the font.
"""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import font_source_sans_pro
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from credentials.picture.shapes import Contour, Step

_STAND_IN = "?"  # for a letter that the font lacks


class Face:
    """One weight of the typeface. All measures are in ems (the letter size is 1), y down, baseline at 0."""

    def __init__(self, path: Path) -> None:
        # Read whole and shared by threads: fontTools unpacks a letter when it is first drawn, hence the lock.
        self._font = TTFont(BytesIO(path.read_bytes()), lazy=False)
        self._glyphs = self._font.getGlyphSet()
        self._names: dict[int, str] = self._font.getBestCmap()
        self._em: int = self._font["head"].unitsPerEm
        self._outlines: dict[str, tuple[Contour, ...]] = {}
        self._lock = Lock()

    def has(self, character: str) -> bool:
        return ord(character) in self._names

    def advance(self, character: str) -> float:
        """Width of the letter with its own white."""
        width: int = self._font["hmtx"][self._names[ord(character)]][0]
        return width / self._em

    def kern(self, left: str, right: str) -> float:
        """What to add between two letters; mostly zero or less."""
        names = self._names[ord(left)], self._names[ord(right)]
        for table, covered in self._pairs:
            if names[0] not in covered:
                continue
            if table.Format == 2:
                record = table.Class1Record[table.ClassDef1.classDefs.get(names[0], 0)]
                value = record.Class2Record[table.ClassDef2.classDefs.get(names[1], 0)].Value1
                return (getattr(value, "XAdvance", 0) or 0) / self._em
            for pair in table.PairSet[covered[names[0]]].PairValueRecord:
                if pair.SecondGlyph == names[1]:
                    return (getattr(pair.Value1, "XAdvance", 0) or 0) / self._em
        return 0.0

    def outline(self, character: str) -> tuple[Contour, ...]:
        """The letter's contours; a hole turns the other way round than what it is cut from."""
        with self._lock:
            if character not in self._outlines:
                self._outlines[character] = self._draw(self._names[ord(character)])
            return self._outlines[character]

    def printable(self, text: str) -> str:
        """The text in characters that the font has, on one line.

        Composed where possible ("S" + cedilla is "Ş"); stripped of what can't be seen; a letter that is missing becomes
        its base letter or a question mark, a missing symbol (emoji) is left out.
        """
        shown = "".join(self._shown(character) for character in unicodedata.normalize("NFC", text))
        return " ".join(shown.split())

    def _shown(self, character: str) -> str:
        category = unicodedata.category(character)
        if character.isspace() or category in {"Cc", "Zl", "Zp"}:
            return " "
        # Format characters could turn the text around, even where the font has them; loose marks need a shaping engine.
        if category[0] in "CM":
            return ""
        if self.has(character):
            return character
        simpler = "".join(c for c in unicodedata.normalize("NFKD", character) if self.has(c) and not c.isspace())
        if simpler:
            return simpler
        return _STAND_IN if category[0] in "LN" else ""

    @cached_property
    def _pairs(self) -> list[tuple[Any, dict[str, int]]]:
        """The font's pair tables in order (OpenType, GPOS type 2), each with the place of every left letter in it."""
        gpos = self._font["GPOS"].table
        wanted = {
            index
            for record in gpos.FeatureList.FeatureRecord
            if record.FeatureTag == "kern"
            for index in record.Feature.LookupListIndex
        }
        return [
            (table, {name: i for i, name in enumerate(table.Coverage.glyphs)})
            for index in sorted(wanted)
            for table in gpos.LookupList.Lookup[index].SubTable
        ]

    def _draw(self, name: str) -> tuple[Contour, ...]:
        pen = DecomposingRecordingPen(self._glyphs)
        self._glyphs[name].draw(pen)
        contours: list[Contour] = []
        start: tuple[float, float] = (0.0, 0.0)
        steps: list[Step] = []
        for command, points in pen.value:
            if command == "moveTo":
                x, y = self._placed(points)
                start, steps = (x, y), []
            elif command in {"lineTo", "curveTo"}:
                steps.append(self._placed(points))
            else:
                contours.append(Contour(start, tuple(steps)))
        return tuple(contours)

    def _placed(self, points: tuple[tuple[float, float], ...]) -> Step:
        return tuple(c for x, y in points for c in (x / self._em, -y / self._em))


@cache
def face(weight: str) -> Face:
    """A weight by its name in the font package: "" (regular), "Semibold", "Bold", "Black"."""
    return Face(Path(font_source_sans_pro.font_files_otf[f"SourceSansPro{weight}"]))
