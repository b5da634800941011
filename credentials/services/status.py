"""Status lists: places for each badge, and the bits that say that it was withdrawn or suspended."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from credentials.core.primitives.bitstrings import with_bit
from credentials.core.status_list import REVOCATION, SUSPENSION, build_status_list_credential
from credentials.errors import AlreadyRevoked, AlreadySuspended, CanNotBeSuspended, NoReason, NotSuspended
from credentials.keys import sign_with
from credentials.models import Badge, IssuerProfile, StatusList
from credentials.rules import require_may_revoke
from credentials.services.issuers import active_key, lock_issuer
from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import ErkendError
from foundation.people.models import Person

logger = logging.getLogger(__name__)

# A list that was signed counts for a week, and is signed anew when it is asked for in the second half of that.
_VALIDITY = timedelta(days=7)
_FRESH = _VALIDITY / 2
_TTL = timedelta(minutes=5)  # how long a verifier may go on with the copy it has
_CLOCKS_DIFFER = timedelta(minutes=5)
# Seven eighths of a list are given out, so that a few draws find a free place; the rest hides how many there are.
_GIVEN_OUT, _OF = 7, 8
_DRAWS = 32
_COLUMNS = {REVOCATION: ("status_list", "status_index"), SUSPENSION: ("suspension_list", "suspension_index")}


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a list that is one badge's."""

    status_list: StatusList
    index: int


def purposes() -> tuple[str, ...]:
    """What a badge that is issued now has a status entry for, in the order of the entries.

    The data model allows several entries (VC Data Model 2.0, section 4.10). The schema of Open Badges 3.0 allows one, and
    checkers that go by it refuse a badge with two, so that suspension is for operators to choose.
    """
    return (REVOCATION, SUSPENSION) if settings.ERKEND_SUSPENSION else (REVOCATION,)


def take_places(issuer: IssuerProfile) -> tuple[Place, ...]:
    """A random unused place for each of ``purposes``, in lists of the issuer; the caller holds the issuer's row.

    None is given out twice: the database's unique constraint has the last word.
    """
    wanted = purposes()
    rooms: dict[str, StatusList] = {}
    open_lists = (
        StatusList.objects.select_for_update()
        .only("address", "purpose", "length")  # not the bits: issuing doesn't touch them
        .filter(issuer=issuer, purpose__in=wanted, used__lt=F("length") * _GIVEN_OUT / _OF)
        .order_by("created_at")
    )
    for status_list in open_lists:
        rooms.setdefault(status_list.purpose, status_list)
    places = tuple(_free_place(rooms.get(purpose) or _new_list(issuer, purpose)) for purpose in wanted)
    StatusList.objects.filter(pk__in=[place.status_list.pk for place in places]).update(used=F("used") + 1)
    return places


def columns_of(places: Sequence[Place]) -> dict[str, Any]:
    """The columns of a Badge that hold these places."""
    columns: dict[str, Any] = {}
    for place in places:
        list_column, index_column = _COLUMNS[place.status_list.purpose]
        columns |= {list_column: place.status_list, index_column: place.index}
    return columns


@transaction.atomic
def revoke(badge_id: UUID, *, because: str, by: Person | None) -> Badge:
    """Withdraw a badge for good, with a reason that whoever checks it can read. ``by`` None: the system.

    Raises NotAllowed, NoReason, AlreadyRevoked; ModuleUnavailable when the list can't be signed.
    """
    badge = _locked(badge_id, by)
    if not because.strip():
        raise NoReason(_("Say why the badge is withdrawn. Whoever checks it will read that."))
    if badge.revoked_at is not None:
        raise AlreadyRevoked
    _set_bit(badge.status_list_id, badge.status_index, True)
    badge.revoked_at, badge.revoked_because, badge.revoked_by = timezone.now(), because.strip(), by
    badge.save(update_fields=["revoked_at", "revoked_because", "revoked_by"])
    record("badge.revoked", on=badge, by=by, status_list=badge.status_list_id, index=badge.status_index)
    return badge


@transaction.atomic
def replace(badge_id: UUID, *, new: Badge, because: str, by: Person | None) -> Badge:
    """Withdraw a badge since ``new`` came in its place; whoever checks it reads that. A retry does nothing.

    From here nothing of the old one is served any more: its address and its code say only that it was replaced, and when.
    For the rooms above, which know who may decide that; ``by`` is whom they asked. Raises AlreadyRevoked;
    ModuleUnavailable when the list can't be signed.
    """
    badge = _locked(badge_id, None)
    if badge.replaced_by_id == new.pk:
        return badge
    if badge.replaced_by_id is not None or badge.revoked_at is not None:
        raise AlreadyRevoked
    _set_bit(badge.status_list_id, badge.status_index, True)
    badge.revoked_at, badge.revoked_because, badge.revoked_by = timezone.now(), because.strip(), by
    badge.replaced_by = new
    badge.save(update_fields=["revoked_at", "revoked_because", "revoked_by", "replaced_by"])
    record("badge.replaced", on=badge, by=by, replaced_by=new.pk)
    return badge


