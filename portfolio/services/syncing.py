"""Entries made on a phone without a connection: each arrives once, however often it is sent, and its photo with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess
from foundation.audit.services import record
from foundation.errors import WrongState
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import EvidenceItem, EvidenceKind, Repetition, RepetitionPhoto, SyncedEntry
from portfolio.services.files import examine_file, keep_item
from portfolio.services.items import link_item
from portfolio.services.practice import note_repetition


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of an entry: ``is_new`` when it was not known yet; no ``repetition`` when it was removed since."""

    repetition: Repetition | None
    is_new: bool


@transaction.atomic
def sync_repetition(
    owner: Person, *, client_key: UUID, work_process: WorkProcess, by: Person, like: UUID | None = None, **fields: Any
) -> Synced:
    """Note an entry that a phone made under ``client_key``, unless it arrived before; ``fields`` as of note_repetition.

    The witness is that of ``like``, an earlier entry of the same work: phones keep no addresses of witnesses.
    Sent twice, from two devices, or again after a lost answer, it is one entry: the database holds the key. Raises
    InvalidInput as note_repetition does; then the key stays free, so that it can be sent again corrected.
    """
    rules.require_owner(owner.pk, by)
    arrival, is_new = SyncedEntry.objects.select_related("repetition").get_or_create(owner=owner, client_key=client_key)
    if not is_new:
        return Synced(arrival.repetition, is_new=False)
    earlier = like and Repetition.objects.filter(pk=like, owner=owner, log__work_process=work_process).first()
    if earlier:
        fields |= {"witness_name": earlier.witness_name, "witness_email": earlier.witness_email}
    arrival.repetition = note_repetition(owner, work_process=work_process, by=by, **fields)
    arrival.save(update_fields=["repetition"])
    return Synced(arrival.repetition, is_new=True)


def attach_photo(repetition_id: UUID, *, stream: BinaryIO, name: str, by: Person) -> EvidenceItem:
    """Put the photo that was made with an entry in the portfolio, linked to its work process. An entry has one.

    Raises InvalidInput with a sentence for a file that can't be taken.
    """
    repetition = Repetition.objects.select_related("log__work_process").get(pk=repetition_id)
    rules.require_owner(repetition.owner_id, by)
    if photo := RepetitionPhoto.objects.select_related("item").filter(repetition=repetition).first():
        return photo.item
    # Looked into before the row is locked: a slow picture holds nobody up. What is made of it comes in one transaction, so
    # that a worker that dies leaves no item that belongs to nothing.
    name = _name(repetition, name)
    examined = examine_file(by, stream, name)
    with transaction.atomic():
        Repetition.objects.select_for_update().get(pk=repetition_id)
        if photo := RepetitionPhoto.objects.select_related("item").filter(repetition=repetition).first():
            return photo.item  # sent twice at once; what is in no item is swept away
        item = keep_item(by, examined, name=name, kind=EvidenceKind.WORK_PRODUCT, by=by)
        photo = RepetitionPhoto.objects.create(repetition=repetition, item=item)
        record("repetition.photo-added", on=photo, by=by, item=item.pk)
        return link_item(item.pk, work_processes=[repetition.log.work_process], by=by)


def require_same_person(stated: UUID | None, *, by: Person) -> None:
    """What one person noted on a phone is never sent as another's. Raises WrongState."""
    if stated != by.pk:
        raise WrongState(
            _("These entries were made by somebody else on this phone. They stay here until that person signs in."),
            code="portfolio.other-person",
        )


def _name(repetition: Repetition, name: str) -> str:
    """“Surveillance 2026-11-24.jpg”: a camera's own name says nothing."""
    task = repetition.task.replace("/", "-").replace("\\", "-")[:200]
    return f"{task} {repetition.day.isoformat()}{PurePath(name).suffix[:10]}"
