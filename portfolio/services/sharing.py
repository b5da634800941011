"""Sharing: an act of the owner, per item and audience, with an end."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import Audience, AudienceMember, Share
from portfolio.services.items import locked_item


def make_audience(owner: Person) -> Audience:
    """An empty audience for one case; whoever makes it keeps its members in step."""
    return Audience.objects.create(owner=owner)


def set_audience_member(audience: Audience, person: Person, *, reads_frozen_only: bool) -> AudienceMember:
    """Let a person read what is shared with the audience: the living items, or only what was frozen."""
    return AudienceMember.objects.update_or_create(
        audience=audience, person=person, defaults={"reads_frozen_only": reads_frozen_only}
    )[0]


def remove_audience_member(audience: Audience, person: Person) -> None:
    AudienceMember.objects.filter(audience=audience, person=person).delete()


@transaction.atomic
def share(item_id: UUID, *, audience: Audience, by: Person) -> Share:
    """Share an item with an audience of one's own. Sharing twice is sharing once."""
    item = locked_item(item_id, by=by)
    rules.require_owner(audience.owner_id, by)
    rules.require_no_open_case_data(item)
    made, is_new = Share.objects.get_or_create(item=item, audience=audience, ended_at=None)
    if is_new:
        record("evidence.shared", on=item, by=by, audience=audience.pk)
    return made


@transaction.atomic
def end_share(item_id: UUID, *, audience: Audience, by: Person) -> None:
    """End it. What was frozen before stays with those who score it."""
    item = locked_item(item_id, by=by)
    ended = Share.objects.filter(item=item, audience=audience, ended_at=None).update(ended_at=timezone.now())
    if ended:
        record("evidence.share-ended", on=item, by=by, audience=audience.pk)
