"""What lies behind a badge, for who wants to know; read defensively, since it may be anybody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frontend.badges.statement import Fact

_ADDRESS_TYPES = {"emailAddress", "email"}
_MOST = 20


@dataclass(frozen=True, slots=True)
class Identity:
    """An address that the badge is bound to, as a hash (``sha256$`` and hex) with its salt."""

    hash: str
    salt: str


def identities_of(credential: Mapping[str, Any]) -> list[Identity]:
    """The hashed addresses of a badge, to be compared in the reader's own browser.

    Empty when it also names one in plain text: then only the server, which has the whole badge, can say no.
    """
    addresses = list(_addresses(credential))
    if not all(is_hashed for is_hashed, _identity in addresses):
        return []
    return [identity for _is_hashed, identity in addresses][:_MOST]


def _addresses(credential: Mapping[str, Any]) -> Iterator[tuple[bool, Identity]]:
    for subject in _objects(credential.get("credentialSubject")):
        for each in _objects(subject.get("identifier")):
            if each.get("identityType") in _ADDRESS_TYPES:
                yield each.get("hashed") is True, Identity(_text(each.get("identityHash")), _text(each.get("salt")))
    recipient = _object(credential.get("recipient"))  # of an Open Badge 2.0
    if recipient.get("type") in _ADDRESS_TYPES:
        yield recipient.get("hashed") is True, Identity(_text(recipient.get("identity")), _text(recipient.get("salt")))


def technical_facts(credential: Mapping[str, Any]) -> list[Fact]:
    """Identifiers, signature and status of a credential, a fact a line."""
    return [fact for fact in _facts(credential) if fact["value"]]


def _facts(credential: Mapping[str, Any]) -> Iterator[Fact]:
    issuer = credential.get("issuer")
    yield {"label": _("Identifier of the badge"), "value": _text(credential.get("id"))}
    yield {"label": _("Issuer (DID)"), "value": _text(issuer) or _text(_object(issuer).get("id"))}
    for proof in list(_objects(credential.get("proof")))[:_MOST]:
        kind = " ".join(filter(None, [_text(proof.get("type")), _text(proof.get("cryptosuite"))]))
        yield {"label": _("Signature"), "value": kind}
        yield {"label": _("Key"), "value": _text(proof.get("verificationMethod"))}
        yield {"label": _("Signed at"), "value": _text(proof.get("created"))}
    for status in list(_objects(credential.get("credentialStatus")))[:_MOST]:
        place = " #".join(
            filter(None, [_text(status.get("statusListCredential")), _text(status.get("statusListIndex"))])
        )
        yield {"label": _("Status list and place in it"), "value": place}
    for item in list(_objects(credential.get("evidence")))[:_MOST]:
        if (evidence := _text(item.get("id"))).startswith("ni:"):
            yield {"label": _("Fingerprint of the frozen dossier"), "value": evidence}


def _text(value: Any) -> str:
    return value[:500] if isinstance(value, str) else ""


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item
