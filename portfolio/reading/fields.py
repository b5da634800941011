"""From the words on the first pages of a document to the fields that we propose.

Pure: no file, no clock, no name of an account. What can't be read with reason is left out, for an empty box is better
than a wrong one; the candidate corrects whatever is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.reading import codes, days, what, who
from portfolio.reading.labels import Found
from portfolio.reading.layout import Page
from portfolio.reading.places import Box, box_of
from portfolio.reading.shapes import tidy

FIELD_NAMES = (
    "title",
    "holder",
    "birth_date",
    "institution",
    "date",
    "valid_until",
    "crebo",
    "croho",
    "dossier_code",
    "level",
    "nlqf",
    "hours",
    "modules",
)


@dataclass(frozen=True, slots=True)
class ReadField:
    """What the machine read: dates as ``2018-07-06``, codes and numbers as digits, modules as ``OW-1, OW-2``.

    ``snippet`` is the text that it was read from, ``page`` counts from 1. ``box``: where the value stands on that page, see
    ``places.Box``; None where the document has no pages of its own.
    """

    value: str
    snippet: str
    page: int
    box: Box | None = None


def propose(pages: Sequence[Page]) -> dict[str, ReadField]:
    """The fields that the pages give, by name (``FIELD_NAMES``); a field that is not there was not found."""
    found: dict[str, Found | None] = {"holder": who.holder(pages), "birth_date": days.birth_date(pages)}
    taken = frozenset(each.value for each in found.values() if each is not None)
    found["title"] = what.title(pages, names=taken)
    title = found["title"].value if found["title"] else None
    found["institution"] = who.institution(pages, title=title)
    if found["institution"] and found["institution"].value == title:
        found["title"] = what.title(pages, names=taken | {found["institution"].value})
    found["date"] = days.paper_date(pages)
    found["valid_until"] = days.valid_until(pages)
    for system, code in codes.codes(pages):
        found.setdefault(system, code)
    found["level"], found["nlqf"] = codes.level(pages), codes.nlqf(pages)
    found["hours"], found["modules"] = codes.hours(pages), codes.modules(pages)
    by_number = {page.number: page for page in pages}
    return {
        name: ReadField(
            each.value,
            tidy(each.snippet),
            each.page,
            box_of(by_number[each.page], value=each.value, snippet=each.snippet),
        )
        for name in FIELD_NAMES
        if (each := found.get(name)) is not None
    }
