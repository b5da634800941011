"""What is known of a file, in words: its kind and size, what was read in it, and where on its first page that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.files import WORD_TYPE
from portfolio.models import EvidenceFile


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that the machine read: ``where`` says it in words, for who can't see the mark on the preview."""

    label: str
    value: str
    snippet: str
    where: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the preview: numbers between 0 and 1, as they stand in an SVG."""

    label: str
    x: str
    y: str
    width: str
    height: str


def file_facts(file: EvidenceFile) -> str:
    """“PDF, 2 pages, 340 kB”."""
    facts = [_kind_in_words(file.media_type), filesizeformat(file.size)]
    if file.page_count and file.page_count > 1:
        facts.insert(1, ngettext("%(count)s page", "%(count)s pages", file.page_count) % {"count": file.page_count})
    if file.duration_seconds:
        minutes, seconds = divmod(file.duration_seconds, 60)
        facts.insert(1, f"{minutes}:{seconds:02}")
    return ", ".join(facts)


def readings(files: Sequence[EvidenceFile]) -> list[Reading]:
    """Everything that was read, in the order in which it is proposed."""
    labels = _labels()
    return [
        Reading(labels.get(name, name), found["value"], found["snippet"], _where(found))
        for file in files
        for name, found in file.reading.items()
    ]


def marks(file: EvidenceFile) -> list[Mark]:
    """The places on the first page, of which there is a preview."""
    labels = _labels()
    found = []
    for name, read in file.reading.items():
        if read["page"] == 1 and (box := read.get("box")):
            x0, y0, x1, y1 = box
            sides = (f"{number:.4f}" for number in (x0, y0, x1 - x0, y1 - y0))
            found.append(Mark(labels.get(name, name), *sides))
    return found


def _where(found: dict[str, Any]) -> str:
    if not (box := found.get("box")):
        return ""
    middle = (box[1] + box[3]) / 2
    if middle < 1 / 3:
        place = _("page %(page)s, at the top")
    elif middle < 2 / 3:
        place = _("page %(page)s, in the middle")
    else:
        place = _("page %(page)s, at the bottom")
    return place % {"page": found["page"]}


def _labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "holder": _("Name"),
        "institution": _("Institution"),
        "date": _("Date"),
        "valid_until": _("Valid until"),
        "crebo": "CREBO",
        "croho": "CROHO",
        "level": _("Level"),
        "nlqf": "NLQF",
        "hours": _("Hours"),
        "modules": _("Modules"),
        "birth_date": _("Date of birth"),
        "dossier_code": _("Code of the dossier"),
    }


def _kind_in_words(media_type: str) -> str:
    kinds = {
        "application/pdf": "PDF",
        "image/jpeg": _("photo (JPEG)"),
        "image/png": _("picture (PNG)"),
        "image/heic": _("photo (HEIC)"),
        WORD_TYPE: _("Word document"),
    }
    if media_type.startswith("video/"):
        return _("film")
    if media_type.startswith("audio/"):
        return _("sound")
    return kinds.get(media_type, media_type)
