"""The fine line pattern: engraved curves whose numbers come from the achievement's id.

The same achievement always has the same pattern and two achievements hardly ever do. It is beauty, not security:
anybody can draw it.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

from credentials.picture.shapes import Contour, Point, wave


@dataclass(frozen=True, slots=True)
class Pattern:
    """What makes one achievement's pattern. Frequencies are whole waves a turn, so that every curve closes."""

    petals: int  # waves of the rosette's outer weave
    leaves: int  # waves of its inner weave
    folds: int  # waves of the swell on top of both
    depth: float  # how deep the outer waves cut, as a share of the radius
    lean: int  # how the strands follow each other: 1 is a plain braid, 2 and 3 weave wider
    braids: int  # waves of the band's strands
    swells: int  # waves of the band's thickness
    phase: float

    @classmethod
    def of(cls, achievement_id: str) -> Pattern:
        digest = hashlib.sha256(achievement_id.encode("utf-8", "replace")).digest()
        return cls(
            petals=7 + digest[0] % 10,
            leaves=4 + digest[1] % 6,
            folds=2 + digest[2] % 4,
            depth=0.12 + digest[3] / 255 * 0.1,
            lean=1 + digest[4] % 3,
            braids=16 + digest[5] % 13,
            swells=4 + digest[6] % 6,
            phase=digest[7] / 255 * 2 * math.pi,
        )

    def rosette(self, centre: Point, radius: float, strands: int = 12) -> tuple[Contour, ...]:
        """Two weaves, one around the other, out to the radius."""
        outer, inner = 1 - self.depth, 0.5
        return tuple(
            contour
            for i in range(strands)
            for contour in (
                self._strand(centre, radius * outer, radius * self.depth, self.petals, self.lean * i / strands),
                self._strand(centre, radius * inner, radius * 0.2, self.leaves, i / strands),
            )
        )

    def band(self, centre: Point, inner: float, outer: float, strands: int = 6) -> tuple[Contour, ...]:
        """Strands that braid round between two circles."""
        middle, reach = (inner + outer) / 2, (outer - inner) / 2
        return tuple(
            self._strand(centre, middle, reach, self.braids, i / strands, folds=self.swells) for i in range(strands)
        )

    def _strand(
        self, centre: Point, middle: float, reach: float, waves: int, shift: float, *, folds: int | None = None
    ) -> Contour:
        """One curve around the centre that swings ``reach`` to both sides of a circle; ``shift`` is in wave lengths."""

        def radius_at(angle: float) -> float:
            swell = 0.72 + 0.28 * math.sin((folds or self.folds) * angle + self.phase)
            return middle + reach * swell * math.sin(waves * angle + shift * 2 * math.pi)

        return wave(centre, radius_at, waves * 6)
