"""The did:web document of an issuer: which keys speak for it, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credentials.core.contexts import DID_V1, MULTIKEY_V1
from credentials.core.errors import MalformedDid
from credentials.core.primitives.did import did_of
from credentials.core.primitives.keys import KeyKind, PublicKey
from credentials.core.primitives.timestamps import format_timestamp


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """One key of an issuer. ``id`` is the DID URL of the verification method, ``did:web:…#…``."""

    id: str
    public_key: bytes
    """Raw, as in ``PublicKey``."""
    expires: datetime | None = None
    revoked: datetime | None = None
    kind: KeyKind = KeyKind.ED25519


def build_did_document(did: str, keys: Sequence[IssuerKey]) -> dict[str, Any]:
    """Return the DID document with every key, also those that no longer sign.

    A rotated key stays in ``verificationMethod`` and ``assertionMethod`` for as long as a badge lives, so that old
    badges keep verifying; ``expires`` and ``revoked`` say until when its signatures count. Raises MalformedDid for a
    key of another DID, or an id that stands twice.
    """
    ids = [key.id for key in keys]
    if len(set(ids)) != len(ids) or any(did_of(key_id) != did or "#" not in key_id for key_id in ids):
        raise MalformedDid(f"Every key of {did} needs an id of its own below it.", value=did)
    current = [key.id for key in keys if key.revoked is None and key.expires is None]
    return {
        "@context": [DID_V1, MULTIKEY_V1],
        "id": did,
        "verificationMethod": [_method(did, key) for key in keys],
        "assertionMethod": ids,
        "authentication": current,
    }


def _method(did: str, key: IssuerKey) -> dict[str, Any]:
    method: dict[str, Any] = {
        "id": key.id,
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": PublicKey(key.kind, key.public_key).to_multibase(),
    }
    if key.expires is not None:
        method["expires"] = format_timestamp(key.expires)
    if key.revoked is not None:
        method["revoked"] = format_timestamp(key.revoked)
    return method
