"""Pointing: where in an item the work that it is claimed for can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.people.models import Person
from portfolio.errors import NoSuchPlace
from portfolio.models import EvidenceFile, EvidenceLink, Place
from portfolio.places import carried
from portfolio.services.items import locked_item
from portfolio.versions import current_versions

MOST_PLACES = 20  # of one claim in one item: more says look everywhere
_LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Where:
    """Pages from 1, or seconds from 0, both ends included; one of the two."""

    page_from: int | None = None
    page_until: int | None = None
    second_from: int | None = None
    second_until: int | None = None


@transaction.atomic
def point(item_id: UUID, *, work_process: UUID, file_id: UUID, where: Where, note: str = "", by: Person) -> Place:
    """Say that the work can be seen here, in the last version of a file of the item.

    Raises InvalidInput for a place that is not in the file, and for work that the item is not claimed for. The same place
    twice is one place.
    """
    item = locked_item(item_id, by=by)
    link = EvidenceLink.objects.filter(item=item, work_process=work_process).first()
    if link is None:
        raise InvalidInput(
            _("Say first that this item shows this work. Then point at the place."),
            code="portfolio.not-claimed",
            field="work_process",
        )
    file = next((file for file in current_versions(item.files.all()) if file.pk == file_id), None)
    if file is None:
        raise NoSuchPlace
    where, note = _checked(where, file), note.strip()[:_LONGEST_NOTE]
    same = Place.objects.filter(
        link=link,
        file=file,
        page_from=where.page_from,
        page_until=where.page_until,
        second_from=where.second_from,
        second_until=where.second_until,
    ).first()
    if same is not None:
        return same
    if link.places.count() >= MOST_PLACES:
        raise InvalidInput(
            _("You point at %(most)s places already. Take one away first: fewer says more.") % {"most": MOST_PLACES},
            code="portfolio.too-many-places",
        )
    place = Place.objects.create(
        link=link,
        file=file,
        owner_id=item.owner_id,
        page_from=where.page_from,
        page_until=where.page_until,
        second_from=where.second_from,
        second_until=where.second_until,
        note=note,
    )
    record("evidence.place-pointed", on=place, by=by, item=item.pk, work_process=work_process)
    return place


@transaction.atomic
def confirm_place(place_id: UUID, *, by: Person) -> Place:
    """The place is right in the new version too. Raises NoSuchPlace when the new version ends before it."""
    place = Place.objects.select_related("link", "file").get(pk=place_id)
    item = locked_item(place.link.item_id, by=by)
    now = carried(place, current_versions(item.files.all()))
    if now is None:
        raise NoSuchPlace
    if now.pk == place.file_id:
        return place
    _checked(Where(place.page_from, place.page_until, place.second_from, place.second_until), now)
    place.file, place.pointed_at = now, timezone.now()
    place.save(update_fields=["file", "pointed_at"])
    record("evidence.place-confirmed", on=place, by=by, item=item.pk)
    return place


@transaction.atomic
def remove_place(place_id: UUID, *, by: Person) -> None:
    """Take it away. What was handed in keeps it."""
    place = Place.objects.select_related("link").get(pk=place_id)
    item = locked_item(place.link.item_id, by=by)
    record("evidence.place-removed", on=place, by=by, item=item.pk)
    place.delete()


def _checked(where: Where, file: EvidenceFile) -> Where:
    """The place with its end filled in where only its beginning was given. Raises NoSuchPlace."""
    pages, seconds = (where.page_from, where.page_until), (where.second_from, where.second_until)
    first, last = pages if where.page_from is not None else seconds
    most = file.page_count if where.page_from is not None else file.duration_seconds
    if where.page_from is not None and file.page_count is None:
        raise NoSuchPlace
    if where.page_from is None and not file.media_type.startswith(("audio/", "video/")):
        raise NoSuchPlace
    if first is None or first < (1 if where.page_from is not None else 0):
        raise NoSuchPlace
    last = first if last is None else last
    if last < first or (most is not None and last > most):
        raise NoSuchPlace
    return Where(first, last) if where.page_from is not None else Where(second_from=first, second_until=last)
