"""Evidence items: adding, changing, linking, removing and putting back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import StandardVersion, WorkProcess
from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.people.models import Person
from portfolio import rules
from portfolio.errors import NoSuchPlace, UnknownKind
from portfolio.models import STARR_PARTS, EvidenceComment, EvidenceItem, EvidenceKind, EvidenceLink

# Fields that a person types; everything else of an item is set by what happens to it.
TYPED_FIELDS = (
    "title",
    "what_it_shows",
    "period_from",
    "period_until",
    "organisation",
    "level",
    "holder",
    "issued_on",
    "valid_until",
    "code",
    "code_system",
    "starr",
    "holds_case_data",
)


@transaction.atomic
def add_item(owner: Person, *, kind: str, title: str, by: Person, **fields: Any) -> EvidenceItem:
    """Add an item to one's own portfolio. ``fields`` are those of TYPED_FIELDS."""
    rules.require_owner(owner.pk, by)
    if kind not in EvidenceKind.values:
        raise UnknownKind(kind)
    item = EvidenceItem(owner=owner, kind=kind)
    apply_typed(item, {"title": title, **fields})
    item.save(force_insert=True)
    record("evidence.added", on=item, by=by, kind=kind)
    return item


@transaction.atomic
def change_item(item_id: UUID, *, by: Person, kind: str | None = None, **fields: Any) -> EvidenceItem:
    """Change what the person typed. Files and what was read from them stay as they are."""
    item = locked_item(item_id, by=by)
    if kind is not None:
        if kind not in EvidenceKind.values:
            raise UnknownKind(kind)
        rules.require_may_become(item, kind)
        item.kind = kind
    rules.require_not_shared_with_case_data(item, fields.get("holds_case_data"))
    apply_typed(item, fields)
    item.changed_at = timezone.now()
    item.save()
    record("evidence.changed", on=item, by=by, fields=sorted(fields))
    return item


@transaction.atomic
def confirm_reading(item_id: UUID, *, by: Person, **fields: Any) -> EvidenceItem:
    """The person looked at what the machine read, and corrected it where needed."""
    item = locked_item(item_id, by=by)
    apply_typed(item, fields)
    item.reading_confirmed_at = item.changed_at = timezone.now()
    item.save()
    record("evidence.reading-confirmed", on=item, by=by)
    return item


@transaction.atomic
def remove_item(item_id: UUID, *, by: Person) -> EvidenceItem:
    """Take an item out of the portfolio. It can be put back; a frozen dossier keeps its copy."""
    item = EvidenceItem.objects.select_for_update().get(pk=item_id)
    rules.require_owner(item.owner_id, by)
    if item.removed_at is None:
        item.removed_at = timezone.now()
        item.save(update_fields=["removed_at"])
        record("evidence.removed", on=item, by=by)
    return item


@transaction.atomic
def restore_item(item_id: UUID, *, by: Person) -> EvidenceItem:
    item = EvidenceItem.objects.select_for_update().get(pk=item_id)
    rules.require_owner(item.owner_id, by)
    if item.removed_at is not None:
        item.removed_at = None
        item.save(update_fields=["removed_at"])
        record("evidence.restored", on=item, by=by)
    return item


@transaction.atomic
def write_story(item_id: UUID, *, by: Person, **parts: str) -> EvidenceItem:
    """Save some parts of a story in STARR form; the others stay as they are, also when two are saved at once."""
    item = locked_item(item_id, by=by)
    written = {name: text.replace("\r\n", "\n").strip() for name, text in parts.items()}
    changed = {name: text for name, text in written.items() if item.starr.get(name, "") != text}
    if not changed:  # a form that saves while somebody types sends the same again and again
        return item
    apply_typed(item, {"starr": item.starr | changed})
    item.changed_at = timezone.now()
    item.save(update_fields=["starr", "changed_at"])
    record("evidence.changed", on=item, by=by, fields=["starr"])
    return item


@transaction.atomic
def read_item(item_id: UUID, *, by: Person) -> EvidenceItem:
    """An item for whoever may see it. Another's reading is logged where the owner can see it."""
    item = EvidenceItem.objects.visible_to(by).get(pk=item_id)
    if item.owner_id != by.pk:
        record("evidence.read", on=item, by=by, item=item.pk, form="item")
    return item


