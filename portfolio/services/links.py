"""Sharing by a link that ends: some items in an order, for a vacancy under its demands. Only the secret's hash is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from portfolio import rules
from portfolio.errors import HoldsCaseData
from portfolio.models import EvidenceFile, EvidenceItem, ShareLink, ShareLinkDemand, ShareLinkItem
from portfolio.services.files import Form, OpenedFile, open_form
from portfolio.services.items import locked_item
from portfolio.versions import current_versions

LONGEST_DAYS = 365
MOST_DEMANDS = 20
MOST_SHOWN = 200
_TITLE_LENGTH, _DEMAND_LENGTH, _INTRODUCTION_LENGTH = 200, 500, 5000
_ONE_READING = timedelta(minutes=10)  # a page that is loaded again is no other reading


@dataclass(frozen=True, slots=True)
class LinkSection:
    """One demand with the items that answer it; ``demand`` is None for what stands at the top."""

    demand: ShareLinkDemand | None
    shown: tuple[ShareLinkItem, ...]


@transaction.atomic
def make_link(
    owner: Person,
    *,
    title: str,
    days: int,
    by: Person,
    introduction: str = "",
    demands: Sequence[str] = (),
    gives_originals: bool = False,
) -> tuple[ShareLink, str]:
    """A link that shows nothing yet, and its secret, which is never to be had again. Raises InvalidInput."""
    rules.require_owner(owner.pk, by)
    title, introduction = title.strip(), introduction.strip()
    _require_text(title, field="title", most=_TITLE_LENGTH)
    if len(introduction) > _INTRODUCTION_LENGTH:
        raise _too_long("introduction", _INTRODUCTION_LENGTH)
    wanted = [demand.strip() for demand in demands if demand.strip()]
    _require_demands(wanted)
    secret = new_secret()
    link = ShareLink.objects.create(
        owner=owner,
        token_hash=secret_hash(secret),
        title=title,
        introduction=introduction,
        gives_originals=gives_originals,
        expires_at=_end(days),
    )
    ShareLinkDemand.objects.bulk_create(
        ShareLinkDemand(link=link, position=position, text=text) for position, text in enumerate(wanted, start=1)
    )
    record("share-link.made", on=link, by=by, demands=len(wanted), until=link.expires_at.isoformat())
    return link, secret


@transaction.atomic
def give_new_address(link_id: UUID, *, days: int, by: Person) -> str:
    """Another secret, for one that was lost or went too far; the address of before works no longer."""
    link = _locked_link(link_id, by=by)
    secret = new_secret()
    link.token_hash, link.expires_at, link.revoked_at = secret_hash(secret), _end(days), None
    link.save(update_fields=["token_hash", "expires_at", "revoked_at"])
    record("share-link.made", on=link, by=by, until=link.expires_at.isoformat())
    return secret


@transaction.atomic
def revoke_link(link_id: UUID, *, by: Person) -> ShareLink:
    """From now on the address shows nothing. Withdrawing twice is withdrawing once."""
    link = _locked_link(link_id, by=by)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        record("share-link.revoked", on=link, by=by)
    return link


@transaction.atomic
def put_on_link(link_id: UUID, *, item_id: UUID, by: Person, demand_id: UUID | None = None) -> ShareLinkItem:
    """Show an item on the page of a link, below what stands there. Putting it there twice is once."""
    link, item = _locked_link(link_id, by=by), locked_item(item_id, by=by)
    rules.require_no_open_case_data(item)
    demand = link.demands.get(pk=demand_id) if demand_id is not None else None
    if link.items.count() >= MOST_SHOWN:
        raise InvalidInput(
            _("A link shows at most %(most)s items. Take one off first.") % {"most": MOST_SHOWN},
            code="portfolio.link-full",
            field="item",
        )
    last = link.items.filter(demand=demand).aggregate(last=Max("position"))["last"] or 0
    shown, is_new = ShareLinkItem.objects.get_or_create(
        link=link, demand=demand, item=item, defaults={"position": last + 1}
    )
    if is_new:
        record("evidence.shared", on=item, by=by, link=link.pk)
    return shown


@transaction.atomic
def take_off_link(shown_id: UUID, *, by: Person) -> None:
    """Show it no longer under this demand."""
    shown = ShareLinkItem.objects.select_related("item").get(pk=shown_id)
    _locked_link(shown.link_id, by=by)
    record("evidence.share-ended", on=shown.item, by=by, link=shown.link_id)
    shown.delete()


@transaction.atomic
def move_on_link(shown_id: UUID, *, to: Literal["up", "down"], by: Person) -> None:
    """One place up or down within its demand."""
    shown = ShareLinkItem.objects.get(pk=shown_id)
    link = _locked_link(shown.link_id, by=by)
    order = list(link.items.filter(demand=shown.demand_id).order_by("position", "pk"))
    place = [each.pk for each in order].index(shown.pk)
    other = place - 1 if to == "up" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order, start=1):
        each.position = position
    ShareLinkItem.objects.bulk_update(order, ["position"])


def find_link(secret: str) -> ShareLink | None:
    """The link that a secret opens, while it lasts. Looking changes nothing."""
    found = ShareLink.objects.filter(token_hash=secret_hash(secret)).select_related("owner").first()
    if found is None or found.revoked_at is not None or found.expires_at <= timezone.now():
        return None
    return found if found.owner.is_active else None


def sections_of(link: ShareLink) -> list[LinkSection]:
    """What the page shows, in its order. What was removed, or may not be shared any more, is left out."""
    rows = list(
        ShareLinkItem.objects.filter(link=link, item__removed_at=None)
        .select_related("item")
        .prefetch_related("item__files__covered_copies", "item__authorships", "item__links__work_process__version")
        .order_by("position", "pk")
    )
    rows = [row for row in rows if _may_be_shown(row.item)]
    demands: list[ShareLinkDemand | None] = [None, *link.demands.all()]
    return [LinkSection(demand, tuple(row for row in rows if row.demand_id == _key(demand))) for demand in demands]


@transaction.atomic
def read_link(link: ShareLink, *, by: Person | None) -> list[LinkSection]:
    """The page for whoever has the address; the owner can see that it was read, and by whom where we know."""
    sections = sections_of(link)
    if by is not None and by.pk == link.owner_id:
        return sections
    now = timezone.now()
    locked = ShareLink.objects.select_for_update().get(pk=link.pk)
    if by is None and locked.read_at is not None and now - locked.read_at < _ONE_READING:
        return sections
    locked.read_at = now
    locked.save(update_fields=["read_at"])
    for item in {row.item_id: row.item for section in sections for row in section.shown}.values():
        record("evidence.read", on=item, by=by, item=item.pk, link=link.pk, form="link")
    return sections


@transaction.atomic
def open_link_file(link: ShareLink, file_id: UUID, *, form: Form, by: Person | None) -> OpenedFile:
    """A file of an item on the page: drawn anew, or the original where the owner allows it.

    Raises EvidenceFile.DoesNotExist for what the page does not show.
    """
    items = {row.item_id: row.item for section in sections_of(link) for row in section.shown}
    file = next(
        (file for item in items.values() for file in current_versions(item.files.all()) if file.pk == file_id), None
    )
    if file is None or (form == "original" and not link.gives_originals):
        raise EvidenceFile.DoesNotExist
    opened = open_form(file, form=form, is_owner=False)
    if form == "preview" and not opened.is_drawn:
        opened.stream.close()
        raise EvidenceFile.DoesNotExist
    if form == "original" and (by is None or by.pk != link.owner_id):
        record("evidence.read", on=file, by=by, item=file.item_id, link=link.pk, form=form)
    return opened


def links_of(owner: Person) -> list[ShareLink]:
    """The links that show something to somebody now, newest first."""
    shown = Prefetch("items", ShareLinkItem.objects.select_related("item"))
    running = ShareLink.objects.filter(owner=owner, revoked_at=None, expires_at__gt=timezone.now())
    return list(running.prefetch_related(shown))


def _locked_link(link_id: UUID, *, by: Person) -> ShareLink:
    link = ShareLink.objects.select_for_update().get(pk=link_id)
    rules.require_owner(link.owner_id, by)
    return link


def _may_be_shown(item: EvidenceItem) -> bool:
    with suppress(HoldsCaseData):
        rules.require_no_open_case_data(item)
        return True
    return False


def _key(demand: ShareLinkDemand | None) -> UUID | None:
    return demand.pk if demand is not None else None


def _end(days: int) -> datetime:
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput(
            _("Choose for how many days the link works: from 1 to %(most)s.") % {"most": LONGEST_DAYS},
            code="portfolio.link-days",
            field="days",
        )
    return timezone.now() + timedelta(days=days)


def _require_demands(demands: Sequence[str]) -> None:
    if len(demands) > MOST_DEMANDS:
        raise InvalidInput(
            _("A link has room for %(most)s demands. Keep those that matter most.") % {"most": MOST_DEMANDS},
            code="portfolio.too-many-demands",
            field="demands",
        )
    if any(len(demand) > _DEMAND_LENGTH for demand in demands):
        raise _too_long("demands", _DEMAND_LENGTH)


def _require_text(text: str, *, field: str, most: int) -> None:
    if not text:
        raise InvalidInput(_("Say who it is for, or which vacancy."), code="portfolio.no-title", field=field)
    if len(text) > most:
        raise _too_long(field, most)


def _too_long(field: str, limit: int) -> InvalidInput:
    return InvalidInput(
        _("This is too long. Use at most %(limit)s characters.") % {"limit": limit},
        code="portfolio.too-long",
        field=field,
        limit=limit,
    )
