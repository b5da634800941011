"""The words that a badge itself carries, in its own language. They are data: signed, and read back by ``summary``.

What a page says about a badge is translated by the page; this is what stands in the document.
"""

from __future__ import annotations

from typing import NamedTuple

from credentials.core.claim import Verdict

EXAMPLE_TAG = "voorbeeld"
KIND_PREFIX = "ext:"

TYPE_STANDARD = "ext:Kwalificatiestandaard"
TYPE_CORE_TASK = "ext:Kerntaak"
TYPE_WORK_PROCESS = "ext:Werkproces"
TYPE_ROUTE = "ext:Route"


class Wording(NamedTuple):
    """The fixed words of one language; ``{}`` stands for what is filled in."""

    verdicts: dict[Verdict, str]
    origins: dict[str, str]
    owner: str
    level: str
    hours: str
    hours_range: str
    size: str
    supplement: str


DUTCH = Wording(
    verdicts={
        Verdict.RECOGNISED: "Erkend",
        Verdict.PARTLY: "Deels erkend",
        Verdict.NOT_YET: "Nog niet erkend",
    },
    origins={
        "letterlijk": "De tekst is letterlijk die van de standaard.",
        "parafrase": "De tekst vat de standaard in eigen woorden samen.",
        "voorbeeld": "De tekst is een voorbeeld en hoort bij geen officiële standaard.",
    },
    owner="Eigenaar van de standaard: {}",
    level="Getoetst aan niveau {} van {}. Het niveau hoort bij de standaard.",
    hours="{} uur",
    hours_range="{} tot {} uur",
    size="Omvang: {}.",
    supplement="{} (aanvulling)",
)

ENGLISH = Wording(
    verdicts={
        Verdict.RECOGNISED: "Recognised",
        Verdict.PARTLY: "Partly recognised",
        Verdict.NOT_YET: "Not yet recognised",
    },
    origins={
        "letterlijk": "The text is literally that of the standard.",
        "parafrase": "The text puts the standard in other words.",
        "voorbeeld": "The text is an example and belongs to no official standard.",
    },
    owner="Owner of the standard: {}",
    level="Assessed against level {} of {}. The level belongs to the standard.",
    hours="{} hours",
    hours_range="{} to {} hours",
    size="Size: {}.",
    supplement="{} (supplement)",
)

ALL = (DUTCH, ENGLISH)


def wording_for(language: str) -> Wording:
    """Dutch for ``nl`` and its regions, English for any other."""
    return DUTCH if language.lower().split("-")[0] == "nl" else ENGLISH


def hours_text(wording: Wording, hours_min: int, hours_max: int) -> str:
    if hours_min == hours_max:
        return wording.hours.format(hours_min)
    return wording.hours_range.format(hours_min, hours_max)


def verdict_of(word: str) -> Verdict | None:
    """Return the verdict that a word in either language stands for."""
    return next((verdict for wording in ALL for verdict, text in wording.verdicts.items() if text == word), None)


def origin_of(sentence: str) -> str:
    """Return the origin that a sentence in either language stands for, "" for any other text."""
    return next((origin for wording in ALL for origin, text in wording.origins.items() if text == sentence), "")


def owner_of(sentence: str) -> str:
    """Return the owner named in a sentence in either language, "" for any other text."""
    for wording in ALL:
        prefix = wording.owner.format("")
        if sentence.startswith(prefix):
            return sentence.removeprefix(prefix)
    return ""