@transaction.atomic
def suspend(badge_id: UUID, *, because: str, by: Person | None) -> Badge:
    """Stop a badge for the time being, with a reason that whoever checks it can read. ``by`` None: the system.

    Raises NotAllowed, NoReason, AlreadyRevoked, AlreadySuspended, CanNotBeSuspended; ModuleUnavailable when the list
    can't be signed.
    """
    badge = _locked(badge_id, by)
    if not because.strip():
        raise NoReason(_("Say why the badge is suspended. Whoever checks it will read that."))
    if badge.revoked_at is not None:
        raise AlreadyRevoked
    if badge.suspended_at is not None:
        raise AlreadySuspended
    if badge.suspension_list_id is None or badge.suspension_index is None:
        raise CanNotBeSuspended
    _set_bit(badge.suspension_list_id, badge.suspension_index, True)
    badge.suspended_at, badge.suspended_because, badge.suspended_by = timezone.now(), because.strip(), by
    badge.save(update_fields=["suspended_at", "suspended_because", "suspended_by"])
    record("badge.suspended", on=badge, by=by, status_list=badge.suspension_list_id, index=badge.suspension_index)
    return badge


@transaction.atomic
def lift_suspension(badge_id: UUID, *, by: Person | None) -> Badge:
    """Let a suspended badge count again. ``by`` None: the system.

    Raises NotAllowed, AlreadyRevoked, NotSuspended; ModuleUnavailable when the list can't be signed.
    """
    badge = _locked(badge_id, by)
    if badge.revoked_at is not None:
        raise AlreadyRevoked
    if badge.suspended_at is None or badge.suspension_list_id is None or badge.suspension_index is None:
        raise NotSuspended
    _set_bit(badge.suspension_list_id, badge.suspension_index, False)
    badge.suspended_at, badge.suspended_because, badge.suspended_by = None, "", None
    badge.save(update_fields=["suspended_at", "suspended_because", "suspended_by"])
    record(
        "badge.suspension-lifted", on=badge, by=by, status_list=badge.suspension_list_id, index=badge.suspension_index
    )
    return badge


def signed_status_list(status_list_id: UUID) -> str:
    """The list as it is served, signed anew when the signature it has is past half its time. Raises StatusList.DoesNotExist.

    When it can't be signed now, the one it has goes out: to say until when it counts is what its dates are for.
    """
    status_list = StatusList.objects.only("signed", "signed_at").get(pk=status_list_id)
    if _is_fresh(status_list):
        return status_list.signed
    try:
        return _signed_anew(status_list_id)
    except ErkendError as error:
        logger.warning("status list %s could not be signed anew: %s", status_list_id, error.code)
        return status_list.signed


def status_list_document(status_list: StatusList) -> dict[str, Any]:
    """The list as it is served, parsed."""
    document: dict[str, Any] = json.loads(signed_status_list(status_list.pk))
    return document


def sign_lists_anew(issuer: IssuerProfile) -> None:
    """Sign every list of the issuer with the key it has now; the caller holds the issuer's row."""
    for status_list in StatusList.objects.select_for_update().filter(issuer=issuer).order_by("pk"):
        _sign(status_list)


def _locked(badge_id: UUID, by: Person | None) -> Badge:
    """The issuer's row comes first, as in issuing: while it is held the key that signs the list is not turned."""
    lock_issuer(Badge.objects.values_list("issuer", flat=True).get(pk=badge_id))
    badge = Badge.objects.select_for_update(of=("self",)).select_related("issuer__organisation").get(pk=badge_id)
    if by is not None:
        require_may_revoke(badge, by)
    return badge


def _new_list(issuer: IssuerProfile, purpose: str) -> StatusList:
    status_list = StatusList(issuer=issuer, purpose=purpose, length=settings.ERKEND_STATUS_LIST_ENTRIES)
    status_list.address = public_address(f"/status/{status_list.pk}")
    status_list.bits = bytes(status_list.length // 8)
    status_list.save(force_insert=True)
    _sign(status_list)
    return status_list


def _free_place(status_list: StatusList) -> Place:
    list_column, index_column = _COLUMNS[status_list.purpose]
    here = Badge.objects.filter(**{list_column: status_list}).order_by()
    while True:
        drawn = [secrets.randbelow(status_list.length) for _draw in range(_DRAWS)]
        taken = set(here.filter(**{f"{index_column}__in": drawn}).values_list(index_column, flat=True))
        for index in drawn:
            if index not in taken:
                return Place(status_list, index)


def _set_bit(status_list_id: UUID, index: int, value: bool) -> None:
    status_list = StatusList.objects.select_for_update().get(pk=status_list_id)
    status_list.bits = with_bit(bytes(status_list.bits), index, value)
    _sign(status_list)


@transaction.atomic
def _signed_anew(status_list_id: UUID) -> str:
    lock_issuer(StatusList.objects.values_list("issuer", flat=True).get(pk=status_list_id))
    status_list = StatusList.objects.select_for_update().get(pk=status_list_id)
    if not _is_fresh(status_list):  # else another reader was first
        _sign(status_list)
    return status_list.signed


def _is_fresh(status_list: StatusList) -> bool:
    return status_list.signed_at is not None and timezone.now() < status_list.signed_at + _FRESH


def _sign(status_list: StatusList) -> None:
    """Sign the list as it stands now, and store both in one write; the caller holds the issuer's row."""
    issuer, now = status_list.issuer, timezone.now()
    unsigned = build_status_list_credential(
        list_url=status_list.address,
        issuer_did=issuer.did,
        purpose=status_list.purpose,
        bits=bytes(status_list.bits),
        valid_from=now - _CLOCKS_DIFFER,
        valid_until=now + _VALIDITY,
        ttl=_TTL,
    )
    signed = sign_with(active_key(issuer), unsigned, did=issuer.did, created=now)
    status_list.signed = json.dumps(signed, ensure_ascii=False, separators=(",", ":"))
    status_list.signed_at = now
    status_list.save(update_fields=["bits", "signed", "signed_at"])
