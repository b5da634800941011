"""Status lists: a place for each badge, and the bit that says that it was withdrawn."""

from __future__ import annotations

import json
import secrets
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from credentials.core.primitives.bitstrings import with_bit
from credentials.core.primitives.data_integrity import add_proof
from credentials.core.status_list import build_status_list_credential
from credentials.errors import AlreadyRevoked, NoReason
from credentials.keys import DatabaseSigner, method_id
from credentials.models import Badge, IssuerProfile, StatusList
from credentials.rules import require_may_revoke
from credentials.services.issuers import active_key
from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.people.models import Person

# A list is half full at most: a random place is then found at once, and the order of issuing doesn't show.
_FILL = 2


def take_place(issuer: IssuerProfile) -> tuple[StatusList, int]:
    """A random unused place in a list of the issuer. Never given out twice; the caller holds the issuer's row."""
    status_list = (
        StatusList.objects.select_for_update()
        .filter(issuer=issuer, purpose="revocation", used__lt=F("length") / _FILL)
        .order_by("created_at")
        .first()
    )
    if status_list is None:
        status_list = StatusList(issuer=issuer)
        status_list.address = public_address(f"/status/{status_list.pk}")
        status_list.bits = bytes(status_list.length // 8)
        status_list.save(force_insert=True)
        _sign(status_list)
    while True:
        index = secrets.randbelow(status_list.length)
        if not status_list.badges.filter(status_index=index).exists():
            break
    status_list.used = F("used") + 1
    status_list.save(update_fields=["used"])
    return status_list, index


@transaction.atomic
def revoke(badge_id: UUID, *, because: str, by: Person | None) -> Badge:
    """Withdraw a badge for good, with a reason that whoever checks it can read. ``by`` None: the system. Raises NotAllowed."""
    badge = Badge.objects.select_for_update(of=("self",)).select_related("issuer__organisation").get(pk=badge_id)
    if by is not None:
        require_may_revoke(badge, by)
    if not because.strip():
        raise NoReason
    if badge.revoked_at is not None:
        raise AlreadyRevoked
    status_list = StatusList.objects.select_for_update().get(pk=badge.status_list_id)
    status_list.bits = with_bit(bytes(status_list.bits), badge.status_index, True)
    _sign(status_list)
    badge.revoked_at, badge.revoked_because, badge.revoked_by = timezone.now(), because.strip(), by
    badge.save(update_fields=["revoked_at", "revoked_because", "revoked_by"])
    record("badge.revoked", on=badge, by=by, status_list=status_list.pk, index=badge.status_index)
    return badge


def status_list_document(status_list: StatusList) -> dict[str, Any]:
    """The signed list as it is served."""
    document: dict[str, Any] = json.loads(status_list.signed)
    return document


def _sign(status_list: StatusList) -> None:
    """Sign the list as it stands now, and store both."""
    issuer, now = status_list.issuer, timezone.now()
    key = active_key(issuer)
    unsigned = build_status_list_credential(
        list_url=status_list.address,
        issuer_did=issuer.did,
        purpose=status_list.purpose,
        bits=bytes(status_list.bits),
        valid_from=now,
    )
    signed = add_proof(
        unsigned, signer=DatabaseSigner(key), verification_method=method_id(key, issuer.did), created=now
    )
    status_list.signed = json.dumps(signed, ensure_ascii=False, separators=(",", ":"))
    status_list.signed_at = now
    status_list.save(update_fields=["bits", "signed", "signed_at"])
