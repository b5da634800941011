"""What goes along as information: it says what happened, and becomes nothing that counts where it arrives.

Whoever brings an export in could have written it, so that what others decided, signed or checked elsewhere stays apart
from what was decided, signed or checked here. It is kept as it came, and goes along again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Prefetch

from foundation.people.models import Person
from portfolio.models import (
    AudienceMember,
    EvidenceRequest,
    Manifest,
    PlannedItem,
    Share,
    ShareLinkItem,
    Testimony,
    Witness,
)
from portfolio.taking_along import items, references
from portfolio.taking_along.keys import Keys
from portfolio.taking_along.parcel import Packing, Part, Row, Taking
from portfolio.taking_along.plain import day, moment


def _kept_part(name: str, own: Callable[[Packing], Iterable[tuple[UUID, Row]]]) -> Part:
    """``own``: the identifier and the row of each record of the person's."""

    def pack(packing: Packing) -> list[Row]:
        rows = [{"key": str(pk), **row} for pk, row in own(packing)]
        return sorted([*rows, *packing.keys.only_kept(name)], key=lambda row: str(row["key"]))

    def take(rows: list[Row], taking: Taking) -> None:
        for row in rows:
            taking.note(name, row["key"], None, row)

    def here(owner: Person) -> frozenset[str]:
        return frozenset(str(pk) for pk, _row in own(Packing(owner, Keys(owner))))

    return Part(name, pack, take, here)


def _shares(packing: Packing) -> Iterable[tuple[UUID, Row]]:
    """With whom an item was shared: by name, with a trajectory's people, or by a link."""
    shares = (
        Share.objects.filter(item__owner=packing.owner)
        .select_related("audience__named_reader")
        .prefetch_related(Prefetch("audience__members", AudienceMember.objects.select_related("person")))
    )
    for share in shares:
        is_named = hasattr(share.audience, "named_reader")
        yield (
            share.pk,
            {
                "item": packing.keys.of(items.NAME, share.item_id),
                "way": "person" if is_named else "trajectory",
                "with": sorted(member.person.name for member in share.audience.members.all()),
                "shared_at": moment(share.shared_at),
                "ended_at": moment(share.ended_at),
            },
        )
    for shown in ShareLinkItem.objects.filter(link__owner=packing.owner).select_related("link"):
        yield (
            shown.pk,
            {
                "item": packing.keys.of(items.NAME, shown.item_id),
                "way": "link",
                "with": [shown.link.title],
                "shared_at": moment(shown.link.made_at),
                "ended_at": moment(shown.link.revoked_at or shown.link.expires_at),
            },
        )


def _manifests(packing: Packing) -> Iterable[tuple[UUID, Row]]:
    """What was handed in, word for word: its fingerprint stands in scores and badges."""
    for manifest in Manifest.objects.filter(owner=packing.owner):
        yield (
            manifest.pk,
            {
                "number": manifest.number,
                "sha256": manifest.sha256,
                "document": manifest.document,
                "frozen_at": moment(manifest.frozen_at),
            },
        )


def _testimonies(packing: Packing) -> Iterable[tuple[UUID, Row]]:
    """What a referee signed by their link."""
    for testimony in Testimony.objects.filter(item__owner=packing.owner):
        yield (
            testimony.pk,
            {
                "item": packing.keys.of(items.NAME, testimony.item_id),
                "document": testimony.document,
                "sha256": testimony.sha256,
                "signed_at": moment(testimony.signed_at),
            },
        )


def _witnesses(packing: Packing) -> Iterable[tuple[UUID, Row]]:
    """Who the witnesses said they are."""
    for witness in Witness.objects.filter(owner=packing.owner):
        yield (
            witness.pk,
            {
                "email": witness.email,
                "name": witness.name,
                "function": witness.function,
                "knows_how": witness.knows_how,
                "tie": witness.tie,
                "said_at": moment(witness.said_at),
            },
        )


def _plan(packing: Packing) -> Iterable[tuple[UUID, Row]]:
    """What was agreed to be shown."""
    planned = PlannedItem.objects.filter(owner=packing.owner).prefetch_related("work_processes__version__standard")
    for each in planned:
        yield (
            each.pk,
            {
                "title": each.title,
                "kind": each.kind,
                "for": sorted(map(references.reference, each.work_processes.all()), key=references.order_of),
                "item": packing.keys.of(items.NAME, each.item_id) if each.item_id else None,
                "due_on": day(each.due_on),
                "accepted_at": moment(each.accepted_at),
                "fulfilled_at": moment(each.fulfilled_at),
                "ended_at": moment(each.ended_at),
                "ended_because": each.ended_because,
            },
        )


def _requests(packing: Packing) -> Iterable[tuple[UUID, Row]]:
    """What a coach asked to add."""
    for request in EvidenceRequest.objects.filter(owner=packing.owner):
        yield (
            request.pk,
            {
                "item": packing.keys.of(items.NAME, request.item_id) if request.item_id else None,
                "text": request.text,
                "due_on": day(request.due_on),
                "asked_at": moment(request.asked_at),
                "done_at": moment(request.done_at),
                "withdrawn_at": moment(request.withdrawn_at),
            },
        )


SHARING = _kept_part("sharing", _shares)
MANIFESTS = _kept_part("manifests", _manifests)
TESTIMONIES = _kept_part("testimonies", _testimonies)
PLAN = _kept_part("plan", _plan)
REQUESTS = _kept_part("requests", _requests)
WITNESSES = _kept_part("witnesses", _witnesses)
