"""Places of an item as its page and its viewer list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from frontend.pointing import clock, place_in_words
from portfolio.models import EvidenceComment, EvidenceFile, EvidenceItem, Place
from portfolio.places import carried


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """``href`` opens the place in the version of now. ``to_confirm``: it was pointed at in an earlier version."""

    place: Place
    work: str  # what can be seen there
    words: str
    href: str
    to_confirm: bool


def place_rows(item: EvidenceItem, files: Sequence[EvidenceFile]) -> list[PlaceRow]:
    """In the order of the standard; ``item`` with ``links__work_process`` and ``links__places__file`` fetched."""
    links = sorted(item.links.all(), key=lambda link: (link.work_process.version_id, link.work_process.position))
    return [
        PlaceRow(
            place=place,
            work=link.work_process.title,
            words=place_in_words(place, file.name),
            href=place_address(file, page=place.page_from, second=place.second_from),
            to_confirm=file.pk != place.file_id,
        )
        for link in links
        for place, file in _with_files(link.places.all(), files)
    ]


def place_address(file: EvidenceFile, *, page: int | None, second: int | None) -> str:
    """Where somebody looks or listens from this place on."""
    if page is not None:
        return reverse("file-page", args=[file.pk, min(page, file.page_count or 1)])
    return f"{reverse('file-play', args=[file.pk])}?from={second or 0}"


def comment_place(comment: EvidenceComment) -> tuple[str, str]:
    """The place that a comment is about, in words, and where it can be looked at; empty for the item as a whole."""
    if comment.file is None:
        return "", ""
    address = place_address(comment.file, page=comment.page, second=comment.second)
    if comment.page is not None:
        return f"{comment.file.name}, {comment.page}", address
    return f"{comment.file.name}, {clock(comment.second or 0)}", address


def _with_files(places: Iterable[Place], files: Sequence[EvidenceFile]) -> Iterator[tuple[Place, EvidenceFile]]:
    for place in places:
        if (file := carried(place, files)) is not None:
            yield place, file
