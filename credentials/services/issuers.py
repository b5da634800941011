"""Making an issuer of an organisation, its DID document, and turning its key."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from credentials import rules
from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.primitives.keys import PublicKey
from credentials.keys import make_key, method_id
from credentials.models import IssuerProfile, SigningKey
from foundation.audit.services import record
from foundation.people.models import Organisation, Person


@transaction.atomic
def make_issuer(organisation: Organisation, *, by: Person | None) -> IssuerProfile:
    """Make an issuer of the organisation, with its first key; the second call finds the first result.

    The DID is that of the public address now, and stays so when that address changes.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    issuer, is_new = IssuerProfile.objects.get_or_create(
        organisation=organisation, defaults={"did": did_for(organisation, settings.ERKEND_PUBLIC_URL)}
    )
    if is_new:
        key = make_key(issuer)
        record("issuer.made", on=issuer, by=by, did=issuer.did, key=key.public_multibase)
    return issuer


@transaction.atomic
def rotate_key(issuer_id: UUID, *, by: Person | None) -> SigningKey:
    """Retire the active key and make a new one. Badges that the old key signed stay good; ``by`` None: the system."""
    issuer = IssuerProfile.objects.select_for_update().get(pk=issuer_id)
    if by is not None:
        rules.require_may_rotate(issuer, by)
    retired = active_key(issuer)
    retired.retired_at = timezone.now()
    retired.save(update_fields=["retired_at"])
    key = make_key(issuer)
    record("issuer.key-rotated", on=issuer, by=by, retired=retired.public_multibase, key=key.public_multibase)
    return key


def active_key(issuer: IssuerProfile) -> SigningKey:
    return issuer.keys.get(retired_at=None)


def did_for(organisation: Organisation, public_url: str) -> str:
    """``did:web:HOST:organisations:slug``; a port's colon is percent-encoded (did:web, section 3.1)."""
    host = urlsplit(public_url).netloc.lower()
    return f"did:web:{quote(host, safe='.-')}:organisations:{organisation.slug}"


def did_document(issuer: IssuerProfile) -> dict[str, Any]:
    """The document that the DID resolves to: every key that ever signed, retired ones too."""
    keys = [
        IssuerKey(id=method_id(key, issuer.did), public_key=PublicKey.from_multibase(key.public_multibase).raw)
        for key in issuer.keys.order_by("-created_at")
    ]
    return build_did_document(issuer.did, keys)
