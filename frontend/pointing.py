"""Places in an item, in words: pages, or minutes and seconds."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _


class Somewhere(Protocol):
    """A Place, or what of it was frozen."""

    @property
    def page_from(self) -> int | None: ...

    @property
    def page_until(self) -> int | None: ...

    @property
    def second_from(self) -> int | None: ...

    @property
    def second_until(self) -> int | None: ...


def place_in_words(place: Somewhere, name: str) -> str:
    """ "plan.pdf, pages 3 to 5" or "film.mp4, from 1:05 to 1:40"."""
    if place.page_from is not None:
        if place.page_from == place.page_until:
            return _("%(name)s, page %(page)s") % {"name": name, "page": place.page_from}
        pages = {"name": name, "first": place.page_from, "last": place.page_until}
        return _("%(name)s, pages %(first)s to %(last)s") % pages
    start, end = clock(place.second_from or 0), clock(place.second_until or 0)
    if start == end:
        return _("%(name)s, at %(start)s") % {"name": name, "start": start}
    return _("%(name)s, from %(start)s to %(end)s") % {"name": name, "start": start, "end": end}


def clock(seconds: int) -> str:
    """1:05, or 1:02:05 from an hour on."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
