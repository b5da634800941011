"""A list of issuers that a verifier accepts, as data: kept by somebody, handed in as a file.

``{"issuers": [{"id": "did:web:voorbeeld.example", "name": "Voorbeeld", "domainProven": true}, …]}``. An ``id`` is what a
credential names as its issuer, to the letter. ``domainProven`` may be left out, and then is false.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credentials.core.errors import CredentialError
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.report import KnownIssuer

_MEMBERS = frozenset({"id", "name", "domainProven"})


class MalformedIssuerList(CredentialError):
    """Not a list of issuers, or one with a line that could be read two ways."""

    code = "issuers.malformed"


def read_issuer_list(content: str | bytes) -> dict[str, KnownIssuer]:
    """The issuers by their id. Raises MalformedIssuerList, and UnreadableDocument for what is no JSON object."""
    listed = parse_json_object(content).get("issuers")
    if not isinstance(listed, list):
        raise MalformedIssuerList("A list of issuers is an object with a list under 'issuers'.", field="/issuers")
    issuers: dict[str, KnownIssuer] = {}
    for number, entry in enumerate(listed):
        issuer = _read(entry, f"/issuers/{number}")
        if issuer.did in issuers:
            raise MalformedIssuerList(f"{issuer.did} is listed twice.", field=f"/issuers/{number}/id")
        issuers[issuer.did] = issuer
    return issuers


def _read(entry: Any, field: str) -> KnownIssuer:
    if not isinstance(entry, Mapping) or not _MEMBERS.issuperset(entry):
        raise MalformedIssuerList(f"{field} must hold an id and a name, and may hold domainProven.", field=field)
    identity, name, is_proven = entry.get("id"), entry.get("name"), entry.get("domainProven", False)
    if not isinstance(identity, str) or not is_absolute_iri(identity):
        raise MalformedIssuerList(f"{field}/id must be a DID or a web address.", field=f"{field}/id")
    if not isinstance(name, str) or not name.strip():
        raise MalformedIssuerList(f"{field}/name must be a text.", field=f"{field}/name")
    if not isinstance(is_proven, bool):
        raise MalformedIssuerList(f"{field}/domainProven must be true or false.", field=f"{field}/domainProven")
    return KnownIssuer(did=identity, name=name.strip(), is_domain_proven=is_proven)
