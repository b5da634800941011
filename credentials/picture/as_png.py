"""A scene as PNG. Pillow draws hard edges, so the scene is drawn large and averaged down; letters larger still.

The result has a palette of the colours in use and the blends between neighbours: exact colours, a small file, and the
same bytes every time.
"""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from credentials.picture.shapes import Boxes, Contour, Disc, Fill, Line, Scene, Shape

_OVERSIZE = 3  # pixels a unit while drawing
_FINER = 2  # times that again for outlines with holes: letters have thin stems
_COLOURS = 240  # in the palette; the other 16 are for the soft edge of the plate


def render_png(scene: Scene, *, width: int, blends: tuple[tuple[str, str], ...]) -> bytes:
    """The picture, ``width`` pixels wide and as high as that makes it; ``blends`` are the pairs of touching colours."""
    size = (width, round(scene.height * width / scene.width))
    large = (scene.width * _OVERSIZE, scene.height * _OVERSIZE)
    canvas = Image.new("RGB", large)
    for shape in scene.shapes:
        _paint(canvas, shape)
    plate = Image.new("L", large)
    ImageDraw.Draw(plate).polygon(_pixels(scene.plate, _OVERSIZE), fill=255)
    picture = _with_palette(canvas.resize(size, Image.Resampling.BOX), blends)
    return _saved(picture, plate.resize(size, Image.Resampling.BOX), scene.edge)


def _paint(canvas: Image.Image, shape: Shape) -> None:
    draw = ImageDraw.Draw(canvas)
    match shape:
        case Disc(centre=(x, y), radius=radius, colour=colour):
            edges = [(c + side * radius) * _OVERSIZE for side in (-1, 1) for c in (x, y)]
            draw.ellipse((edges[0], edges[1], edges[2] - 1, edges[3] - 1), fill=colour)
        case Boxes(boxes=boxes, colour=colour):
            for x, y, w, h in boxes:
                left, top, right, bottom = (round(c * _OVERSIZE) for c in (x, y, x + w, y + h))
                draw.rectangle((left, top, right - 1, bottom - 1), fill=colour)
        case Line(contours=contours, width=width, colour=colour):
            for contour in contours:
                points = _pixels(contour, _OVERSIZE, pieces=4)
                draw.line([*points, points[0]], fill=colour, width=max(1, round(width * _OVERSIZE)))
        case Fill(contours=(contour,), colour=colour):
            draw.polygon(_pixels(contour, _OVERSIZE), fill=colour)
        case Fill(contours=contours, colour=colour) if contours:
            _fill(canvas, contours, colour)


def _fill(canvas: Image.Image, contours: tuple[Contour, ...], colour: str) -> None:
    """Fill by way of a mask, so that what lies under a hole stays."""
    scale = _OVERSIZE * _FINER
    outlines = [contour.points() for contour in contours]
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    left, top = math.floor(min(xs) * _OVERSIZE), math.floor(min(ys) * _OVERSIZE)
    right, bottom = math.ceil(max(xs) * _OVERSIZE) + 1, math.ceil(max(ys) * _OVERSIZE) + 1
    mask = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
    draw = ImageDraw.Draw(mask)
    # Large to small, so that a hole is cut after what it lies in; the largest outline is never a hole.
    areas = {i: _area(outline) for i, outline in enumerate(outlines)}
    order = sorted(areas, key=lambda i: -abs(areas[i]))
    solid = math.copysign(1, areas[order[0]])
    for i in order:
        points = [
            (round(x * scale - left * _FINER - 0.5), round(y * scale - top * _FINER - 0.5)) for x, y in outlines[i]
        ]
        draw.polygon(points, fill=255 if math.copysign(1, areas[i]) == solid else 0)
    canvas.paste(ImageColor.getrgb(colour), (left, top), mask.reduce(_FINER))


def _area(outline: list[tuple[float, float]]) -> float:
    """Twice the enclosed area; its sign says which way the outline turns."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, [*outline[1:], outline[0]], strict=True))


def _pixels(contour: Contour, scale: int, *, pieces: int = 8) -> list[tuple[int, int]]:
    return [(round(x * scale - 0.5), round(y * scale - 0.5)) for x, y in contour.points(pieces)]


def _with_palette(picture: Image.Image, blends: tuple[tuple[str, str], ...]) -> Image.Image:
    """The picture in at most 240 colours: each pair of neighbours, with as many steps between them as there is room."""
    pairs = [(ImageColor.getrgb(a), ImageColor.getrgb(b)) for a, b in blends]
    solid = dict.fromkeys(colour for pair in pairs for colour in pair)
    steps = (_COLOURS - len(solid)) // len(pairs)
    between = dict.fromkeys(
        tuple(round(one + (other - one) * i / (steps + 1)) for one, other in zip(a, b, strict=True))
        for a, b in pairs
        for i in range(1, steps + 1)
    )
    colours = list(dict.fromkeys([*solid, *between]))[:_COLOURS]
    palette = Image.new("P", (1, 1))
    # A palette image always has 256 entries: the spare ones repeat the first, and are given back to it.
    palette.putpalette([channel for colour in [*colours, *[colours[0]] * (256 - len(colours))] for channel in colour])
    drawn = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    return drawn.point([index if index < _COLOURS else 0 for index in range(256)])


def _saved(picture: Image.Image, plate: Image.Image, edge_colour: str) -> bytes:
    """As PNG, transparent outside the plate, with sixteen steps of softness along its edge."""
    levels = 256 - _COLOURS
    edge = plate.point([_COLOURS + alpha * levels // 256 for alpha in range(256)])
    inside = plate.point([255 if alpha == 255 else 0 for alpha in range(256)])
    soft = Image.frombytes("P", edge.size, edge.tobytes())
    soft.paste(picture, mask=inside)
    palette = (picture.getpalette() or [])[: _COLOURS * 3]
    palette += [0] * (_COLOURS * 3 - len(palette)) + list(ImageColor.getrgb(edge_colour)) * levels
    soft.putpalette(palette)
    alphas = bytes([255] * _COLOURS + [i * 255 // (levels - 1) for i in range(levels)])
    out = BytesIO()
    soft.save(out, "PNG", optimize=True, transparency=alphas)
    return out.getvalue()
