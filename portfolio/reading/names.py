"""Is the name on a paper that of the person whose account it is? Pure; when in doubt the person is asked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from portfolio.reading.shapes import COURTESY, PARTICLES

_TITLE = re.compile(r"\b(?:drs|dr|ir|ing|mr|prof|bc|ba|ma|bsc|msc|mba|phd)\b\.?,?", re.I)
_CALLED = re.compile(r"\(([^)]+)\)")


class NameMatch(StrEnum):
    SAME = "same"
    BY_INITIAL = "by-initial"  # may well be the same person: ask
    DIFFERENT = "different"
    UNKNOWN = "unknown"  # one of the two says too little


@dataclass(frozen=True, slots=True)
class _Name:
    given: tuple[str, ...]  # one letter is an initial
    particles: tuple[str, ...]
    family: tuple[str, ...]


def match_names(read: str | None, account: str | None) -> NameMatch:
    """Compare a name as it is printed with the name of an account.

    Capitals, accents, titles and *de heer* make no difference, nor do further given names, nor a prefix (*van der*) that
    one of the two leaves out. Another family name or another first given name is another person.
    """
    ours = _parse(account or "")
    if ours is None or _parse(read or "") is None:
        return NameMatch.UNKNOWN
    readings = [_parse(_CALLED.sub(" ", read or "")), _parse(_by_called_name(read or ""))]
    answers = {_compare(theirs, ours) for theirs in readings if theirs is not None}
    return next((match for match in NameMatch if match in answers), NameMatch.UNKNOWN)


def _by_called_name(read: str) -> str:
    """``F.Z. (Fatima) el Amrani`` is called Fatima el Amrani."""
    called = _CALLED.search(read)
    return f"{called.group(1)} {read[called.end() :]}" if called else read


def _parse(name: str) -> _Name | None:
    """The parts of a name; None when there is no family name and a given name to compare."""
    name = COURTESY.sub("", _TITLE.sub(" ", name).strip())
    if "," in name:  # "Amrani, F. el"
        family, _, given = name.partition(",")
        name = f"{given} {family}"
    tokens = [bare for token in _plain(name).split() if (bare := token.strip("-"))]
    particles = {_plain(particle).strip() for particle in PARTICLES}
    middle = [index for index, token in enumerate(tokens) if token in particles and 0 < index < len(tokens) - 1]
    if middle:
        start = middle[0]
        end = start
        while end < len(tokens) - 1 and tokens[end] in particles:
            end += 1
        return _Name(tuple(tokens[:start]), tuple(tokens[start:end]), tuple("-".join(tokens[end:]).split("-")))
    if len(tokens) < 2:
        return None
    return _Name(tuple(tokens[:-1]), (), tuple(tokens[-1].split("-")))


def _plain(name: str) -> str:
    """Lower case, without accents; initials as letters on their own."""
    letters = unicodedata.normalize("NFKD", name.replace("ĳ", "ij").replace("ø", "o").replace("ł", "l"))
    bare = "".join(char for char in letters if not unicodedata.combining(char)).casefold()
    return re.sub(r"\.", " ", re.sub(r"['’`]", "", re.sub(r"[‐–]", "-", bare)))


def _compare(theirs: _Name, ours: _Name) -> NameMatch:
    if not _same_family(theirs, ours):
        return NameMatch.DIFFERENT
    mine, other = ours.given[0], theirs.given[0]
    if len(mine) > 1 and len(other) > 1:
        return NameMatch.SAME if mine == other else NameMatch.DIFFERENT
    return NameMatch.BY_INITIAL if mine[0] == other[0] else NameMatch.DIFFERENT


def _same_family(theirs: _Name, ours: _Name) -> bool:
    """The same family name; a second one (after marriage) and the prefix may be left out on either side, not changed."""
    if theirs.particles and ours.particles and theirs.particles != ours.particles:
        return False
    shorter, longer = sorted((theirs.family, ours.family), key=len)
    return longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter
