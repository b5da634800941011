"""A scene as SVG: presentation attributes only, so that it shows under the strictest Content-Security-Policy."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from credentials.picture.shapes import Boxes, Contour, Disc, Fill, Line, Scene, Shape

# Characters that XML 1.0 (section 2.2) does not allow, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_svg(scene: Scene, *, title: str, description: str, language: str) -> bytes:
    """The picture as a standalone UTF-8 document, with its title and description for screen readers."""
    title, description, language = (_NOT_IN_XML.sub("", text) for text in (title, description, language))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {scene.width} {scene.height}" '
        f'width="{scene.width // 2}" height="{scene.height // 2}" role="img" xml:lang={quoteattr(language)}>',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>",
        *(_element(shape) for shape in scene.shapes),
        "</svg>",
    ]
    return "\n".join(lines).encode()


def _element(shape: Shape) -> str:
    match shape:
        case Disc(centre=(x, y), radius=radius, colour=colour):
            return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" fill="{colour}"/>'
        case Fill(contours=contours, colour=colour):
            return f'<path fill="{colour}" d="{_path(contours)}"/>'
        case Line(contours=contours, width=width, colour=colour):
            return f'<path fill="none" stroke="{colour}" stroke-width="{_number(width)}" d="{_path(contours)}"/>'
        case Boxes(boxes=boxes, colour=colour):
            path = "".join(
                f"M{_number(x)} {_number(y)}h{_number(w)}v{_number(h)}h{_number(-w)}z" for x, y, w, h in boxes
            )
            return f'<path fill="{colour}" shape-rendering="crispEdges" d="{path}"/>'


def _path(contours: tuple[Contour, ...]) -> str:
    """Path data in tenths of a unit, relative (half as long) to where the pen is, so that rounding never adds up."""
    out: list[str] = []
    for contour in contours:
        x, y = (round(c * 10) for c in contour.start)
        out.append(f"M{_tenths(x)} {_tenths(y)}")
        for step in contour.steps:
            ends = [round(c * 10) for c in step]
            numbers = [end - (x, y)[i % 2] for i, end in enumerate(ends)]
            out.append(("l" if len(step) == 2 else "c") + _joined(numbers))
            x, y = ends[-2:]
        out.append("z")
    return "".join(out)


def _joined(tenths: list[int]) -> str:
    text = " ".join(_tenths(number) for number in tenths)
    return text.replace(" -", "-")


def _tenths(tenths: int) -> str:
    return _number(tenths / 10)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"
