"""What the name of a person, an organisation or a kind of document looks like, and how a text is tidied."""

from __future__ import annotations

import re
import unicodedata

_SMALL_WORDS = (
    "de den der des van von vom zu zum zur te ten ter 't 's op in het aan bij tot la le les lo du da dos das di del della "
    "el al ul ibn bin ben bint abu abd y e i d' af"
)
PARTICLES = frozenset(_SMALL_WORDS.split())
COURTESY = re.compile(
    r"^(?:(?:de heer|de hr\.?|dhr\.?|heer|mevrouw|mevr\.?|mw\.?|mej\.?|mr|mrs|ms|mr\. / mrs\.)\s*(?:/|of)?\s*)+(?=\w)",
    re.I,
)

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+(?:[^\W\d_][\w'’-]*)?")
_NAME = re.compile(r"(?:[dDlLtT]['’])?[^\W\d_][\w'’\-]*")
_ELISION = re.compile(r"^[dDlLtTsS]['’]")
_TITLES = re.compile(r"(?:drs|dr|ir|ing|mr|prof|bc|ba|ma|bsc|msc|mba|phd|ad)\.?,?", re.I)

# Words that a person's name never holds, but headings and labels do.
_NOT_A_NAME = re.compile(
    r"\b(?:certificaat|certificate|diploma|getuigschrift|uittreksel|bewijs|verklaring|cursus|training|opleiding|module|"
    r"niveau|code|nummer|datum|geboren|geboortedatum|geboorteplaats|gemeente|instelling|school|examen|naam|titel|crebo|croho|"
    r"kwalificatie|resultaat|onderwijs|beroepsonderwijs|register|handtekening|locatie|pagina|blz|studielast|uren|uur|"
    r"voldoende|goed|onbekend|n\.?v\.?t\.?|heeft|wordt|volgende|deelnemer|kandidaat|docent|trainer|voorzitter|directeur)\b",
    re.I,
)

_ORGANISATION = re.compile(
    r"(?:\b(?:ROC|AOC|MBO|HBO|Stichting|Vereniging|Gemeente|Provincie|Waterschap|Hoogheemraadschap|Veiligheidsregio|"
    r"Omgevingsdienst|Ministerie|Politie|Bureau|Scholengemeenschap|Koninklijke?|Universitair|Regionaal)\b"
    r"|\b[A-Z][\w-]*(?:academie|academy|instituut|college|hogeschool|universiteit|lyceum|opleiders|onderwijsgroep)\b"
    r"|\b(?:Academie|Academy|Instituut|Institute|College|Hogeschool|Universiteit|University|Lyceum|School)\b"
    r"|\b[A-Z]\w+(?:centrum|school|opleidingen|trainingen|examens|bureau|huis|groep|diensten)\b"
    r"|\b(?:Opleidingen|Trainingen|Cursussen|Examens|Scholing|Educatie|Onderwijsgroep|Groep|Training Center|Trainers|"
    r"Opleiders|Opleidingsinstituut|Opleidingscentrum|Consultancy|Advies)\b"
    r"|\b(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH|Ltd\.?|Inc\.?)(?:\s|$))"
)

KIND_OF_DOCUMENT = re.compile(
    r"(?:(?:dit|het|een|origineel|voorlopig|officieel)\s+)?"
    r"(?:certificate of (?:completion|attendance|achievement|participation)|"
    r"(?:bewijs|verklaring|certificaat|diploma|getuigschrift) van (?:deelname|deelneming|afronding|bekwaamheid|vakbekwaamheid|"
    r"voltooiing|competentie|gevolgde (?:training|cursus|scholing))|"
    r"(?:mbo|hbo|vakdiploma|school)[ -](?:diploma|certificaat|verklaring)|"
    r"(?:cursus|training|deel|mbo|hbo|branche|vak|school|module|basis|praktijk|ervarings|opleidings)?-?"
    r"(?:diploma|certificaat|getuigschrift|certificate|testimonium)|deelnamebewijs|(?:mbo-|school)?verklaring|"
    r"(?:digitaal )?uittreksel(?: uit)?(?: het)? ?\w*(?:register|diplomagegevens)\w*|cijferlijst|resultatenlijst|"
    r"waardedocument|oorkonde|bul)"
    r"(?:\s+(?:mbo|hbo|middelbaar beroepsonderwijs|hoger beroepsonderwijs|beroepsonderwijs))?",
    re.I,
)
# What people put between brackets behind a name or title and what is no part of it.
_ASIDE = re.compile(
    r"\s*[(\[](?:fictief|voorbeeld|nagebootst|specimen|test|niet echt|crebo|croho|isat|code|niveau|nlqf|eqf|mbo|hbo|voorheen|"
    r"hierna|verder|kwalificatiedossier|afgekort)[^)\]]*[)\]]",
    re.I,
)
_PLACE_BEHIND = re.compile(r"((?:\b(?:B\.?V|N\.?V|V\.?O\.?F)\b\.?|\bLtd\.?|\bGmbH)),\s*[A-Z][\w' -]{1,30}$")
_QUOTES = "\"'“”„‘’«»"


def tidy(text: str) -> str:
    """Without control characters, asides, quotes around it, and loose punctuation at the ends; at most 300 characters."""
    printable = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    text = re.sub(r"\s+", " ", _ASIDE.sub("", printable)).strip(" ,:;|•*_–—-")
    if not re.search(r"\.[A-Z]\.$", text):  # "B.V." keeps its last point
        text = text.strip(" .,:;")
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1].strip()
    return text[:300]


def as_person(text: str) -> str | None:
    """The name of one person that the text consists of, without courtesy (de heer); None when it is no name."""
    text = COURTESY.sub("", re.sub(r"^(?:aan|dat|door)\s+", "", tidy(text), flags=re.I)).strip()
    if not 3 <= len(text) <= 80 or _NOT_A_NAME.search(text) or _ORGANISATION.search(text):
        return None
    bare = re.sub(r"\s[-–]\s", " ", re.sub(r"\(([^)]*)\)", r"\1", text))  # "Schouten - van Rijn" is one name
    tokens = bare.replace(",", " ").split()
    names = 0
    for token in tokens:
        if token.lower() in PARTICLES or _TITLES.fullmatch(token):
            continue
        if not (_INITIALS.fullmatch(token) or (_NAME.fullmatch(token) and _ELISION.sub("", token)[:1].isupper())):
            return None
        names += 1
    first, last = tokens[0], tokens[-1]
    if names < 2 and not _INITIALS.fullmatch(first):
        return None
    begins_well = first[0].isupper() or _TITLES.fullmatch(first) is not None
    ends_well = last.lower() not in PARTICLES or "," in text
    return text if len(tokens) <= 8 and begins_well and ends_well else None


def as_organisation(text: str) -> str | None:
    """The text as the name of an organisation, if it has a word that says so and is no sentence; without where it is."""
    text = _PLACE_BEHIND.sub(r"\1", tidy(text))
    looks_right = (
        3 <= len(text) <= 90
        and text[0].isupper()
        and len(text.split()) <= 9
        and not re.search(r"[:;!?@]|\d{3}", text)
        and not re.search(
            r",\s*[a-z]|\b(?:heeft|verklaart|is|wordt|werd|volgens|namens|hoofd|directeur|voorzitter|"
            r"verleen[dt]|uitgereikt|toegekend|afgegeven|aan$|dat$|geldig|geboren)\b",
            text,
        )
    )
    return text if looks_right and _ORGANISATION.search(text) else None
