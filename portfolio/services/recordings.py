"""A story that is told instead of typed: a recording a part, with a text version for who reads."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput, WrongState
from foundation.files import MEDIA_TYPES, Received
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import EvidenceItem, EvidenceKind, Recording, StarrPart
from portfolio.services.files import examine_file, keep_file
from portfolio.services.items import locked_item

_LONGEST_TEXT = 20_000


def record_part(item_id: UUID, *, part: str, stream: BinaryIO | Received, name: str, by: Person) -> Recording:
    """Keep a recording as the answer to a part of the story; one that was there makes place and is kept with the item.

    Raises InvalidInput for what is no recording, and for whatever can't be taken as a file; then nothing of it stays.
    """
    item = EvidenceItem.objects.get(pk=item_id)
    _require_story(item, by=by)
    if part not in StarrPart.values:
        raise InvalidInput(_("There is no such part of a story."), code="portfolio.unknown-part", field="part")
    examined = examine_file(item.owner, stream, name)
    if examined.examination.media_type not in MEDIA_TYPES:
        raise InvalidInput(
            _("This is no recording. Choose a recording of sound or film, or add this file to the item itself."),
            code="portfolio.no-recording",
            field="file",
        )
    with transaction.atomic():
        item = locked_item(item_id, by=by)
        before = Recording.objects.filter(item=item, part=part, removed_at=None).select_related("file").first()
        if before is not None:
            before.removed_at = timezone.now()
            before.save(update_fields=["removed_at"])
        file = keep_file(item, examined, by=by, line=before.file.line if before else None)
        made = Recording.objects.create(item=item, file=file, owner_id=item.owner_id, part=part)
        record("evidence.recorded", on=made, by=by, item=item.pk, part=part)
    return made


@transaction.atomic
def write_spoken_text(recording_id: UUID, *, text: str, by: Person) -> Recording:
    """Add or change the text version. It counts once its owner confirms it; an empty text takes it away."""
    recording = _own(recording_id, by=by)
    text = text.replace("\r\n", "\n").strip()
    if len(text) > _LONGEST_TEXT:
        raise InvalidInput(
            _("This is too long. Use at most %(limit)s characters.") % {"limit": _LONGEST_TEXT},
            code="portfolio.too-long",
            field="text",
            limit=_LONGEST_TEXT,
        )
    if text == recording.text:
        return recording
    recording.text, recording.text_confirmed_at = text, None
    recording.save(update_fields=["text", "text_confirmed_at"])
    record("evidence.spoken-text-written", on=recording, by=by, item=recording.item_id, part=recording.part)
    return recording


@transaction.atomic
def confirm_spoken_text(recording_id: UUID, *, by: Person) -> Recording:
    """The text says what was spoken. Raises WrongState when there is no text."""
    recording = _own(recording_id, by=by)
    if not recording.text:
        raise WrongState(_("Write down first what you said. Then you can confirm it."), code="portfolio.no-spoken-text")
    if recording.text_confirmed_at is None:
        recording.text_confirmed_at = timezone.now()
        recording.save(update_fields=["text_confirmed_at"])
        record("evidence.spoken-text-confirmed", on=recording, by=by, item=recording.item_id, part=recording.part)
    return recording


@transaction.atomic
def remove_recording(recording_id: UUID, *, by: Person) -> None:
    """It is no answer any more. The file stays with the item, and what was handed in keeps it."""
    recording = _own(recording_id, by=by)
    recording.removed_at = timezone.now()
    recording.save(update_fields=["removed_at"])
    record("evidence.recording-removed", on=recording, by=by, item=recording.item_id, part=recording.part)


def _own(recording_id: UUID, *, by: Person) -> Recording:
    recording = Recording.objects.select_for_update().get(pk=recording_id, removed_at=None)
    locked_item(recording.item_id, by=by)
    return recording


def _require_story(item: EvidenceItem, *, by: Person) -> None:
    rules.require_owner(item.owner_id, by)
    rules.require_present(item)
    if item.kind != EvidenceKind.REFLECTION:
        raise WrongState(_("Only a story is told in parts."), code="portfolio.not-a-story")
