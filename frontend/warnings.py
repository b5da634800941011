"""What somebody should know of an item and its files, in words: remarks of the machine, and what follows from the dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portfolio.models import EvidenceFile, EvidenceItem
from portfolio.reading import NameMatch, match_names
from portfolio.reading.sentences import WARNINGS, warning


def of_item(item: EvidenceItem, files: Iterable[EvidenceFile], *, owner_name: str, today: date) -> list[str]:
    """Every remark once, the most important first; whole sentences that say what to do."""
    files = list(files)
    found = [*_of_name(item, files, owner_name), *_of_dates(item, today)]
    for file in files:
        found += [_of_code(code) for code in file.warnings]
    return list(dict.fromkeys(found))


def _of_code(code: str) -> str:
    if code == "already-in-portfolio":
        return _("This file is in your portfolio already, with another item. That is allowed, but it counts once.")
    return warning(code) if code in WARNINGS else _("We noticed something about this file: %(code)s.") % {"code": code}


def _of_name(item: EvidenceItem, files: Iterable[EvidenceFile], owner_name: str) -> list[str]:
    names = [file.reading["holder"]["value"] for file in files if "holder" in file.reading] or [item.holder]
    for name in filter(None, names):
        match = match_names(name, owner_name)
        if match == NameMatch.DIFFERENT:
            return [
                _(
                    "The name on this paper is %(read)s and yours is %(yours)s. Is it yours, under another name? "
                    "Then say so in a comment. Otherwise remove it."
                )
                % {"read": name, "yours": owner_name}
            ]
        if match == NameMatch.BY_INITIAL:
            return [_("The name on this paper is %(read)s. We think that is you; look if it is.") % {"read": name}]
    return []


def _of_dates(item: EvidenceItem, today: date) -> list[str]:
    if item.valid_until is None or item.valid_until >= today:
        return []
    day = date_format(item.valid_until, "j F Y")
    return [
        _("This paper was valid until %(day)s. It may still show what you learned; say what you did since.")
        % {"day": day}
    ]
