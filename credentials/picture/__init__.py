"""The medal: the picture of a badge, drawn from what was found, never assembled from pictures.

Plain Python with Pillow; the SVG and the PNG are two renderings of one scene, and the same facts give the same bytes.
"""

from __future__ import annotations

from credentials.picture.as_png import render_png
from credentials.picture.as_svg import render_svg
from credentials.picture.colours import BLENDS
from credentials.picture.composition import compose
from credentials.picture.medal import Medal, Result, Segment
from credentials.picture.words import describe

__all__ = ["Medal", "Result", "Segment", "describe", "draw_png", "draw_svg"]


def draw_svg(medal: Medal) -> bytes:
    """The medal as SVG (UTF-8): letters as outlines, a title and description, no script, style or reference."""
    return render_svg(
        compose(medal),
        title=f"{medal.route_label}: {medal.title}",
        description=describe(medal),
        language=medal.language,
    )


def draw_png(medal: Medal, *, size: int = 600) -> bytes:
    """The same picture as PNG, ``size`` pixels wide (at least 16, at most 1200)."""
    if not 16 <= size <= 1200:
        raise ValueError("A medal is drawn between 16 and 1200 pixels wide.")
    return render_png(compose(medal), width=size, blends=BLENDS)
