"""Sharing with somebody by name: an audience of one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.jobs.mail import queue_mail
from foundation.people.models import Person
from foundation.people.selectors import person_with_address
from portfolio import rules
from portfolio.models import EvidenceItem, NamedReader, Share
from portfolio.services.items import locked_item
from portfolio.services.sharing import make_audience, set_audience_member, share


@transaction.atomic
def share_with_person(item_id: UUID, *, email: str, by: Person) -> NamedReader:
    """Let somebody with an account read one item as it is and will be; they get a mail. Twice is once.

    Raises InvalidInput on ``email`` for one's own address and for one that nobody here has confirmed.
    """
    item = locked_item(item_id, by=by)
    person = person_with_address(email)
    if person is None or not person.is_active:
        raise InvalidInput(
            _("Nobody here signs in with this address. Look whether it is right, or share by a link."),
            code="portfolio.no-such-reader",
            field="email",
        )
    if person.pk == by.pk:
        raise InvalidInput(
            _("This is your own address. Type that of whoever may read it."), code="portfolio.own-reader", field="email"
        )
    reader = NamedReader.objects.filter(owner=by, person=person).first()
    if reader is None:
        reader = NamedReader.objects.create(owner=by, person=person, audience=make_audience(by))
        set_audience_member(reader.audience, person, reads_frozen_only=False)
    is_shared = Share.objects.filter(item=item, audience=reader.audience, ended_at=None).exists()
    made = share(item.pk, audience=reader.audience, by=by)
    if not is_shared:
        queue_mail(
            "item_shared",
            to=person.email,
            language=person.language,
            key=f"item_shared:{made.pk}",
            reader=person.name,
            owner=by.name,
            title=item.title,
            link=public_address(f"/portfolio/items/{item.pk}"),
        )
    return reader


@transaction.atomic
def end_named_share(reader_id: UUID, *, by: Person, item_id: UUID | None = None) -> NamedReader:
    """Let somebody read one item no longer, or none at all."""
    reader = NamedReader.objects.select_related("audience", "person").get(pk=reader_id)
    rules.require_owner(reader.owner_id, by)
    shares = Share.objects.filter(audience=reader.audience, ended_at=None)
    if item_id is not None:
        shares = shares.filter(item=item_id)
    for shared in shares.select_related("item"):  # of what was removed as well: it may be put back
        shared.ended_at = timezone.now()
        shared.save(update_fields=["ended_at"])
        record("evidence.share-ended", on=shared.item, by=by, audience=reader.audience_id)
    return reader


def readers_of(owner: Person) -> list[tuple[NamedReader, list[EvidenceItem]]]:
    """Whom the owner shares with by name now, and what."""
    readers = (
        NamedReader.objects.filter(owner=owner).select_related("person", "audience").order_by("person__name", "pk")
    )
    shares = Share.objects.filter(
        audience__named_reader__owner=owner, ended_at=None, item__removed_at=None
    ).select_related("item")
    by_audience: dict[UUID, list[EvidenceItem]] = {}
    for shared in shares.order_by("shared_at"):
        by_audience.setdefault(shared.audience_id, []).append(shared.item)
    return [(reader, by_audience[reader.audience_id]) for reader in readers if reader.audience_id in by_audience]


def shared_with(person: Person) -> list[EvidenceItem]:
    """What others share with this person by name, newest first."""
    return list(
        EvidenceItem.objects.present()
        .filter(shares__ended_at=None, shares__audience__named_reader__person=person)
        .select_related("owner")
        .prefetch_related("files")
        .order_by("-shares__shared_at")
    )
