"""Badges from elsewhere: checked on the spot, kept byte for byte, and checked again when somebody asks."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from credentials import services as credentials
from credentials.core.errors import CredentialError
from credentials.services import Verification
from foundation.audit.services import record
from foundation.errors import ErkendError, InvalidInput
from foundation.files import Stored
from foundation.people.models import Person
from foundation.people.selectors import confirmed_addresses
from portfolio import badge_import, reading, rules
from portfolio.errors import BadgeRefused
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceKind, ImportedBadge
from portfolio.services.files import require_room, store
from portfolio.services.items import apply_typed, locked_item

_EXTENSIONS = {"image/png": "png", "image/svg+xml": "svg", "application/json": "json", "application/jwt": "jwt"}


def import_badge(owner: Person, *, data: bytes, name: str, by: Person, came_from: str = "") -> EvidenceItem:
    """Make an item of a badge as PNG, SVG, JSON or JWT: Open Badges 2.0 and 3.0, a learner record, or what shows badges.

    Whatever the check finds is kept with it. Raises BadgeRefused, with the report, for what is no badge and for one that
    is not as its issuer made it; then nothing of it stays.
    """
    rules.require_owner(owner.pk, by)
    checked = check_badge(owner, data)
    with transaction.atomic():
        typed = badge_import.typed_from_badge(checked.found.summary)
        item = EvidenceItem(owner=owner, kind=EvidenceKind.BADGE)
        apply_typed(item, typed | {"title": typed.get("title") or PurePath(name).stem or str(_("Badge"))})
        item.save(force_insert=True)
        record("evidence.added", on=item, by=by, kind=item.kind)
        keep_badge(item, checked, name=name, came_from=came_from, by=by)
    return item


def import_badge_from(owner: Person, *, address: str, by: Person) -> EvidenceItem:
    """The same for a badge that stands at an address, or under a code of ours. Raises InvalidInput when it can't be had."""
    rules.require_owner(owner.pk, by)
    address = address.strip()
    try:
        data = credentials.badge_at(address)
    except CredentialError as error:
        raise InvalidInput(
            _("We could not get a badge from this address. Download the badge there, and add it as a file."),
            code="portfolio.badge-unreachable",
            field="address",
            reason=error.code,
        ) from error
    name = PurePath(urlsplit(address).path).name if "//" in address else ""
    return import_badge(owner, data=data, name=name or "badge", by=by, came_from=address)


def check_badge_again(item_id: UUID, *, by: Person) -> ImportedBadge:
    """Check the badge of an item as it stands now: it may have been withdrawn, or its issuer may be known by now."""
    badge = ImportedBadge.objects.select_related("item", "file").get(item=item_id)
    rules.require_owner(badge.owner_id, by)
    rules.require_present(badge.item)
    with closing(store().open(badge.owner_id, badge.file.sha256)) as stream:
        found = credentials.verify_bytes(stream.read())
    with transaction.atomic():
        locked_item(item_id, by=by)
        _note(badge, found)
        badge.save(update_fields=["verdict", "holder", "report", "checked_at"])
        record("evidence.badge-checked", on=badge, by=by, item=item_id, verdict=badge.verdict)
    return badge


def check_badge(owner: Person, data: bytes) -> CheckedBadge:
    """Check a badge and keep its bytes, before it belongs to an item. Raises BadgeRefused."""
    found = _checked(data)
    return CheckedBadge(found, _store(owner, data))


def keep_badge(
    item: EvidenceItem, checked: CheckedBadge, *, name: str, came_from: str, by: Person, line: UUID | None = None
) -> EvidenceFile:
    """Make it the badge of the item, in the caller's transaction."""
    file = _file(item, checked.document, name=name, line=line)
    badge = ImportedBadge(item=item, file=file, owner=item.owner, came_from=came_from[:2000])
    _note(badge, checked.found)
    badge.save(force_insert=True)
    record("evidence.badge-checked", on=badge, by=by, item=item.pk, verdict=badge.verdict)
    return file


def _checked(data: bytes) -> Verification:
    if len(data) > settings.ERKEND_MAX_DOCUMENT_BYTES:
        raise InvalidInput(
            _("This file is too large for a badge. Ask whoever gave it to you for the badge itself."),
            code="portfolio.badge-too-large",
            field="file",
        )
    found = credentials.verify_bytes(data)
    if not badge_import.is_readable(found.report) or badge_import.was_changed(found.report):
        raise BadgeRefused(found.report)
    return found


def _note(badge: ImportedBadge, found: Verification) -> None:
    badge.report = found.report.as_json()
    verdict = badge.report["verdict"]
    # One that was kept stays, also when it can't be read any more by a later version: it never counts as valid then.
    badge.verdict = verdict if verdict in ImportedBadge.Verdict.values else ImportedBadge.Verdict.INVALID
    badge.holder = badge_import.holder_of(found.credential, confirmed_addresses(badge.owner))
    badge.checked_at = timezone.now()


@dataclass(frozen=True, slots=True)
class BadgeDocument:
    """The bytes of a badge as they are kept, and a picture of it where it has one."""

    stored: Stored
    media_type: str
    preview: dict[str, str]

    def named(self, name: str) -> str:
        """What it is called, with the ending of what it is."""
        extension = _EXTENSIONS[self.media_type]
        plain = PurePath(name.replace("\\", "/")).name[:200]
        return (
            plain
            if PurePath(plain).suffix.lower() == f".{extension}"
            else f"{PurePath(plain).stem or 'badge'}.{extension}"
        )


@dataclass(frozen=True, slots=True)
class CheckedBadge:
    """A badge that was checked and whose bytes are kept; it belongs to no item yet."""

    found: Verification
    document: BadgeDocument


def _store(owner: Person, data: bytes) -> BadgeDocument:
    """Keep the bytes before the transaction begins: drawing a picture takes its time."""
    require_room(owner, len(data))
    stored, media_type = store().put(owner.pk, BytesIO(data)), badge_import.media_type_of(data)
    return BadgeDocument(stored, media_type, _picture(owner, stored) if media_type == "image/png" else {})


def _picture(owner: Person, stored: Stored) -> dict[str, str]:
    """The picture drawn anew, to look at; a badge whose picture can't be drawn is a badge all the same."""
    path = store().path(owner.pk, stored.sha256)
    try:
        seen = reading.examine(path, name="badge.png", limit_bytes=stored.size)
    except ErkendError:
        return {}
    if seen.preview is None:
        return {}
    sha256 = store().put(owner.pk, BytesIO(seen.preview)).sha256
    return {"preview_sha256": sha256, "preview_media_type": seen.preview_type}


def _file(item: EvidenceItem, document: BadgeDocument, *, name: str, line: UUID | None = None) -> EvidenceFile:
    same = EvidenceFile.objects.filter(owner=item.owner, sha256=document.stored.sha256, item__removed_at=None)
    return EvidenceFile.objects.create(
        item=item,
        owner=item.owner,
        line=line or uuid4(),
        sha256=document.stored.sha256,
        name=document.named(name),
        media_type=document.media_type,
        size=document.stored.size,
        warnings=["already-in-portfolio"] if same.exists() else [],
        **document.preview,
    )
