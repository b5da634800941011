"""The strip under the medal: the QR and the code of its public page, and what the ring's shapes mean."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import segno

from credentials.picture import colours
from credentials.picture.font import face
from credentials.picture.lettering import Style, fit, set_line
from credentials.picture.medal import Medal, Result
from credentials.picture.ring import Ring, draw_segment
from credentials.picture.shapes import Boxes, Shape
from credentials.picture.words import words_for

_QR_SIDE = 330  # at most, quiet zone included
_QUIET_ZONE = 4  # modules (ISO/IEC 18004, 6.3.8)
_LONGEST_URL = 300  # characters; a denser code can't be read from the picture
_LEFT, _RIGHT = 84.0, 1116.0
_HALF = 0.001  # half the angle of a legend's segment


def strip_height(medal: Medal) -> int:
    """In units, an even number, so that the picture halves without a rest."""
    if _has_qr(medal):
        return 372
    if medal.code:
        return 190
    return 110 if medal.segments else 24


def draw_strip(medal: Medal, *, top: float) -> Iterator[Shape]:
    left = _LEFT
    if _has_qr(medal):
        yield from _qr(medal.public_url or "", x=60, y=top)
        left = 60.0 + _QR_SIDE + 36
    yield from _legend(medal, left=left, middle=top + (70 if _has_qr(medal) else 36))
    if medal.code:
        yield from _code(medal, left=left, baseline=top + (222 if _has_qr(medal) else 130))


def _has_qr(medal: Medal) -> bool:
    return bool(_host(medal))


def _host(medal: Medal) -> str:
    """Where the public page lives. Empty when there is no web address that a camera could read and open."""
    url = medal.public_url or ""
    if not (url.isascii() and url.isprintable() and len(url) <= _LONGEST_URL):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in {"http", "https"} else ""


def _qr(url: str, *, x: float, y: float) -> Iterator[Shape]:
    """Module edges lie on even units: on whole pixels in a picture of 600."""
    rows = [list(row) for row in segno.make_qr(url, error="m").matrix_iter(border=_QUIET_ZONE)]
    module = max(4, _QR_SIDE // len(rows) // 2 * 2)
    side = module * len(rows)
    x, y = (round((c + (_QR_SIDE - side) / 2) / 2) * 2 for c in (x, y))
    yield Boxes(((x, y, side, side),), colours.CARD)
    runs = [
        (x + start * module, y + line * module, length * module, module)
        for line, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    yield Boxes(tuple(runs), "#000000")


def _runs(row: list[int]) -> Iterator[tuple[int, int]]:
    """Where dark stretches start and how long they are."""
    start = None
    for i, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = i
        elif not dark and start is not None:
            yield start, i - start
            start = None


def _legend(medal: Medal, *, left: float, middle: float) -> Iterator[Shape]:
    """Each result that the ring shows: its shape, how often, its word."""
    words, counted = words_for(medal.language), medal.count()
    shown = [result for result in Result if counted[result]]
    style = Style(face(""), colours.TEXT)
    texts = [f"{counted[result]} {words.results[result]}" for result in shown]
    swatch, gap, space = 44.0, 14.0, 40.0
    taken = len(shown) * (swatch + gap) + (len(shown) - 1) * space
    size = min(38.0, (_RIGHT - left - taken) / max(sum(style.width(text) for text in texts), 1.0))
    x = left
    for result, text in zip(shown, texts, strict=True):
        yield from draw_segment(_straight_ring(x + swatch / 2, middle, swatch), result, -_HALF, _HALF)
        yield set_line(text, style, size=size, at=(x + swatch + gap, middle + size * 0.33), anchor=0)
        x += swatch + gap + style.width(text) * size + space


def _straight_ring(x: float, y: float, side: float) -> Ring:
    """So large a ring that its segment of 2 * _HALF is a square around (x, y)."""
    radius = side / 2 / _HALF
    return Ring((x, y + radius), inner=radius - side / 2, outer=radius + side / 2, opening=0.0, outline=6.0)


def _code(medal: Medal, *, left: float, baseline: float) -> Iterator[Shape]:
    words = words_for(medal.language)
    style = Style(face("Bold"), colours.INK, tracking=0.06)
    text, size = fit(medal.code or "", style, width=_RIGHT - left, largest=72, smallest=28)
    yield set_line(text, style, size=size, at=(left, baseline), anchor=0)
    if host := _host(medal):
        style = Style(face(""), colours.QUIET)
        text, size = fit(words.check_at.format(host=host), style, width=_RIGHT - left, largest=36, smallest=22)
        yield set_line(text, style, size=size, at=(left, baseline + 62), anchor=0)
