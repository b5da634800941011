"""did:key and did:web, and the documents they lead to. No network here: a resolver is handed in elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from credentials.core.contexts import DID_V1, MULTIKEY_V1
from credentials.core.errors import MalformedDid, MalformedKey
from credentials.core.primitives.keys import KeyKind, PublicKey
from credentials.core.primitives.timestamps import parse_timestamp

_DID = re.compile(r"did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})+")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?=.{{1,253}}(?::|$)){_LABEL}(?:\.{_LABEL})*(?::\d{{1,5}})?"
_RELATIONSHIPS = ("authentication", "assertionMethod", "capabilityInvocation", "capabilityDelegation")
_KEY_MEMBERS = {
    "Multikey": "publicKeyMultibase",
    "Ed25519VerificationKey2020": "publicKeyMultibase",
    "JsonWebKey": "publicKeyJwk",
    "JsonWebKey2020": "publicKeyJwk",
}


class VerificationMethod(NamedTuple):
    """One key of a DID document. ``expires`` and ``revoked`` say until when its signatures count."""

    id: str
    controller: str
    key: PublicKey
    expires: datetime | None = None
    revoked: datetime | None = None


def did_of(did_url: str) -> str:
    """Return the DID of a DID URL, without path, query or fragment. Raises MalformedDid."""
    did = re.split(r"[/?#]", did_url, maxsplit=1)[0] if isinstance(did_url, str) else ""
    if not _DID.fullmatch(did):
        raise MalformedDid(f"{did_url!r} is not a DID.", value=str(did_url))
    return did


def did_key_for(key: PublicKey) -> tuple[str, str]:
    """Return the did:key of an Ed25519, P-256 or P-384 key and the id of its one verification method."""
    multibase = key.to_multibase()
    return f"did:key:{multibase}", f"did:key:{multibase}#{multibase}"


def resolve_did_key(did: str) -> dict[str, Any]:
    """Return the DID document of a did:key, which needs no network. Raises MalformedDid."""
    multibase = did.removeprefix("did:key:")
    if not did.startswith("did:key:"):
        raise MalformedDid(f"{did!r} is not a did:key.", value=did)
    try:
        PublicKey.from_multibase(multibase)
    except MalformedKey as error:
        raise MalformedDid(f"{did!r} holds no key.", value=did) from error
    method = f"{did}#{multibase}"
    document: dict[str, Any] = {
        "@context": [DID_V1, MULTIKEY_V1],
        "id": did,
        "verificationMethod": [{"id": method, "type": "Multikey", "controller": did, "publicKeyMultibase": multibase}],
    }
    document.update({relationship: [method] for relationship in _RELATIONSHIPS})
    return document


def did_web_url(did: str) -> str:
    """Return the https address of a did:web's document (did:web method, section 3.2). Raises MalformedDid.

    ``:`` becomes ``/`` first and percent-decoding comes second, so ``%3A`` is the colon of a port.
    """
    from urllib.parse import unquote  # noqa: PLC0415  # only where something is fetched

    if not _DID.fullmatch(did) or not did.startswith("did:web:"):
        raise MalformedDid(f"{did!r} is not a did:web.", value=did)
    host, *path = did.removeprefix("did:web:").split(":")
    host = unquote(host)
    if not re.fullmatch(_HOST, host) or _is_ip_address(host):
        raise MalformedDid(f"{did!r} names no host.", value=did)
    segments = [unquote(segment) for segment in path]
    if any(not _is_safe_segment(segment) for segment in segments):
        raise MalformedDid(f"{did!r} has a path that can't be right.", value=did)
    # A segment is decoded and written into the address as it is, save for what an address can't hold.
    return f"https://{host}/{'/'.join(segments) if segments else '.well-known'}/did.json"


def find_method(document: Mapping[str, Any], did: str, method_id: str) -> VerificationMethod | None:
    """Return the method with this id from the DID's document, None when it isn't there.

    Raises MalformedDid when the document is another's or the method can't be read.
    """
    require_document_of(document, did)
    for candidate in _embedded_methods(document):
        if _absolute(candidate.get("id"), did) == method_id:
            return _parse_method(candidate, did, method_id)
    return None


def may_assert(document: Mapping[str, Any], did: str, method_id: str, *, purpose: str = "assertionMethod") -> bool:
    """Say whether the document lists the method under ``purpose``, by reference or embedded."""
    listed = document.get(purpose)
    for item in listed if isinstance(listed, list) else [listed]:
        reference = item.get("id") if isinstance(item, Mapping) else item
        if _absolute(reference, did) == method_id:
            return True
    return False


def require_document_of(document: Any, did: str) -> None:
    """Raise MalformedDid unless ``document`` is an object whose ``id`` is exactly this DID."""
    if not isinstance(document, Mapping) or document.get("id") != did:
        raise MalformedDid(f"What {did} leads to is not its own document.", value=did, code="issuer.other-document")


def _embedded_methods(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for member in ("verificationMethod", *_RELATIONSHIPS):
        listed = document.get(member)
        found += [item for item in (listed if isinstance(listed, list) else [listed]) if isinstance(item, Mapping)]
    return found


def _absolute(reference: Any, did: str) -> str | None:
    if not isinstance(reference, str):
        return None
    return did + reference if reference.startswith("#") else reference


def _parse_method(method: Mapping[str, Any], did: str, method_id: str) -> VerificationMethod:
    kind_name, controller = method.get("type"), method.get("controller")
    if not isinstance(kind_name, str) or kind_name not in _KEY_MEMBERS or not isinstance(controller, str):
        raise MalformedDid(
            f"The key {method_id} is of a kind that can't be used here.", code="issuer.key-kind", value=str(kind_name)
        )
    try:
        key = _key_of(method)
    except MalformedKey as error:
        raise MalformedDid(f"The key {method_id} can't be read.", code="issuer.key-malformed") from error
    if did.startswith("did:key:") and method_id != f"{did}#{did.removeprefix('did:key:')}":
        raise MalformedDid(f"{method_id} is not the key of {did}.", code="issuer.key-malformed")
    return VerificationMethod(
        id=method_id,
        controller=controller,
        key=key,
        expires=_moment(method, "expires"),
        revoked=_moment(method, "revoked"),
    )


def _key_of(method: Mapping[str, Any]) -> PublicKey:
    kind_name = method["type"]
    member = _KEY_MEMBERS[kind_name]
    if [name for name in ("publicKeyJwk", "publicKeyMultibase") if name in method] != [member]:
        raise MalformedKey(f"A {kind_name} holds its key in {member} and nowhere else.")
    if member == "publicKeyJwk":
        if not isinstance(method[member], Mapping):
            raise MalformedKey("This is not a JWK.")
        return PublicKey.from_jwk(method[member])
    key = PublicKey.from_multibase(method[member])
    if kind_name == "Ed25519VerificationKey2020" and key.kind is not KeyKind.ED25519:
        raise MalformedKey("This is not the kind of key that its type says.")
    return key


def _moment(method: Mapping[str, Any], member: str) -> datetime | None:
    if member not in method:
        return None
    moment = parse_timestamp(method[member])
    if moment is None:
        raise MalformedDid(f"The {member} of a key is not a moment with a time zone.", code="issuer.key-malformed")
    return moment


def _is_safe_segment(segment: str) -> bool:
    return bool(segment) and segment not in {".", ".."} and not re.search(r"[/\\?#%\x00-\x20\x7f]", segment)


def _is_ip_address(host: str) -> bool:
    import ipaddress  # noqa: PLC0415  # only where something is fetched

    name = host.rsplit(":", 1)[0] if ":" in host else host
    if re.fullmatch(r"[0-9.]+|0[xX][0-9a-fA-F]+", name):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
