"""Numbers with a meaning: crebo, croho, dossier, level, NLQF level, hours, and the codes of modules.

A code and its system are kept together: five digits without a word that says what they are, are nobody's code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portfolio.reading.labels import Found
from portfolio.reading.layout import Line, Page

_FIVE_DIGITS = re.compile(r"(?<![\d./-])\d{5}(?![\d/]|[.-]\d)")
_DOSSIER = re.compile(r"dossier", re.I)
_CREBO = re.compile(r"crebo", re.I)
_CROHO = re.compile(r"croho|\bisat\b|opleidingscode ho", re.I)

_NLQF = re.compile(r"\bNLQF\b[^\d\n]{0,24}?([1-8])(?![\d.,]\d|\d|\s*(?:t/m|tot))", re.I)
_LEVEL = re.compile(
    r"(?:\b(?:mbo|kwalificatie|opleidings)?[- ]?niveau\b(?:\s*mbo)?[\s:=]*(?:(?:mbo[- ]?)?niveau\s*)?|\bmbo[- ](?:niveau\s*)?)"
    r"([1-4]|I{1,3}|IV)\b(?!\s*[F+]|\s*(?:t/m|tot|en|of|/|-)\s*\d|[.,]\d)",
    re.I,
)
_OTHER_LEVEL = re.compile(r"nlqf|eqf|taalniveau|nederlands|engels|rekenen|taal\b|ERK|schrijven|lezen", re.I)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}

_NUMBER = r"(\d{1,4}(?:[.,]\d)?)"
_UNIT = r"(?:uur|uren|klokuren|lesuren|studie-?uren|contacturen|sbu|hours)\b"
_HOURS_TOTAL = re.compile(
    rf"\btota(?:al|le)\b[^\d\n]{{0,30}}?{_NUMBER}\s*(?:{_UNIT}|$)|{_NUMBER}\s*{_UNIT}\s+(?:in )?totaal\b", re.I
)
_HOURS_LABEL = re.compile(
    rf"\b(?:(?:studielast|studiebelasting|aantal (?:\w+)?uren|contacturen|studie-?uren|lesuren|sbu)\b"
    rf"(?: in uren)?[\s:=(]*{_NUMBER}"
    rf"|(?:duur|omvang|tijdsduur|tijdsbesteding|duration)\b(?: van)?"
    rf"(?:[\s:]*\d{{1,3}}\s*(?:dag(?:en|deel|delen)?|we(?:ek|ken)|maand(?:en)?|bijeenkomsten|lessen|days|weeks))?[^\d\n]{{0,20}}?{_NUMBER}\s*{_UNIT})",
    re.I,
)
_HOURS_OF = re.compile(
    rf"\b(?:training|cursus|opleiding|scholing|workshop|module|programma|omvang)\b[^\d\n]{{0,60}}?(?:\b(?:van|à|duur)\s+|\(){_NUMBER}\s*{_UNIT}"
    rf"|^\(?{_NUMBER}\s*{_UNIT}\)?$",
    re.I,
)
_MODULE_HEADING = re.compile(r"^(?:module-?)?code\b|^modules?(?:nummer|nr)?\b", re.I)
_MODULE_CODE = re.compile(r"[A-Z]{1,6}[-. ]?\d{1,4}[A-Za-z]?|[A-Z]{1,5}-[A-Z0-9]{1,5}(?:-[A-Z0-9]{1,5})?")


def codes(pages: Iterable[Page]) -> Iterator[tuple[str, Found]]:
    """``("crebo" | "croho" | "dossier_code", …)`` for every five digits that a word names, in reading order."""
    for page in pages:
        for text in _contexts(page):
            start = 0
            for number in _FIVE_DIGITS.finditer(text):
                naming = re.split(r",\s*(?=crebo|croho)|[;|]", text[start : number.start()], flags=re.I)[-1]
                start = number.end()
                system = _system(naming) or _system_behind(text[number.end() :])
                if system:
                    yield system, Found(number.group(), text, page.number, sure=True)


def _system(naming: str) -> str | None:
    if _DOSSIER.search(naming):
        return "dossier_code"
    if _CREBO.search(naming):
        return "crebo"
    return "croho" if _CROHO.search(naming) else None


def _system_behind(text: str) -> str | None:
    """Some write it the other way round: ``25409 (crebo)``."""
    behind = re.match(r"\s*\((crebo|croho)[^)\d]*\)", text, re.I)
    return behind.group(1).lower() if behind else None


def level(pages: Iterable[Page]) -> Found | None:
    """The mbo level, 1 to 4; levels of language and arithmetic, and of NLQF and EQF, are something else."""
    found: list[Found] = []
    for page in pages:
        for text in _contexts(page):
            for match in _LEVEL.finditer(text):
                if not _OTHER_LEVEL.search(text[max(0, match.start() - 24) : match.end()]):
                    value = match.group(1).upper()
                    found.append(Found(_ROMAN.get(value, value), text, page.number, sure=True))
    return _only(found)


def nlqf(pages: Iterable[Page]) -> Found | None:
    """The level in the Dutch framework (NLQF), 1 to 8, where the paper itself says so."""
    return _only(
        [
            Found(match.group(1), text, page.number, sure=True)
            for page in pages
            for text in _contexts(page)
            for match in _NLQF.finditer(text)
        ]
    )


def hours(pages: Iterable[Page]) -> Found | None:
    """The hours that the course takes; a total goes before the parts, and times of the day are not hours."""
    pages = list(pages)
    for pattern in (_HOURS_TOTAL, _HOURS_LABEL, _HOURS_OF):
        found: list[Found] = []
        for page in pages:
            speaks_of_hours = any(re.search(r"(?:uur|uren|\bsbu|\bhours)\b", line.text, re.I) for line in page.lines)
            for text in _contexts(page):
                match = pattern.search(text)
                if match and speaks_of_hours:
                    value = next(group for group in match.groups() if group).replace(",", ".").removesuffix(".0")
                    found.append(Found(value, text, page.number, sure=True))
        if only := _only(found):
            return only
    return None


def modules(pages: Iterable[Page]) -> Found | None:
    """The codes in the first column of a table of modules, as ``OW-1, OW-2``."""
    for page in pages:
        for heading in page.lines:
            if _MODULE_HEADING.match(heading.text) and page.right_of(heading) is not None:
                rows = _codes_under(page, heading)
                if len(rows) >= 2:
                    value = ", ".join(line.words[0].text for line in rows)
                    return Found(value, f"{heading.text}: {value}", page.number, sure=True)
    return None


def _codes_under(page: Page, heading: Line) -> list[Line]:
    rows: list[Line] = []
    above = heading
    for line in page.lines:
        under = line.row > above.row and abs(line.x0 - heading.x0) < 6
        if under and line.top - above.bottom < 2.6 * line.size and _MODULE_CODE.fullmatch(line.words[0].text):
            rows.append(line)
            above = line
    return rows


def _contexts(page: Page) -> Iterator[str]:
    """Each line by itself and, where a number may stand apart from its label, with the cell beside or the line under it."""
    for line in page.lines:
        yield line.text
        if len(line.words) > 6 or re.search(r"\d{2}", line.text):
            continue
        beside, under = page.right_of(line), page.below(line, within_em=1.5)
        if beside is not None and re.search(r"\d", beside.text):
            yield f"{line.text} {beside.text}"
        if under is not None and re.match(r"[\w. -]{0,16}\d", under.text):
            yield f"{line.text} {under.text}"


def _only(found: list[Found]) -> Found | None:
    """The value when all agree on it; nothing when they differ, because then any choice would be a guess."""
    return found[0] if len({each.value for each in found}) == 1 else None
