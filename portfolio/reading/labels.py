"""A value that stands by its label: behind a colon, in the next cell, or underneath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from portfolio.reading.layout import Line, Page, join_broken

# Where the next label on the same line starts: "Naam: F. el Amrani Geboren: 14-03-1988".
_NEXT_LABEL = re.compile(r"\s+[A-Z][A-Za-z/()-]{2,24}(?: [a-z]{2,14}){0,2}\s*:(?:\s|$)")
_LABEL_END = re.compile(r"[\s.]*[:：=]\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A value as it is printed, the text around it (to show where it was read), and how sure the place is."""

    value: str
    snippet: str
    page: int
    sure: bool  # behind a colon, in a cell of its own, or in other letters than its label


def labelled(page: Page, label: re.Pattern[str]) -> Iterator[Found]:
    """Every value on the page whose label is what ``label`` matches at the start of a line."""
    for line in page.lines:
        if (match := label.match(line.text)) is None:
            continue
        rest = line.text[match.end() :]
        if colon := _LABEL_END.match(rest):
            value = rest[colon.end() :]
            if value:
                yield _continued(page, line, _NEXT_LABEL.split(value, maxsplit=1)[0])
            else:
                yield from _beside(page, line)
        elif not rest.strip():
            yield from _beside(page, line)
        elif rest[0].isspace():
            words_of_label = len(match.group().split())
            in_other_letters = line.words[0].font != line.words[words_of_label].font
            found = _continued(page, line, rest.strip())
            yield found if in_other_letters else Found(found.value, found.snippet, found.page, sure=False)


def _beside(page: Page, line: Line) -> Iterator[Found]:
    """What stands in the next cell or, where that is nothing, underneath; the reader of the field tells which fits."""
    for neighbour in (page.right_of(line), page.below(line)):
        # A heading in larger letters is nobody's label.
        if neighbour is not None and not neighbour.text.endswith(":") and line.size <= 1.15 * neighbour.size:
            parts = [neighbour.text]
            following = neighbour
            while (after := page.below(following, within_em=0.9)) is not None and len(parts) < 4:
                goes_on = (
                    abs(after.x0 - neighbour.x0) < 3 and neighbour.same_style(after) and not _has_label(page, after)
                )
                if not goes_on or after.row - following.row > 1:
                    break
                parts.append(after.text)
                following = after
            value = join_broken(parts) if _broken_off(parts) else parts[0]
            # Underneath and in the very same letters, it may as well be the second line of one text.
            sure = neighbour.row == line.row or line.text.endswith(":") or not line.same_style(neighbour)
            yield Found(value, f"{line.text} {value}", page.number, sure=sure)


def _has_label(page: Page, line: Line) -> bool:
    return page.left_of(line) is not None or ":" in line.text


def _broken_off(parts: list[str]) -> bool:
    """Whether the lines under a value are the rest of it, and not the next value in a column."""
    return len(parts) > 1 and all(
        re.search(r"(?:-|,|\b(?:en|of|voor|van|de|het|een|in|met|aan|tot|op|bij|and|of|for))$", part)
        or after[:1].islower()
        for part, after in pairwise(parts)
    )


def _continued(page: Page, line: Line, value: str) -> Found:
    """The value behind a colon, with the next line where it was broken off in the middle."""
    following = page.below(line, within_em=0.9)
    if following is not None and line.same_style(following) and ":" not in following.text:
        parts = [value, following.text]
        hanging = following.x0 > line.x0 + 3  # set under its value, not under its label
        if _broken_off(parts) and (hanging or value.endswith("-")):
            value = join_broken(parts)
    return Found(
        value,
        line.text if value in line.text else f"{line.text} {following.text if following else ''}",
        page.number,
        sure=True,
    )
