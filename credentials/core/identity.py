"""To whom a badge is bound: identities, salted and hashed or in plain text (Open Badges 3.0, IdentityObject)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from credentials.core.lenient import object_of, objects_of, text_of

ADDRESS_TYPES = frozenset({"emailAddress", "email"})


def identity_hash(identity: str, salt: str) -> str:
    """Return ``sha256$`` and the hex SHA-256 of identity and salt."""
    return "sha256$" + hashlib.sha256((identity + salt).encode()).hexdigest()


def fold_address(address: str) -> str:
    """The form in which an e-mail address is hashed: trimmed, lower case."""
    return address.strip().lower()


def matches_identity(credential: Any, identity: str, *, identity_types: Collection[str] = ADDRESS_TYPES) -> bool:
    """Say whether the credential is bound to this identity of one of these types, as written or in lower case.

    Every identity of these types counts: a badge may name several addresses of the same person.
    """
    return any(
        identity_fits(
            stated=text_of(entry.get("identityHash")),
            is_hashed=entry.get("hashed") is True,
            salt=text_of(entry.get("salt")),
            identity=identity,
        )
        for entry in identities_of(credential)
        if entry.get("identityType") in identity_types
    )


def identity_fits(*, stated: str, is_hashed: bool, salt: str, identity: str) -> bool:
    """Say whether what a badge states, a hash or plain text, is this identity."""
    if not is_hashed:
        return bool(stated) and fold_address(stated) == fold_address(identity)
    written = {identity, identity.strip(), fold_address(identity)}
    return any(_hash_fits(stated, candidate, salt) for candidate in written)


def identities_of(credential: Any) -> Iterator[Mapping[str, Any]]:
    for subject in objects_of(object_of(credential).get("credentialSubject")):
        yield from objects_of(subject.get("identifier"))


def holder_name_of(subject: Mapping[str, Any]) -> str | None:
    """The holder's name, where the badge gives it in plain text."""
    for entry in objects_of(subject.get("identifier")):
        if entry.get("identityType") == "name" and entry.get("hashed") is False:
            return text_of(entry.get("identityHash")) or None
    return None


def _hash_fits(stated: str, identity: str, salt: str) -> bool:
    algorithm, _, digest = stated.partition("$")
    if algorithm not in {"sha256", "md5"}:
        return False
    # MD5 occurs in badges of Open Badges 2.0; it binds an address, it does not protect anything here.
    computed = hashlib.new(algorithm, (identity + salt).encode(errors="replace"), usedforsecurity=False).hexdigest()
    from hmac import compare_digest  # noqa: PLC0415  # most badges are checked without an address

    return compare_digest(computed.encode(), digest.lower().encode(errors="replace"))
