"""``relatedResource``: the digests that a credential states of other documents (data model 2.0, section 5.3).

A digest is computed when the resource is at hand, which means: when it is one of the shipped contexts or schemas,
whose bytes are kept for this. Another resource is not fetched.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Any

from credentials.core.contexts import CREDENTIALS_V2, published_digests, read_bytes
from credentials.core.errors import MalformedCredential, MalformedKey
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.multibase import decode_multibase

_SRI_LENGTHS = {"sha256": 32, "sha384": 48, "sha512": 64}  # the strongest last
# Of a second edition that is in use (``other_editions_sha256`` in contexts/index.json) only digests are kept, no bytes.
_OTHER_EDITIONS = {
    CREDENTIALS_V2: {
        "35239c36999d2155312091af194a1edb61634d6ad789a5e5b19f2aebdd762dd9d1dcaada40eda7ef921c6b8c0ae107a0",
        "cb1336dfa8670d80d03344b3b0cc25faf4d45201823c35f39bb1afe5a9f911f6"
        "15ff4ec80ec5f2f89e33d14e96bec8be78e38df35b918c9cd5f3b3449bd6c88f",
    }
}
_MULTIHASH = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}


def check_related_resources(value: Any) -> None:
    """Raise MalformedCredential for a malformed entry, and with code ``schema.digest`` for a digest that differs."""
    seen: set[str] = set()
    for number, entry in enumerate(value if isinstance(value, list) else [value]):
        field = f"/relatedResource/{number}" if isinstance(value, list) else "/relatedResource"
        if not isinstance(entry, Mapping) or not is_absolute_iri(entry.get("id")):
            raise _broken(field, "must be an object with an address as its id")
        url = entry["id"]
        if url in seen:
            raise _broken(field, "names a resource twice")
        seen.add(url)
        for member, digests in _stated_digests(entry, field).items():
            if not any(_fits(url, algorithm, digest) for algorithm, digest in digests):
                raise MalformedCredential(
                    f"The bytes of {url} are not those that the document states.",
                    code="schema.digest",
                    field=f"{field}/{member}",
                    url=url,
                )


def _stated_digests(entry: Mapping[str, Any], field: str) -> dict[str, list[tuple[str, bytes]]]:
    """By member, the digests of which one must fit."""
    stated = {}
    if "digestSRI" in entry:
        stated["digestSRI"] = _sri(entry["digestSRI"], f"{field}/digestSRI")
    if "digestMultibase" in entry:
        stated["digestMultibase"] = [_multibase(entry["digestMultibase"], f"{field}/digestMultibase")]
    if not stated:
        raise _broken(field, "must state a digest")
    return stated


def _sri(text: Any, field: str) -> list[tuple[str, bytes]]:
    """Subresource Integrity, section 3.3: of several digests, those of the strongest algorithm count."""
    hashes = [_hash_expression(part, field) for part in text.split()] if isinstance(text, str) else []
    if not hashes:
        raise _broken(field, "must be a digest in base64")
    strongest = max(_SRI_LENGTHS[algorithm] for algorithm, _ in hashes)
    return [(algorithm, digest) for algorithm, digest in hashes if len(digest) == strongest]


def _hash_expression(text: str, field: str) -> tuple[str, bytes]:
    algorithm, _, encoded = text.partition("-")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _broken(field, "must be a digest in base64") from error
    if len(digest) != _SRI_LENGTHS.get(algorithm, -1):
        raise _broken(field, "must be sha256-, sha384- or sha512- and the digest")
    return algorithm, digest


def _multibase(text: Any, field: str) -> tuple[str, bytes]:
    """A multihash, or the bare SHA-256 in base64url: both are in use."""
    try:
        data = decode_multibase(text)
    except MalformedKey as error:
        raise _broken(field, "must be a digest in multibase") from error
    algorithm = _MULTIHASH.get(data[:2])
    if algorithm is not None and len(data) == 2 + _SRI_LENGTHS[algorithm]:
        return algorithm, data[2:]
    if len(data) == 32:
        return "sha256", data
    raise _broken(field, "must be a SHA-2 digest")


def _fits(url: str, algorithm: str, digest: bytes) -> bool:
    editions = published_digests(url)
    if editions is None:
        return True
    if digest.hex() in editions or digest.hex() in _OTHER_EDITIONS.get(url, ()):
        return True
    content = read_bytes(url)
    return algorithm != "sha256" and content is not None and hashlib.new(algorithm, content).digest() == digest


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
