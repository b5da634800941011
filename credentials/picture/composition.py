"""The medal put together: the plate, the metal, the ring, the words inside and the level's shield."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from credentials.picture import colours
from credentials.picture.font import face
from credentials.picture.guilloche import Pattern
from credentials.picture.lettering import Style, fit, fit_two_lines, set_arc, set_line
from credentials.picture.medal import Medal, Result
from credentials.picture.ring import Ring
from credentials.picture.shapes import (
    Contour,
    Disc,
    Fill,
    Line,
    Point,
    Scene,
    Shape,
    on_circle,
    polygon,
    rounded_box,
    wave,
)
from credentials.picture.strip import draw_strip, strip_height
from credentials.picture.words import words_for

WIDTH = 1200
_MEDAL_HEIGHT = 1196
_CENTRE: Point = (600.0, 604.0)
_FLUTES = 90
_RIM, _BAND, _FIELD = 548.0, 536.0, 436.0  # radii: the ink rim, the white band of the ring, the enamel inside
_INNER = 350.0  # inside this the words stand


@dataclass(frozen=True, slots=True)
class _Room:
    """The circle that the words stand in. A compact medal has no second ring, so its words have more room."""

    radius: float
    spread: float  # how far lines stand from the middle, against a full medal

    @classmethod
    def of(cls, medal: Medal) -> _Room:
        return cls(_INNER - 22, 1.0) if medal.is_full else cls(_FIELD - 40, 1.1)

    def at(self, y: float) -> Point:
        return _CENTRE[0], _CENTRE[1] + y * self.spread

    def title_widths(self, count: int, size: float) -> list[float]:
        """How wide each of the title's lines may be at this size."""
        baselines = (y * self.spread for y in _title_baselines(count, size))
        reaches = (max(abs(y - size * 0.72), abs(y + size * 0.2)) for y in baselines)
        return [2 * math.sqrt(self.radius**2 - reach**2) for reach in reaches]


def compose(medal: Medal) -> Scene:
    """Everything on the picture, in the order of painting."""
    height = _MEDAL_HEIGHT + strip_height(medal)
    plate = rounded_box(0, 0, WIDTH, height, 64)
    return Scene(
        WIDTH,
        height,
        plate,
        colours.LINE,
        (
            Fill((plate,), colours.LINE),
            Fill((rounded_box(4, 4, WIDTH - 8, height - 8, 60),), colours.PAPER),
            *_metal(medal),
            *_words(medal),
            *_shield(medal),
            *draw_strip(medal, top=_MEDAL_HEIGHT),
        ),
    )


def _metal(medal: Medal) -> Iterator[Shape]:
    """From the edge inwards. A full medal has a fluted golden edge and a second, braided ring."""
    pattern = Pattern.of(medal.achievement_id)
    if medal.is_full:
        yield from _fluted_edge()
    yield Disc(_CENTRE, _RIM, colours.INK)
    yield Disc(_CENTRE, _BAND, colours.CARD)
    opening = 2 * math.radians(14.5) if _level(medal) else 0.0
    yield from Ring(_CENTRE, inner=450.0, outer=523.0, opening=opening).draw(medal.segments)
    yield Disc(_CENTRE, _FIELD, colours.INK)
    if medal.is_full:
        yield Disc(_CENTRE, _FIELD - 7, colours.GOLD)
        yield Disc(_CENTRE, _FIELD - 11, colours.INK)
        yield Line(pattern.band(_CENTRE, _INNER + 8, _FIELD - 17), 1.6, colours.GOLD)
        yield Disc(_CENTRE, _INNER + 2, colours.GOLD)
        yield Disc(_CENTRE, _INNER - 3, colours.INK)
        yield Line(pattern.rosette(_CENTRE, _INNER - 12), 1.6, colours.ENGRAVED)
    else:
        yield Line(pattern.rosette(_CENTRE, _FIELD - 14), 1.6, colours.ENGRAVED)


def _fluted_edge() -> Iterator[Shape]:
    yield Fill((wave(_CENTRE, lambda angle: 574 + 6 * math.cos(_FLUTES * angle), _FLUTES * 6),), colours.DEEP_GOLD)
    yield Fill((wave(_CENTRE, lambda angle: 570 + 6 * math.cos(_FLUTES * angle), _FLUTES * 6),), colours.GOLD)
    yield from (Fill((_ray(i),), colours.PALE_GOLD) for i in range(_FLUTES))
    yield Disc(_CENTRE, _RIM + 5, colours.DEEP_GOLD)


def _ray(i: int) -> Contour:
    """The light side of one flute."""
    half = math.pi / _FLUTES
    middle = 2 * half * i
    corners = ((_RIM, middle - half * 0.8), (574.0, middle - half * 0.25), (574.0, middle), (_RIM, middle - half * 0.1))
    return polygon(on_circle(_CENTRE, r, a) for r, a in corners)


def _words(medal: Medal) -> Iterator[Shape]:
    """The route's label large, the title, then when and how much; the organisation over the top."""
    words, room = words_for(medal.language), _Room.of(medal)
    yield from _organisation(medal)
    yield from _label(medal.route_label, room)
    yield from _pill(words.example, room.at(-64)) if medal.is_example else _rule(room.at(-64))
    title = Style(face("Bold"), colours.CARD)
    lines, size = fit_two_lines(
        medal.title, title, widths=room.title_widths, largest=70 * room.spread // 1, smallest=34
    )
    for line, y in zip(lines, _title_baselines(len(lines), size), strict=True):
        yield set_line(line, title, size=size, at=room.at(y))
    yield set_line(words.month(medal.month), Style(face("Semibold"), colours.PALE), size=40, at=room.at(190))
    if medal.segments:
        recognised, total = medal.count()[Result.RECOGNISED], len(medal.segments)
        counted = words.recognised_of.format(recognised=recognised, total=total)
        yield set_line(counted, Style(face(""), colours.PALE), size=36, at=room.at(242))


