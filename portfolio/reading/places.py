"""Where on its page a value stands, so that the person sees what was read. Pure arithmetic on words and their places.

The readers of fields answer with a text and the line that it came from; the place is looked up afterwards, among the
words of that line first. What can't be found gets the place of the whole line, and without a line there is no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from portfolio.reading.dates import find_dates
from portfolio.reading.layout import Line, Page, Word

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 as fractions of the page, from its top left corner

_MARGIN_POINTS = 1.5


def box_of(page: Page, *, value: str, snippet: str) -> Box | None:
    """The place of ``value`` (a date as ``2018-07-06``) on the page; ``snippet`` is the text that it was read from."""
    if not page.width or not page.height:
        return None
    near = [line for line in page.lines if _belongs(line.text, snippet)]
    spelled_out = _spelled_out(near, value) or _spelled_out(page.lines, value)  # its line may say more than was kept
    words = _dated(near, value) or spelled_out or _by_word(near, value) or [*_words(near)]
    return _around(words, page) if words else None


def _belongs(line: str, snippet: str) -> bool:
    bare = _letters(line)
    return len(bare) > 0 and bare in _letters(snippet)


def _words(lines: Iterable[Line]) -> Iterable[Word]:
    return (word for line in lines for word in line.words)


def _dated(lines: Iterable[Line], value: str) -> list[Word]:
    """The words of the date that is ``value``, however it is written."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return []
    for line in lines:
        text = " ".join(word.text for word in line.words)
        for found in find_dates(text):
            if found.value.isoformat() == value:
                return _between(line.words, found.start, found.end)
    return []


def _between(words: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words that stand, parted by one space, between two places in the text."""
    found, place = [], 0
    for word in words:
        if place < end and place + len(word.text) > start:
            found.append(word)
        place += len(word.text) + 1
    return found


def _spelled_out(lines: Iterable[Line], value: str) -> list[Word]:
    """The words that together spell the value, also where it was broken off over two lines."""
    wanted = _letters(value)
    if len(wanted) < 4:
        return []
    letters, owners = "", list[Word]()
    for word in _words(lines):
        bare = _letters(word.text)
        letters += bare
        owners += [word] * len(bare)
    start = letters.find(wanted)
    return list(dict.fromkeys(owners[start : start + len(wanted)])) if start >= 0 else []


def _by_word(lines: Iterable[Line], value: str) -> list[Word]:
    """Words that are a part of the value: a level, a number of hours, the codes of modules, a name in two boxes."""
    parts = {_letters(part) for part in re.split(r"[\s,]+", value)} - {""}
    return [word for word in _words(lines) if _letters(word.text) in parts]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _around(words: Sequence[Word], page: Page) -> Box:
    def share(points: float, whole: float) -> float:
        return round(min(max(points / whole, 0.0), 1.0), 4)

    return (
        share(min(word.x0 for word in words) - _MARGIN_POINTS, page.width),
        share(min(word.top for word in words) - _MARGIN_POINTS, page.height),
        share(max(word.x1 for word in words) + _MARGIN_POINTS, page.width),
        share(max(word.bottom for word in words) + _MARGIN_POINTS, page.height),
    )
