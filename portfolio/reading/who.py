"""Who holds the paper and which organisation gave it: found by the words around a name, never by the name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from portfolio.reading.dates import find_dates
from portfolio.reading.labels import Found, labelled
from portfolio.reading.layout import Line, Page, join_broken
from portfolio.reading.shapes import KIND_OF_DOCUMENT, as_organisation, as_person, tidy

_HOLDER_LABEL = re.compile(
    r"(?:volledige naam|naam (?:van )?(?:de )?(?:deelnemer|deelneemster|cursist|kandidaat|student|leerling|houder|medewerker|"
    r"gediplomeerde|geslaagde|candidate|participant)|(?:deelnemer|deelneemster|cursist|kandidaat|student|leerling|houder|"
    r"gediplomeerde|geslaagde|medewerker|werknemer|candidate|participant)(?:naam)?|naam|name|holder|betreft|"
    r"ten name van|t\.n\.v\.|(?:uitgereikt|toegekend|verleend|afgegeven) aan|behaald door|awarded to)"
    r"(?=\s*[:：]|\s|$)",
    re.I,
)
AUTHOR_LABEL = re.compile(
    r"(?:opgesteld|geschreven|gemaakt|samengesteld|uitgevoerd) door|auteur|schrijver|opsteller|author|written by(?=\s*:|\s|$)",
    re.I,
)
_GIVEN_NAMES = re.compile(
    r"(?:voornamen|voornaam|voorna(?:a)?m\(en\)|roepnaam|first names?|given names?)(?=\s*:|\s|$)", re.I
)
_PREFIX = re.compile(r"(?:voorvoegsels?|tussenvoegsels?|voorvoegsel\(s\))(?=\s*:|\s|$)", re.I)
_FAMILY_NAME = re.compile(r"(?:achternaam|geslachtsnaam|familienaam|last name|surname|family name)(?=\s*:|\s|$)", re.I)

_TO_WHOM = (
    r"(?:(?:verklaar[td]|verklaren|certificeert|certificeren|bevestigt|bevestigen|getuigt|getuigen|erkent|verklaring)"
    r"(?: hierbij| hiermee| bij deze)?(?: (?:de |het )?[A-Z][^.,;:]{2,60}?)?,?\s+dat|"
    r"(?:is |wordt |werd )?(?:hierbij )?(?:uitgereikt|toegekend|verleend|verleent|"
    r"afgegeven|verstrekt|gegeven|overhandigd)(?: aan)|ten name van|op naam van|t\.n\.v\.|behaald door|gevolgd door|"
    r"(?:this )?(?:is to )?certif(?:y|ies) that|(?:awarded|presented|granted|issued) to|(?:hierbij |dat )?ondergetekende)"
    r"\s*:?\s*(?:(?:de heer|dhr\.?|mevrouw|mevr\.?|mw\.?)(?:\s*(?:/|of)\s*(?:de heer|dhr\.?|mevrouw|mevr\.?|mw\.?))?\s*)?"
)
_TO_WHOM_AT_END = re.compile(rf"(?:\b{_TO_WHOM}|^aan\s*:?|^dat\s*:?)$", re.I)
_TO_WHOM_INSIDE = re.compile(rf"\b{_TO_WHOM}\s+(?P<rest>\S.*)$", re.I)
_AFTER_A_NAME = re.compile(
    r",|;|\s+(?:geboren|geb\.|heeft|hebben|is|was|wordt|werd|werkt|werkte|werkzaam|sinds|met|op|te|voor|de|het|born|has|"
    r"successfully)\b(?!\s+[A-Z][a-z])"
    r"|\s+(?:geboren|geb\.|heeft|op \d|te )"
)
_DID = re.compile(
    r"^(?P<name>\S.{2,60}?)\s+(?:heeft|has)\b.*\b(?:gevolgd|afgerond|voltooid|behaald|deelgenomen|afgelegd|completed|attended|volbracht)",
    re.I,
)
_BORN = re.compile(r"(?:,?\s*(?:\()?(?:geboren|geb\.|born)\b)", re.I)
_TESTIMONY = re.compile(
    r"referentie|aanbeveling|werkgeversverklaring|getuigenis|beoordelings?(?:gesprek|verslag)|functionering", re.I
)

_ORGANISATION_LABEL = re.compile(
    r"(?:naam (?:van )?(?:de )?(?:instelling|school|opleider|opleidingsinstituut|organisatie|onderwijsinstelling)|"
    r"(?:onderwijs|opleidings|examen)?instelling|(?:opleidings|examen)instituut|opleider|school(?:naam)?|organisatie|werkgever|"
    r"(?:afgegeven|uitgegeven|uitgereikt|verzorgd|georganiseerd|gegeven|aangeboden) door|uitgever|aanbieder|"
    r"institution|institute|organi[sz]ation|provider|issued by)(?=\s*[:：]|\s|$)",
    re.I,
)
_SENTENCE = re.compile(r"\b(?:is|heeft|wordt|werd|dat|aan|hierbij|verklaart|uitgereikt|toegekend|verleend)\b", re.I)
_BOARD = (
    r"(?:(?:bevoegd gezag|bestuur|bestuurder|examencommissie|directie|directeur|voorzitter|rector) van|namens)"
    r"(?: (?:de|het))?"
)
_MAKER = (
    r"(?:verzorgd|afgegeven|gegeven|uitgereikt|georganiseerd|aangeboden|issued|provided) (?:door|by)(?: (?:de|het))?"
)
_ON_BEHALF_AT_END = re.compile(rf"\b(?:(?P<board>{_BOARD})|{_MAKER})\s*:?$", re.I)
_ON_BEHALF_INSIDE = re.compile(
    rf"\b(?i:(?P<board>{_BOARD})|{_MAKER})\s+"
    r"(?P<name>[A-Z].*?)(?=\s+(?:te|in|verklaar[td]|verklaren|op|heeft|hebben|dat|aan)\b|[,;](?:\s|$)|\.\s+[A-Z]|\.?$)"
)
# A line under a name that is no more of it: an address, or a part of the organisation.
_NOT_IN_A_NAME = re.compile(
    r"\d|@|www\.|^(?:Team|Afdeling|Directie|Sector|Cluster|Postbus|Locatie|Dienst)\b|^[A-Z][\w-]+straat\b"
)
_PART_OF_IT = re.compile(r",?\s+(?:afdeling|team|cluster|sector|directie|dienst)\s")
_EMPLOYED = re.compile(
    r"\b(?:in dienst|werkzaam|werkt|gewerkt|werkte|dienstverband)\b[^.]{0,40}?\bbij\s+(?:de |het )?"
    r"(?P<name>[A-Z].*?)(?=\s+(?:in|als|sinds|van|op|heeft|was|is)\b|[,;]|\.\s+[A-Z]|\.?$)"
)
_DECLARES = re.compile(
    r"^(?:de |het )?(?P<before>[A-Z].*?)(?:,? (?:gevestigd )?te [A-Z][\w' -]+?,?)? (?:verklaart|certificeert|bevestigt)\b"
    r"|\b(?:verklaart|certificeert|bevestigt)(?: hierbij| hiermee)? (?:de |het )?(?P<behind>[A-Z].*?),? dat\b"
)


def holder(pages: Sequence[Page]) -> Found | None:
    """The person whose paper it is: never a teacher, a co-author, or who signed it."""
    is_testimony = any(_TESTIMONY.search(line.text) for page in pages[:1] for line in page.lines[:6])
    for page in pages:
        for find in (_told_apart, _labelled_holder, _named_below, _named_inside, _before_birth, _who_did):
            if found := next(find(page), None):
                return found
        if not is_testimony and (found := next(_author(page), None)):
            return found
    return None


def _told_apart(page: Page) -> Iterator[Found]:
    """Given names and family name in boxes of their own."""
    given, family = next(labelled(page, _GIVEN_NAMES), None), next(labelled(page, _FAMILY_NAME), None)
    if given and family:
        prefix = next(
            (each.value for each in labelled(page, _PREFIX) if re.fullmatch(r"[a-z' ]{1,12}", each.value)), ""
        )
        name = as_person(" ".join(filter(None, (tidy(given.value), prefix, tidy(family.value)))))
        if name:
            yield Found(name, f"{given.snippet} · {family.snippet}", page.number, sure=True)


def _labelled_holder(page: Page) -> Iterator[Found]:
    for found in labelled(page, _HOLDER_LABEL):
        if name := as_person(_AFTER_A_NAME.split(found.value, maxsplit=1)[0]) or as_person(found.value):
            yield Found(name, found.snippet, page.number, sure=True)


def _named_below(page: Page) -> Iterator[Found]:
    """``verklaart dat`` at the end of a line, the name on the next."""
    for line in page.lines:
        if _TO_WHOM_AT_END.search(line.text) and (below := page.below(line, within_em=3.5)) is not None:
            parts = _BORN.split(below.text, maxsplit=1)
            if name := as_person(_AFTER_A_NAME.split(parts[0], maxsplit=1)[0]) or as_person(parts[0]):
                yield Found(name, f"{line.text} {below.text}", page.number, sure=True)


def _named_inside(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        text, start = _text(block), 0
        while match := _TO_WHOM_INSIDE.search(text, start):
            start = match.start("rest")  # "ondergetekende verklaart dat": the first of the two is no name
            if name := as_person(_AFTER_A_NAME.split(match.group("rest"), maxsplit=1)[0]):
                yield Found(name, text, page.number, sure=True)


def _before_birth(page: Page) -> Iterator[Found]:
    """The name that stands right before ``geboren op``."""
    for line in page.lines:
        if born := _BORN.search(line.text):
            before = line.text[: born.start()]
            if before and (name := as_person(before)):
                yield Found(name, line.text, page.number, sure=True)
            above = page.above(line) if not before else None
            if above is not None and (name := as_person(above.text)):
                yield Found(name, f"{above.text} {line.text}", page.number, sure=True)


def _who_did(page: Page) -> Iterator[Found]:
    """``F. el Amrani heeft … gevolgd``, the name in front of it or on the line before."""
    for block in page.blocks:
        text = _text(block)
        if (match := _DID.match(text)) and (name := as_person(match.group("name"))):
            yield Found(name, text, page.number, sure=True)
        if re.match(r"(?:heeft|has)\b", text) and (above := page.above(block[0])) and (name := as_person(above.text)):
            yield Found(name, f"{above.text} {text}", page.number, sure=True)


def _author(page: Page) -> Iterator[Found]:
    """Who made a work product, when it is one person; what follows the comma must be their post, not another name."""
    for found in labelled(page, AUTHOR_LABEL):
        first, _, rest = found.value.partition(",")
        alone = not (rest and as_person(rest)) and not re.search(r"\s(?:en|&|and)\s", first)
        if alone and (name := as_person(first)):
            yield Found(name, found.snippet, page.number, sure=True)


def institution(pages: Sequence[Page], *, title: str | None) -> Found | None:
    """The school or employer that the paper comes from."""
    for page in pages:
        for find in (_labelled_organisation, _on_behalf, _declares, _employer):
            if found := next(find(page), None):
                return found
    return next(_letterhead(pages[0], title), None) if pages else None


def _labelled_organisation(page: Page) -> Iterator[Found]:
    for found in labelled(page, _ORGANISATION_LABEL):
        name = tidy(re.split(r"\s+te\s+(?=[A-Z])", found.value)[0])
        capital = name[:1].isupper() or name[:1].isdigit()
        if _SENTENCE.search(name):
            continue
        says_so = as_organisation(name) is not None
        if (
            2 <= len(name) <= 90
            and capital
            and (says_so or (found.sure and not KIND_OF_DOCUMENT.fullmatch(name) and not re.search(r":|\d{4}", name)))
        ):
            yield Found(name, found.snippet, page.number, sure=True)


def _on_behalf(page: Page) -> Iterator[Found]:
    """Behind ``het bevoegd gezag van`` stands an organisation; behind ``gegeven door`` perhaps a teacher."""
    for line in page.lines:
        if (cue := _ON_BEHALF_AT_END.search(line.text)) and (below := page.below(line)) is not None:
            name = tidy(re.split(r"\s+(?:te|verklaart|verklaren)\s", _text(page.block(below)))[0])
            if as_organisation(name) or (cue.group("board") and name[:1].isupper() and 3 <= len(name) <= 90):
                yield Found(name, f"{line.text} {below.text}", page.number, sure=True)
    for block in page.blocks:
        if match := _ON_BEHALF_INSIDE.search(text := _text(block)):
            name = tidy(match.group("name"))
            if as_organisation(name) or (match.group("board") and 3 <= len(name) <= 90 and not as_person(name)):
                yield Found(name, text, page.number, sure=True)


def _declares(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        for match in _DECLARES.finditer(text := _text(block)):
            if name := as_organisation(match.group("before") or match.group("behind")):
                yield Found(name, text, page.number, sure=True)


def _employer(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        for match in _EMPLOYED.finditer(text := _text(block)):
            if name := as_organisation(match.group("name")):
                yield Found(name, text, page.number, sure=True)


def _letterhead(page: Page, title: str | None) -> Iterator[Found]:
    """A text of its own that is the name of an organisation, at the top or bottom of the first page."""
    for block in page.blocks:
        is_address = any(_NOT_IN_A_NAME.search(line.text) for line in block[1:]) or _is_name_and_place(block)
        for text in (*(() if is_address else (_text(block),)), *(line.text for line in block)):
            name = as_organisation(_without_date(text))
            if name and name != title and not KIND_OF_DOCUMENT.match(name):
                yield Found(name, text, page.number, sure=False)


def _is_name_and_place(block: Sequence[Line]) -> bool:
    """``Bureau Taalhelder`` and, on the line under it, ``Amersfoort``."""
    return (
        len(block) == 2
        and len(block[0].words) > 1
        and as_organisation(block[0].text) is not None
        and not block[0].words[-1].text.islower()  # "Academie voor" goes on
        and re.fullmatch(
            r"(?!\w*(?:centrum|school|college|academie|instituut|groep|opleidingen)$)[A-Z][a-z'-]+", block[1].text
        )
        is not None
    )


def _without_date(text: str) -> str:
    """``Gemeente Zanddorp, afdeling Groen, 4 maart 2024`` is who, where and when."""
    last = max(find_dates(text), key=lambda found: found.end, default=None)
    name = text[: last.start].rstrip(" ,-–") if last is not None and last.end == len(text) else text
    return _PART_OF_IT.split(name, maxsplit=1)[0]


def _text(block: Sequence[Line]) -> str:
    return join_broken([line.text for line in block])