def _organisation(medal: Medal) -> Iterator[Shape]:
    """Over the top, in the second ring or just inside the only one."""
    style = Style(face("Semibold"), colours.CARD, tracking=0.06)
    middle = (_INNER + _FIELD) / 2 + (-3 if medal.is_full else 8)
    name, size = fit(medal.organisation, style, width=middle * math.radians(200), largest=46, smallest=26)
    if not name:
        return
    if medal.is_full:
        half = style.width(name) * size / 2 / middle + math.radians(3.5)
        clear = tuple(
            on_circle(_CENTRE, r, a)
            for r, angles in ((_FIELD - 12, 1), (_INNER + 3, -1))
            for a in (half * (i / 24 - 1) * angles for i in range(49))
        )
        yield Fill((polygon(clear),), colours.INK)
        for side in (-1, 1):
            angle = side * (half + math.radians(0.6))
            yield Disc(on_circle(_CENTRE, middle + 3, angle), 7, colours.GOLD)
    yield set_arc(name, style, size=size, centre=_CENTRE, radius=middle - size * 0.2)


def _label(label: str, room: _Room) -> Iterator[Shape]:
    """Its first word as a monogram where that is short, what follows small below it; a longer label in two lines."""
    black, semibold = (
        Style(face("Black"), colours.CARD, tracking=0.02),
        Style(face("Semibold"), colours.CARD, tracking=0.1),
    )
    first, _, rest = black.face.printable(label).partition(" ")
    if len(first) > 5:
        lines, size = fit_two_lines(label, black, widths=lambda count, _: [440.0] * count, largest=92, smallest=40)
        for i, line in enumerate(lines):
            yield set_line(line, black, size=size, at=room.at(-160 + size * (i - 0.3 * (len(lines) - 1))))
        return
    text, size = fit(first, black, width=440, largest=164 if rest else 226, smallest=40)
    yield set_line(text, black, size=size, at=room.at(-174 if rest else -128))
    if rest:
        text, size = fit(rest, semibold, width=480, largest=56, smallest=30)
        yield set_line(text, semibold, size=size, at=room.at(-115))


def _rule(at: Point) -> Iterator[Shape]:
    x, middle = at
    yield Fill((polygon([(x - 150, middle), (x, middle - 2.5), (x + 150, middle), (x, middle + 2.5)]),), colours.GOLD)
    yield Fill((polygon([(x - 11, middle), (x, middle - 11), (x + 11, middle), (x, middle + 11)]),), colours.GOLD)


def _pill(text: str, at: Point) -> Iterator[Shape]:
    style = Style(face("Bold"), colours.INK, tracking=0.08)
    x, middle = at
    half = style.width(text) * 34 / 2 + 26
    yield Fill((rounded_box(x - half, middle - 24, 2 * half, 48, 24),), colours.GOLD)
    yield set_line(text, style, size=34, at=(x, middle + 10))


def _shield(medal: Medal) -> Iterator[Shape]:
    """The standard's level on a golden shield in the ring's opening: its number large, the rest small above."""
    level = _level(medal)
    if not level:
        return
    for grow, colour in ((22, colours.CARD), (12, colours.INK), (5, colours.DEEP_GOLD), (0, colours.GOLD)):
        yield Fill((_shield_outline(grow),), colour)
    name, number = level
    if number:
        text, size = fit(number, Style(face("Black"), colours.INK), width=130, largest=128, smallest=40)
        yield set_line(text, Style(face("Black"), colours.INK), size=size, at=_inside(520))
    if name:
        style = Style(face("Bold"), colours.INK, tracking=0.04)
        text, size = fit(name, style, width=144, largest=42, smallest=24)
        yield set_line(text, style, size=size, at=_inside(424 if number else 470))


def _level(medal: Medal) -> tuple[str, str] | None:
    """ "NLQF 3" as ("NLQF", "3"); a level without a number at its end stays whole."""
    text = face("Bold").printable(medal.level or "")
    if not text:
        return None
    match = re.fullmatch(r"(.*?)[\s-]*(\d{1,2}\+?)", text)
    return (match[1], match[2]) if match else (text, "")


def _shield_outline(grow: float) -> Contour:
    x, y = _inside(462)
    w, top, bottom, shoulder = 84 + grow, -84 - grow, 96 + grow * 1.2, 18.0
    return Contour(
        (x - w, y + top),
        (
            (x + w, y + top),
            (x + w, y + shoulder),
            (x + w, y + shoulder + 46, x + w * 0.5, y + bottom - 22, x, y + bottom),
            (x - w * 0.5, y + bottom - 22, x - w, y + shoulder + 46, x - w, y + shoulder),
        ),
    )


def _title_baselines(count: int, size: float) -> list[float]:
    """Where the title's lines stand, under the middle: one line sits where two would have their middle."""
    middle = 52.0
    if count == 1:
        return [middle + size * 0.33]
    return [middle - size * 0.22, middle + size * 0.86]


def _inside(y: float) -> Point:
    return _CENTRE[0], _CENTRE[1] + y
