"""Who issues the badges that are measured, and what a verifier reads of it. All of it is in memory, nothing is fetched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from credentials.core.primitives.bitstrings import with_bits
from credentials.core.primitives.data_integrity import add_proof
from credentials.core.primitives.keys import KeyKind, SecretKey
from credentials.core.primitives.multibase import encode_base58btc
from credentials.core.report import KnownIssuer
from credentials.core.status_list import build_status_list_credential
from tests.bench_credentials.badges import ISSUER_DID, LIST_BITS, STATUS_LIST, Json, set_places

SEED = bytes(range(32))
KEY = SecretKey(KeyKind.ED25519, SEED)
METHOD = f"{ISSUER_DID}#key-1"
LIST_ISSUED = datetime(2024, 1, 1, tzinfo=UTC)
_FIRST_SIGNED = datetime(2024, 2, 1, 8, 0, tzinfo=UTC)


def did_document() -> Json:
    """The did:web document, with the one key."""
    method = {
        "id": METHOD,
        "type": "Multikey",
        "controller": ISSUER_DID,
        "publicKeyMultibase": encode_base58btc(b"\xed\x01" + KEY.public_key),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": ISSUER_DID,
        "verificationMethod": [method],
        "assertionMethod": [METHOD],
    }


def list_bits(length: int = LIST_BITS) -> bytes:
    """A status list in which one entry in a hundred is set."""
    return with_bits(bytes(length // 8), set_places(length), True)


@cache
def status_list() -> Json:
    """The signed list that every badge has its place in."""
    unsigned = build_status_list_credential(
        list_url=STATUS_LIST, issuer_did=ISSUER_DID, bits=list_bits(), valid_from=LIST_ISSUED
    )
    return add_proof(unsigned, signer=KEY, verification_method=METHOD, created=LIST_ISSUED)


def created(number: int) -> datetime:
    """When the badge of this number is signed."""
    return _FIRST_SIGNED + timedelta(minutes=number)


def known_issuer(did: str) -> KnownIssuer | None:
    """A verifier that knows this issuer and no other."""
    return KnownIssuer(did=did, name="EVC-huis Voorbeeld") if did == ISSUER_DID else None
