"""What a paper is about: the name of the qualification, the course or the piece of work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from portfolio.reading.dates import find_dates
from portfolio.reading.labels import Found, labelled
from portfolio.reading.layout import Line, Page, join_broken
from portfolio.reading.shapes import KIND_OF_DOCUMENT, as_organisation, tidy

_COURSE = (
    r"(?:kwalificatie|opleiding|beroepsopleiding|basisopleiding|vakopleiding|vervolgopleiding|deelopleiding|cursus|basiscursus|"
    r"herhalingscursus|training|basistraining|workshop|module|leergang|masterclass|e-learning|scholing|bijscholing|nascholing|"
    r"lesprogramma|programma|studie|bijeenkomst|webinar|keuzedeel|deelkwalificatie|examen|course|programme|program)"
)
_LABEL = re.compile(
    rf"(?:naam (?:van )?(?:de |het )?{_COURSE}|{_COURSE}(?:naam|titel|snaam)?|"
    rf"titel(?: (?:van )?(?:de )?(?:{_COURSE}|diploma))?|title|"
    r"onderwerp|subject)(?=\s*[:：]|\s|$)|(?:diploma|certificaat|getuigschrift)(?=\s*[:：]\s*\S)",
    re.I,
)
_ABOUT_AT_END = re.compile(
    rf"(?:\b(?:de|het|een|van|voor|in|aan|the|a)\s+(?:\w+\s+)?{_COURSE}(?:\s+tot)?"
    r"|\b(?:afronden|volgen|afronding|behalen|voltooien|bijwonen|deelname|doorlopen|afleggen) (?:van|aan)(?: (?:de|het|een))?"
    r"|\b(?:geslaagd|diploma|certificaat|getuigschrift|examen) (?:is )?(?:voor|van|in)(?: (?:de|het|een))?"
    r"|\bdeelgenomen aan(?: (?:de|het|een))?|\b(?:het|een) (?:diploma|certificaat|getuigschrift)"
    r"|\b(?:has )?(?:successfully )?(?:completed|attended)(?: the)?)\s*:?$",
    re.I,
)
_STOP = (
    r"(?=\s+(?:heeft|hebben|is|met goed gevolg|met succes|met positief|gevolgd|afgerond|voltooid|behaald|afgelegd|bijgewoond|"
    r"doorlopen|op (?:\d|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag)|d\.d\.|in de periode|gehouden|verzorgd|"
    r"georganiseerd|waarvan|waarbij|crebo|croho|niveau \d)\b|\s*[(;]|[.,](?:\s|$)|$)"
)
_ABOUT_INSIDE = re.compile(
    rf"\b(?:de|het|een|the)\s+(?i:{_COURSE})\s+[\"“„‘'«]?(?P<title>[A-Z0-9](?:(?!\b(?:heeft|hebben)\b).)*?)[\"”’'»]?{_STOP}"
)
_QUOTED = re.compile(rf"(?i:{_COURSE})\s+[\"“„‘«](?P<title>[^\"”’»]{{3,120}})[\"”’»]")
_NO_TITLE = re.compile(
    r"^(?:geboren|geb\.|te\b|op\b|met\b|heeft|is\b|uitgereikt|verklaart|dat\b|aan\b|door\b|behaald|gevolgd|afgerond|"
    r"crebo|croho|niveau|naam\b|datum|duur|studielast|versie|pagina|blz)",
    re.I,
)
_LEVEL_BEHIND = re.compile(r",?\s*(?:\(?(?:mbo[- ]?)?niveau\s*[1-8]\)?|crebo\D{0,12}\d{5})\s*$", re.I)
_BESIDE_THE_POINT = re.compile(
    r"\s*[(\[](?:crebo|croho|isat|niveau|nlqf)|,?\s+behorende? (?:bij|tot)\b|,\s*(?:crebo|croho|niveau)\b", re.I
)
_MOST_LETTERS = 160


def title(pages: Sequence[Page], *, names: frozenset[str]) -> Found | None:
    """The name of what was earned or made; ``names`` (holder, institution) are taken already."""
    for page in pages:
        for find in (_labelled_title, _told_below, _told_inside):
            if found := next((each for each in find(page) if each.value not in names), None):
                return found
    return _largest(pages[0], names) if pages else None


def _labelled_title(page: Page) -> Iterator[Found]:
    for found in labelled(page, _LABEL):
        first_is_capital = found.value[:1].isupper() or found.value[:1].isdigit() or found.value[:1] in "\"“„‘'«"
        if (found.sure or first_is_capital) and (value := _as_title(found.value)):
            yield Found(value, found.snippet, page.number, sure=True)


def _told_below(page: Page) -> Iterator[Found]:
    """``met goed gevolg het examen heeft afgelegd van de kwalificatie`` at the end of a line, the title on the next."""
    for line in page.lines:
        if not _ABOUT_AT_END.search(line.text) or KIND_OF_DOCUMENT.fullmatch(line.text):
            continue
        below = page.below(line, within_em=3.5)
        if below is None or ":" in below.text:
            continue
        block = _whole(page, below, plain=line.same_style(below))
        if value := _as_title(join_broken([part.text for part in block])):
            yield Found(value, f"{line.text} {value}", page.number, sure=True)


def _whole(page: Page, first: Line, *, plain: bool) -> list[Line]:
    """The title and the lines that it was broken over. In letters like all others it ends where the sentence goes on."""
    lines = [first]
    while len(lines) < 4 and (following := page.continues(lines[-1])) is not None:
        goes_on = (
            not _NO_TITLE.match(following.text) and not any(find_dates(following.text)) and ":" not in following.text
        )
        broken_off = re.search(r"(?:-|\b(?:en|of|voor|van|de|het|in|met|bij|and|for|of))$", lines[-1].text)
        if not goes_on or (plain and not broken_off and not following.text[:1].islower()):
            break
        lines.append(following)
    return lines


def _told_inside(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        text = join_broken([line.text for line in block])
        for pattern in (_QUOTED, _ABOUT_INSIDE):
            for match in pattern.finditer(text):
                if value := _as_title(match.group("title")):
                    yield Found(value, text, page.number, sure=True)


def _largest(page: Page, names: frozenset[str]) -> Found | None:
    """The text in the largest letters that is no kind of document, name or organisation, if it stands out at all."""
    best: tuple[float, Found] | None = None
    for block in page.blocks:
        text = join_broken([line.text for line in block])
        value, size = _as_title(_without_kind(text)), block[0].size
        if (
            value is None
            or value in names
            or as_organisation(value)
            or size < 1.25 * page.body_size
            or len(page.lines) < 3
        ):
            continue
        if best is None or size > best[0] + 0.5:
            best = (size, Found(value, text, page.number, sure=False))
    return best[1] if best else None


def _without_kind(text: str) -> str:
    """``Certificaat Omgaan met agressie`` is called Omgaan met agressie."""
    kind = KIND_OF_DOCUMENT.match(text)
    return text[kind.end() :].lstrip(" :–-") if kind and re.match(r"[\s:–-]|$", text[kind.end() :]) else text


def _as_title(text: str) -> str | None:
    text = tidy(_LEVEL_BEHIND.sub("", tidy(_BESIDE_THE_POINT.split(text, maxsplit=1)[0])))
    is_title = (
        2 < len(text) <= _MOST_LETTERS
        and re.search(r"[^\W\d_]{2}", text)
        and not KIND_OF_DOCUMENT.fullmatch(text)
        and not _NO_TITLE.match(text)
        and not text.endswith("-")
        and not any(each.end - each.start > len(text) - 3 for each in find_dates(text))
    )
    return text if is_title else None
