"""Which of the dates on a paper is which: birth, the day it was earned or given, the day it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from portfolio.reading.dates import find_dates
from portfolio.reading.labels import Found
from portfolio.reading.layout import Line, Page


class Role(IntEnum):
    """What the words before a date make of it. The lower of those that give the date of the paper, the better."""

    LABELLED = 1  # "Datum behaald", "Diplomadatum"
    GIVEN = 2  # "afgegeven", "uitgereikt op", "vastgesteld"
    SIGNED = 3  # "Waterrijk, 6 juli 2018"
    TOOK_PLACE = 4  # "gevolgd op", "afgelegd op"
    LOOSE = 5  # a date that no word explains
    BIRTH = 10
    ENDS = 11
    OTHER = 12  # printed on, starts on


@dataclass(frozen=True, slots=True)
class DatedLine:
    value: date
    role: Role
    snippet: str
    page: int


# The words nearest to the date decide, so these are searched for from the date backwards.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.BIRTH, r"\b(?:geboren|geboortedatum|geb\.?\s*(?:datum|dat\.?)?|(?:date of )?birth|born)(?![a-z])"),
        (
            Role.OTHER,
            r"\b(?:uittreksel|afdruk|afgedrukt|print\w*|geprint|download\w*|gedownload|geraadpleegd|raadpleging|gegenereerd|"
            r"aangemaakt|opgevraagd|gewaarmerkt|kopie|peildatum|aanvraag\w*|inschrij\w+|ingeschreven|vanaf|ingangsdatum|"
            r"startdatum|begindatum|start|aanvang|indiensttreding|in dienst|wet van|besluit van|regeling van)\b",
        ),
        (
            Role.ENDS,
            r"\b(?:geldig\w*(?: is)?(?: van)?[\s:]*(?:tot|t/m|until)(?: en met)?|geldigheid\w*|vervaldatum|vervalt|verloopt|"
            r"verloopdatum|verlengen voor|houdbaar tot|einddatum|valid (?:until|through|thru|to)|expir\w+)\b",
        ),
        (
            Role.LABELLED,
            r"\b(?:datum\s+(?:van\s+)?(?:behaald|behalen|diploma|certificaat|getuigschrift|afgifte|uitgifte|uitreiking|examen|"
            r"diplomering|afstuderen|vaststelling|toekenning)|(?:diploma|certificaat|examen|afgifte|uitgifte|uitreikings|behaal|"
            r"afstudeer)datum|behaald(?: op)?|date of (?:issue|award)|issue date)\b",
        ),
        (
            Role.GIVEN,
            r"\b(?:afgegeven|uitgereikt|uitgegeven|verleend|toegekend|verstrekt|vastgesteld|ondertekend|getekend|opgemaakt|"
            r"issued|awarded|d\.?d\.?)(?![a-z])",
        ),
        (
            Role.TOOK_PLACE,
            r"\b(?:gevolgd|afgerond|voltooid|deelgenomen|afgelegd|geslaagd|gehouden|plaatsgevonden|cursusdat(?:um|a)|"
            r"trainingsdat(?:um|a)|lesdat(?:um|a)|completed|attended)\b",
        ),
    )
)
_PLACE_BEFORE = re.compile(
    r"^(?:(?:aldus )?(?:gedaan|getekend|opgemaakt)?\s*(?:te|in)\s+)?[A-Z][\w'’. -]{1,40},(?:\s*(?:de|den|op|d\.d\.))?\s*$"
)
_TO = re.compile(r"(?:tot(?: en met)?|t/m|until|[-–])[\s:]*$", re.I)
_VALIDITY = re.compile(r"\bgeldig|\bvalid", re.I)


def dated_lines(page: Page) -> Iterator[DatedLine]:
    """Every date on the page with its role."""
    for line in page.lines:
        text, start = line.text, 0
        on_line: list[DatedLine] = []
        for found in find_dates(text):
            before = text[start : found.start].strip()
            role = _role(before, text[: found.start], text[found.end :])
            snippet = text
            if on_line and role is Role.LOOSE and _TO.search(before):  # a period: it is about the day that it ended
                role, snippet = on_line[-1].role, on_line[-1].snippet
                on_line[-1] = replace(on_line[-1], role=Role.OTHER)
            elif role in {Role.LOOSE, Role.SIGNED} and not _PLACE_BEFORE.match(before):
                role, snippet = _role_by_neighbour(page, line, before, role)
            on_line.append(DatedLine(found.value, role, snippet, page.number))
            start = found.end
        yield from on_line


def _role(before: str, whole: str, after: str) -> Role:
    if _VALIDITY.search(whole):
        return Role.ENDS if _TO.search(before) or "tot" in before else Role.OTHER
    nearest, role = -1, Role.LOOSE
    for candidate, pattern in _ROLES:
        for match in pattern.finditer(before):
            if match.start() > nearest:
                nearest, role = match.start(), candidate
    if role is Role.LOOSE and (_PLACE_BEFORE.match(before) or re.match(r"\s*(?:te|in)\s+[A-Z]", after)):
        return Role.SIGNED
    if role is Role.LOOSE and re.match(r"\s*\(?(?:geboortedatum|geboren)", after, re.I):
        return Role.BIRTH
    return role


def _role_by_neighbour(page: Page, line: Line, before: str, otherwise: Role) -> tuple[Role, str]:
    """The role that the label in the cell on the left gives, or the words on the line above."""
    text = line.text
    if len(before.split()) > 2:
        return otherwise, text
    for neighbour in (page.left_of(line), page.above(line)):
        if neighbour is None or any(find_dates(neighbour.text)):
            continue
        context = f"{neighbour.text} {before}".strip()
        role = _role(context, context, "")
        if role not in {Role.LOOSE, Role.SIGNED}:
            return role, f"{neighbour.text} {text}"
        if re.match(r"(?:datum|date)\b", neighbour.text, re.I):
            return Role.GIVEN, f"{neighbour.text} {text}"
    if re.match(r"(?:datum|date)\s*:?\s*$", before, re.I):
        return Role.GIVEN, text
    return otherwise, text


def birth_date(pages: Iterable[Page]) -> Found | None:
    return _agreed([each for page in pages for each in dated_lines(page) if each.role is Role.BIRTH])


def valid_until(pages: Iterable[Page]) -> Found | None:
    return _agreed([each for page in pages for each in dated_lines(page) if each.role is Role.ENDS])


def paper_date(pages: Iterable[Page]) -> Found | None:
    """The date that the paper itself bears: the best explained one on the first page that has any.

    Of several equally well explained ones the last counts, because a paper is given after all that it speaks of; but
    dates that no word explains count only when there is one.
    """
    for page in pages:
        weakest = Role.LOOSE if page.number == 1 else Role.SIGNED  # inside a long text a date may be about anything
        candidates = [each for each in dated_lines(page) if each.role <= weakest]
        if not candidates:
            continue
        best = min(each.role for each in candidates)
        if best >= Role.TOOK_PLACE:
            return _agreed([each for each in candidates if each.role is best])
        return _found(max((each for each in candidates if each.role is best), key=lambda each: each.value))
    return None


def _agreed(lines: list[DatedLine]) -> Found | None:
    return _found(lines[0]) if len({line.value for line in lines}) == 1 else None


def _found(line: DatedLine) -> Found:
    return Found(line.value.isoformat(), line.snippet, line.page, sure=True)