@transaction.atomic
def link_item(
    item_id: UUID, *, work_processes: Iterable[WorkProcess], versions: Iterable[StandardVersion] = (), by: Person
) -> EvidenceItem:
    """Say for which work processes the item is claimed: the whole list, within the versions it names.

    ``versions`` are named as well, also where nothing of them is wanted any more. Links to other versions stay: an item
    can serve in several trajectories.
    """
    item = locked_item(item_id, by=by)
    wanted = {work_process.pk: work_process for work_process in work_processes}
    named = {version.pk for version in versions} | {work_process.version_id for work_process in wanted.values()}
    present = {link.work_process_id: link for link in item.links.select_related("work_process")}
    gone = [
        link.pk
        for pk, link in present.items()
        if pk not in wanted and (not named or link.work_process.version_id in named)
    ]
    EvidenceLink.objects.filter(pk__in=gone).delete()
    EvidenceLink.objects.bulk_create(EvidenceLink(item=item, work_process_id=pk) for pk in wanted if pk not in present)
    item.changed_at = timezone.now()
    item.save(update_fields=["changed_at"])
    codes = sorted(work_process.code for work_process in wanted.values())
    record("evidence.linked", on=item, by=by, work_processes=codes)
    return item


@transaction.atomic
def comment(
    item_id: UUID,
    *,
    text: str,
    by: Person,
    file_id: UUID | None = None,
    page: int | None = None,
    second: int | None = None,
) -> EvidenceComment:
    """Say something about an item, or about a place in one of its files: its owner, or whoever reads it while it grows (a coach).

    ``page`` from 1, ``second`` from 0. Raises InvalidInput for an empty comment and for a place that isn't in the item.
    """
    item = EvidenceItem.objects.visible_to(by).present().get(pk=item_id)
    if not text.strip():
        raise InvalidInput(_("Write a comment first."), code="portfolio.empty-comment", field="text")
    if file_id is not None:
        _require_place(item, file_id, page=page, second=second)
    made = EvidenceComment.objects.create(
        item=item, by=by, text=text.strip(), file_id=file_id, page=page, second=second
    )
    record("evidence.commented", on=item, by=by)
    return made


def _require_place(item: EvidenceItem, file_id: UUID, *, page: int | None, second: int | None) -> None:
    file = item.files.filter(pk=file_id).first()
    if file is None or (page is None) == (second is None):
        raise NoSuchPlace
    if page is not None and not 1 <= page <= (file.page_count or 0):
        raise NoSuchPlace
    if second is not None and (second < 0 or not file.media_type.startswith(("audio/", "video/"))):
        raise NoSuchPlace


def locked_item(item_id: UUID, *, by: Person) -> EvidenceItem:
    """The item, locked, for its owner, and only while it is not removed."""
    item = EvidenceItem.objects.select_for_update().get(pk=item_id)
    rules.require_owner(item.owner_id, by)
    rules.require_present(item)
    return item


def apply_typed(item: EvidenceItem, fields: Mapping[str, Any]) -> None:
    """Set what a person typed. Raises InvalidInput for what can't be; nothing is saved here."""
    if unknown := set(fields) - set(TYPED_FIELDS):
        raise TypeError(f"not a field that a person types: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    if not item.title:
        raise InvalidInput(_("Give this item a title."), code="portfolio.no-title", field="title")
    for name in ("title", "organisation", "level", "holder", "code", "code_system"):
        limit = getattr(EvidenceItem._meta.get_field(name), "max_length", None)
        if limit and len(getattr(item, name)) > limit:
            raise InvalidInput(
                _("This is too long. Use at most %(limit)s characters.") % {"limit": limit},
                code="portfolio.too-long",
                field=name,
                limit=limit,
            )
    _check_period(item.period_from, item.period_until)
    if item.starr and set(item.starr) - set(STARR_PARTS):
        raise TypeError("a STARR story has the parts situation, task, action, result and reflection")


def _check_period(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise InvalidInput(
            _("The end of the period lies before its start. Correct one of the two dates."),
            code="portfolio.period-order",
            field="period_until",
        )
