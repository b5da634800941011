"""What kind of document it is: told from its heading and its own words. Pure; None where it does not say.

The kinds: ``diploma``, ``course-certificate``, ``testimony``, ``work-product``, ``reflection``, ``practice-log`` and
``other`` (a programme or an invoice speaks of a course, and is no proof of it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from portfolio.reading.fields import ReadField
from portfolio.reading.layout import Line, Page, join_broken
from portfolio.reading.who import AUTHOR_LABEL

_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            "testimony",
            r"^(?:\w+[- ])?(?:referentie|aanbeveling|getuigenis|getuigenverklaring|recommendation|letter of reference|"
            r"reference letter)(?:s?brief|verklaring)?\b|^werkgeversverklaring\b|^aan wie (?:het|dit) aangaat|^to whom it may"
            r"|^verklaring (?:van (?:de |mijn )?|door )?(?:leidinggevende|werkgever|teamleider|collega)"
            r"|^(?:betreft|onderwerp|subject|re)\s*:\s*(?:\w+ )?(?:referentie|aanbeveling|getuigenis|reference|recommendation)\b",
        ),
        (
            "other",
            r"^(?:dag|les|cursus|studie|opleidings|trainings|training)?-?(?:programma|rooster|syllabus|brochure)\b|^programma[ :]"
            r"|^uitnodiging\b|^factuur\b|^offerte\b|^aanmeld(?:ing|formulier)\b|^inschrijf(?:bevestiging|formulier)\b"
            r"|^bevestiging van (?:in|aan)schrijving|^studiegids\b|^agenda\b|^invoice\b|^course (?:outline|programme)\b",
        ),
        (
            "course-certificate",
            r"^(?:(?:origineel|officieel|persoonlijk)\s+)?(?:[\w-]*certifica(?:at|te)\b|\w*bewijs\b|attest\b|"
            r"vakbekwaamheidsbewijs|praktijkverklaring|(?:mbo-)?verklaring\b|oorkonde\b)",
        ),
        (
            "diploma",
            r"^(?:[\w-]*diploma\b|[\w-]*getuigschrift\b|(?:digitaal )?uittreksel\b|bul\b|testimonium|cijferlijst\b|"
            r"resultatenlijst\b|diplomasupplement|master(?:'s)? degree|bachelor(?:'s)? degree)",
        ),
        (
            "reflection",
            r"^(?:reflectie(?:verslag)?|zelfreflectie|starr?[- ]?(?:verslag|methode|reflectie)|mijn reflectie)\b",
        ),
    )
)
_REGISTER = re.compile(r"\b(?:diplomaregister|diplomagegevens|onderwijsregister|register onderwijs)", re.I)
_TOOK_PART = re.compile(
    r"\b(?:heeft|has)\b.{0,120}\b(?:deelgenomen|gevolgd|bijgewoond|voltooid|afgerond|completed|attended|behaald)\b",
    re.I | re.S,
)
_TESTIFIES = re.compile(
    r"\b(?:hierbij verklaar ik|ik verklaar|ik ken (?:haar|hem|\w+) (?:als|sinds)|beveel (?:ik )?(?:haar|hem)|"
    r"was ik (?:haar|zijn|de)? ?(?:teamleider|leidinggevende)|(?:werkte?|werkt) .{0,60}\b(?:in|binnen) (?:mijn|ons) team|"
    r"(?:collega|leidinggevende|teamleider|chef|werkgever) van [A-Z]|"
    r"i (?:can|am pleased to) recommend)\b"
)
_WORK = re.compile(
    r"\b(?:\w*plan|\w*rapport(?:age)?|\w*verslag|\w*notitie|\w*advies|proces-verbaal|\w*instructie|protocol|handleiding|"
    r"presentatie|memo|nota|\w*onderzoek|\w*analyse|evaluatie|draaiboek|beleids\w+)\b",
    re.I,
)
_LINES_OF_A_HEADING = 8
_PAGES_OF_A_WORK = 4  # a longer document is something that was made, not a paper that was given


def kind_of_text(pages: Sequence[Page], fields: Mapping[str, ReadField], *, page_count: int) -> str | None:
    """The kind that the text makes it, or None. What the heading says goes before what the text speaks of."""
    if not pages or not pages[0].lines:
        return None
    return _by_heading(pages[0], page_count) or _by_text(pages[0], fields, page_count)


def _by_text(page: Page, fields: Mapping[str, ReadField], page_count: int) -> str | None:
    text = "\n".join(join_broken([line.text for line in block]) for block in page.blocks)
    is_short = page_count < _PAGES_OF_A_WORK
    signs: tuple[tuple[str, object], ...] = (
        (
            "diploma",
            "holder" in fields and (fields.keys() & {"crebo", "croho", "dossier_code"} or _REGISTER.search(text)),
        ),
        ("testimony", is_short and _TESTIFIES.search(text)),
        ("course-certificate", is_short and _TOOK_PART.search(text) and fields.keys() & {"holder", "institution"}),
        ("course-certificate", is_short and {"holder", "valid_until"} <= fields.keys()),
        ("work-product", not is_short or any(AUTHOR_LABEL.match(line.text) for line in page.lines)),
        ("work-product", any(_WORK.search(line.text) for line in _heading(page))),
    )
    return next((kind for kind, says_so in signs if says_so), None)


def _by_heading(page: Page, page_count: int) -> str | None:
    """The kind that the largest of the first lines names; on a long document a chapter may be called anything."""
    lines = _heading(page)
    for line in sorted(lines, key=lambda each: -each.size):
        for kind, pattern in _HEADINGS:
            if pattern.search(line.text) and len(line.text.split()) <= 14:
                return kind if page_count < _PAGES_OF_A_WORK or kind in {"testimony", "diploma"} else None
    return None


def _heading(page: Page) -> list[Line]:
    """The first lines from above, and those in large letters wherever they stand."""
    from_above = sorted(page.lines, key=lambda line: line.top)[:_LINES_OF_A_HEADING]
    large = [line for line in page.lines if line.size >= 1.4 * page.body_size and line not in from_above]
    return from_above + large
