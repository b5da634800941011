"""Making an issuer of an organisation, and its DID document."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from credentials.core.did_document import IssuerKey, build_did_document
from credentials.keys import make_key, method_id, public_key_of
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


def active_key(issuer: IssuerProfile) -> SigningKey:
    return issuer.keys.get(retired_at=None)


def lock_issuer(issuer_id: UUID) -> IssuerProfile:
    """Hold the issuer's row: its key is not turned meanwhile, and whoever signs for it waits."""
    return IssuerProfile.objects.select_for_update().get(pk=issuer_id)


def did_for(organisation: Organisation, public_url: str) -> str:
    """``did:web:HOST:organisations:slug``; a port's colon is percent-encoded (did:web, section 3.1)."""
    host = urlsplit(public_url).netloc.lower()
    return f"did:web:{quote(host, safe='.-')}:organisations:{organisation.slug}"


def did_document(issuer: IssuerProfile) -> dict[str, Any]:
    """The document that the DID resolves to: every key that ever signed, with the end of those that sign no more."""
    return build_did_document(issuer.did, [_issuer_key(key, issuer.did) for key in issuer.keys.order_by("-created_at")])


def _issuer_key(key: SigningKey, did: str) -> IssuerKey:
    public = public_key_of(key)
    return IssuerKey(
        id=method_id(key, did),
        public_key=public.raw,
        kind=public.kind,
        expires=key.retired_at,
        revoked=key.revoked_at,
    )
