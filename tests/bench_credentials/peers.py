"""The peers in Python: PyLD with ``cryptography``, openbadgeslib, and the floor below which nobody gets.

PyLD signs and checks the bare proof: URDNA2015 of document and proof options, SHA-256, Ed25519, with the contexts in
memory and the signature written by our own base58. openbadgeslib does its whole verification of an ``eddsa-rdfc-2022``
badge: form, contexts, proof, key (did:web), dates, and the status in a list that is signed in its own way (a JWT); DID
document and list come from memory.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyld import FrozenDocumentLoader, jsonld

from credentials.core.contexts import PUBLISHED
from credentials.core.primitives.multibase import decode_multibase, encode_base58btc
from credentials.core.primitives.timestamps import format_timestamp
from tests.bench_credentials.badges import ISSUER_DID, SITE, STATUS_LIST, Json, Shape, make_badge, set_places
from tests.bench_credentials.issuer import LIST_ISSUED, METHOD, SEED, created, did_document

PRIVATE = Ed25519PrivateKey.from_private_bytes(SEED)
PUBLIC = PRIVATE.public_key()

_LOADER = FrozenDocumentLoader({url: PUBLISHED[url] for url in PUBLISHED})
_OPTIONS = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _LOADER}


class DifferentBytes(Exception):
    """A peer signs something else than we do: no figure counts."""


def pyld_canonical(document: Json) -> str:
    """PyLD's own expansion and canonical form; for texts without control characters these are the bytes of RDFC-1.0."""
    canonical: str = jsonld.normalize(document, _OPTIONS)
    return canonical


def pyld_sign(document: Json, created: datetime) -> Json:
    """Return the document with a proof."""
    options = _proof_options("eddsa-rdfc-2022", created)
    return _with_proof(document, options, _pyld_hash(document, options))


def pyld_verify(text: str | bytes) -> None:
    """Check the proof of a badge in JSON. Raises InvalidSignature."""
    document = json.loads(text)
    options = document.pop("proof")
    signature = decode_multibase(options.pop("proofValue"))
    PUBLIC.verify(signature, _pyld_hash(document, options))


def jcs_bytes(document: Json) -> bytes:
    """What RFC 8785 makes of a document whose names are ASCII and that holds no numbers: the library of Python can do that."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def jcs_sign(document: Json, created: datetime) -> Json:
    """Return the document with a proof ``eddsa-jcs-2022``."""
    options = {"@context": document["@context"], **_proof_options("eddsa-jcs-2022", created)}
    return _with_proof(document, options, b"".join(_sha256(jcs_bytes(part)) for part in (options, document)))


def _proof_options(cryptosuite: str, created: datetime) -> Json:
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": cryptosuite,
        "created": format_timestamp(created),
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    }


def _with_proof(document: Json, options: Json, hashes: bytes) -> Json:
    value = encode_base58btc(PRIVATE.sign(hashes))
    return {**document, "proof": {**options, "proofValue": value}}


def _pyld_hash(document: Json, options: Json) -> bytes:
    options = {"@context": document["@context"], **options}
    return b"".join(_sha256(pyld_canonical(part).encode()) for part in (options, document))


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@cache
def signed_text(shape: Shape, number: int) -> str:
    """A signed badge as JSON text, of PyLD's making: our engine has not seen it when its turn comes."""
    return as_text(pyld_sign(make_badge(shape, number), created(number)))


@cache
def canonical_bytes(shape: Shape, number: int) -> bytes:
    """What is hashed of a badge, of PyLD's making."""
    return pyld_canonical(make_badge(shape, number)).encode()


def as_text(document: Json) -> str:
    """Compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def floor_sign(canonical: bytes) -> bytes:
    """What nobody can leave out: hash what is signed, and sign."""
    return PRIVATE.sign(_sha256(canonical))


def floor_verify(canonical: bytes, signature: bytes) -> None:
    """The same the other way round."""
    PUBLIC.verify(signature, _sha256(canonical))


class OpenBadgesLib:
    """openbadgeslib's verifier, which keeps the issuer's key from one badge to the next."""

    def __init__(self) -> None:
        from openbadgeslib.ob3 import OB3LdpVerifier  # noqa: PLC0415 -- half a second that other figures don't need
        from openbadgeslib.ob3.status_list import (  # noqa: PLC0415
            build_status_list_credential,
            sign_status_list_credential,
        )

        unsigned = build_status_list_credential(ISSUER_DID, STATUS_LIST, "revocation", set_places(), issued=LIST_ISSUED)
        pem = PRIVATE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._documents = {
            f"{SITE}/.well-known/did.json": json.dumps(did_document()).encode(),
            STATUS_LIST: sign_status_list_credential(unsigned, pem, "EdDSA").encode(),
        }
        self._verifier: Any = OB3LdpVerifier.for_issuer_did(ISSUER_DID)

    def verify(self, text: str) -> None:
        """Raises its own error for a badge that is not in order."""
        self._verifier.verify(text, check_status=True, download=self._documents.__getitem__)


def utc_now() -> datetime:
    """The moment that our verifier is given; the peers look at their own clock."""
    return datetime.now(UTC)
