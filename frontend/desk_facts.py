"""What stands beside an item at the assessor's desk: whose work it is, where to look, what was spoken, a badge's check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from frontend.authorship import in_words, question_about
from frontend.imported_badge import ShownBadge, frozen_badge
from frontend.pointing import place_in_words
from portfolio.authorship import ASKED_OF
from portfolio.dossier import FrozenFile, FrozenItem, FrozenPlace
from portfolio.models import StarrPart


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place that the candidate points at; ``href`` opens it. ``confirmed``: looked up in the version that is handed in."""

    words: str
    note: str
    href: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """A part of a story as it was spoken; ``text`` is a text version that the candidate confirmed, or empty."""

    label: str
    href: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """``authorship`` are facts for a data list; ``is_asked`` and no facts: the candidate did not say."""

    is_asked: bool
    authorship: tuple[dict[str, str], ...]
    is_of_this_version: bool
    question: str
    places: tuple[PlaceLine, ...]
    spoken: tuple[SpokenPart, ...]
    badge: ShownBadge | None

    @property
    def is_empty(self) -> bool:
        return not (self.is_asked or self.places or self.spoken or self.badge)


def desk_facts(item: FrozenItem, *, assessment: UUID, work_process: UUID, code: str) -> DeskFacts:
    """The facts of an item for one work process (``code``)."""
    said, files = item.authorship, {file.id: file for file in item.files}
    is_asked = item.kind in ASKED_OF
    return DeskFacts(
        is_asked=is_asked,
        authorship=tuple(in_words(said)) if said else (),
        is_of_this_version=said is not None and said.is_of_this_version,
        question=question_about(said) if is_asked else "",
        places=tuple(
            PlaceLine(
                words=place_in_words(place, files[place.file].name),
                note=place.note,
                href=_address(place, files[place.file], assessment, work_process),
                confirmed=place.confirmed,
            )
            for place in item.places
            if place.work_process == code and place.file in files
        ),
        spoken=tuple(_spoken(item, files, assessment)),
        badge=frozen_badge(item.badge) if item.badge else None,
    )


def _spoken(item: FrozenItem, files: Mapping[UUID, FrozenFile], assessment: UUID) -> list[SpokenPart]:
    by_part = {each.part: each for each in item.recordings if each.file in files}
    return [
        SpokenPart(
            label=str(part.label),
            href=reverse("desk-file", args=[assessment, by_part[part].file]),
            media_type=files[by_part[part].file].media_type,
            text=by_part[part].text,
        )
        for part in StarrPart
        if part in by_part
    ]


def _address(place: FrozenPlace, file: FrozenFile, assessment: UUID, work_process: UUID) -> str:
    if place.page_from is not None and file.page_count:
        page = min(place.page_from, file.page_count)
        return f"{reverse('desk-page', args=[assessment, file.id, page])}?at={work_process}"
    address = f"{reverse('desk-look', args=[assessment, file.id])}?at={work_process}"
    return address if place.second_from is None else f"{address}&from={place.second_from}"
