"""The timeline of working life as a picture and as a list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portfolio.models import EvidenceItem
from portfolio.working_life import Stretch, working_life

_LANE = 28  # height, in units of the picture
_WIDE = 1000
_THINNEST = 6
_MOST_YEARS_NAMED = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of the picture."""

    x: float
    y: int
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    href: str
    kind: str
    period: str
    place: str
    shows: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """``years``: where a year begins in the picture, and its name. ``rows``: the newest first."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[float, int], ...]
    height: int
    rows: tuple[Row, ...]
    without_period: tuple[EvidenceItem, ...]

    @property
    def middle(self) -> int:
        return self.height + 20


def timeline(items: Sequence[EvidenceItem], *, today: date) -> Timeline:
    stretches = working_life(items, today=today)
    drawn = {stretch.item.pk for stretch in stretches}
    begin = min((stretch.start for stretch in stretches), default=today).replace(month=1, day=1)
    days = max((today - begin).days, 1)

    def place(day: date) -> float:
        return round((day - begin).days / days * _WIDE, 1)

    span = range(begin.year, today.year + 1)
    step = max(1, -(-len(span) // _MOST_YEARS_NAMED))
    return Timeline(
        bars=tuple(
            Bar(
                x=min(place(stretch.start), _WIDE - _THINNEST),
                y=stretch.lane * _LANE + 4,
                width=max(round(place(stretch.end) - place(stretch.start), 1), _THINNEST),
                kind=stretch.item.kind,
            )
            for stretch in stretches
        ),
        years=tuple((place(date(year, 1, 1)), year) for year in span[::step]),
        height=(max((stretch.lane for stretch in stretches), default=0) + 1) * _LANE,
        rows=tuple(_row(stretch) for stretch in sorted(stretches, key=_newest_first)),
        without_period=tuple(item for item in items if item.pk not in drawn),
    )


def _newest_first(stretch: Stretch) -> tuple[bool, int, int]:
    return not stretch.goes_on, -stretch.end.toordinal(), -stretch.start.toordinal()


def _row(stretch: Stretch) -> Row:
    start, end = date_format(stretch.start, "F Y"), date_format(stretch.end, "F Y")
    if stretch.goes_on:
        period = _("%(start)s until now") % {"start": start}
    else:
        period = start if start == end else _("%(start)s to %(end)s") % {"start": start, "end": end}
    return Row(
        title=stretch.item.title,
        href=reverse("item", args=[stretch.item.pk]),
        kind=str(stretch.item.get_kind_display()),
        period=period,
        place=stretch.item.organisation,
        shows=stretch.item.what_it_shows,
    )
