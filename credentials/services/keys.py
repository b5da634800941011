"""Turning an issuer's key, and revoking one that others may have got hold of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from credentials import rules
from credentials.core.primitives.keys import KeyKind
from credentials.errors import KeyAlreadyRevoked, RevokedInTheFuture
from credentials.keys import make_key
from credentials.models import Badge, IssuerProfile, SigningKey
from credentials.services.issuers import active_key, lock_issuer
from credentials.services.status import sign_lists_anew
from foundation.audit.services import record
from foundation.people.models import Person


@transaction.atomic
def rotate_key(issuer_id: UUID, *, by: Person | None, kind: KeyKind | None = None) -> SigningKey:
    """Retire the active key and make a new one. Badges that the old key signed stay good; ``by`` None: the system.

    The new key lies where the settings say: in the security module, or encrypted in the database. ``kind``: Ed25519 or
    P-256; by default Ed25519, or what the module knows. Raises NotAllowed, ModuleUnavailable.
    """
    issuer = lock_issuer(issuer_id)
    if by is not None:
        rules.require_may_rotate(issuer, by)
    return _turn(issuer, active_key(issuer), kind, by=by)


@transaction.atomic
def revoke_key(key_id: UUID, *, since: datetime, by: Person | None) -> SigningKey:
    """Let nothing count that this key signed after ``since``: others may have it. ``by`` None: the system.

    An active key is turned at once. Raises NotAllowed, KeyAlreadyRevoked, RevokedInTheFuture; ModuleUnavailable when the
    issuer's lists can't be signed with the key that follows.
    """
    issuer = lock_issuer(SigningKey.objects.values_list("issuer", flat=True).get(pk=key_id))
    if by is not None:
        rules.require_may_rotate(issuer, by)
    key = SigningKey.objects.get(pk=key_id)
    if key.revoked_at is not None:
        raise KeyAlreadyRevoked
    if since > timezone.now():
        raise RevokedInTheFuture
    if key.retired_at is None:
        _turn(issuer, key, None, by=by)
    key.revoked_at = since
    key.save(update_fields=["revoked_at"])
    record("issuer.key-revoked", on=issuer, by=by, key=key.public_multibase, since=since.isoformat())
    sign_lists_anew(issuer)  # a list that the revoked key signed would count for nothing, nor would any badge in it
    return key


def badges_that_fell(key: SigningKey) -> int:
    """How many badges a revoked key signed after it stopped counting: they are to be issued anew."""
    return Badge.objects.filter(signing_key=key, issued_at__gt=key.revoked_at).count() if key.revoked_at else 0


def _turn(issuer: IssuerProfile, retired: SigningKey, kind: KeyKind | None, *, by: Person | None) -> SigningKey:
    retired.retired_at = timezone.now()
    retired.save(update_fields=["retired_at"])
    key = make_key(issuer, kind)
    record("issuer.key-rotated", on=issuer, by=by, retired=retired.public_multibase, key=key.public_multibase)
    return key
