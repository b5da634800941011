"""What people send besides a badge of ours: records, endorsed badges, tokens, presentations, hosted badges."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import certifi
import pytest
from django.utils import timezone

from credentials import services as credentials
from credentials.core.claim import IssuerFacts
from credentials.core.clr import build_clr
from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.envelopes import envelope, envelope_presentation
from credentials.core.primitives.data_integrity import add_proof
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import KeyKind, SecretKey
from credentials.keys import method_id, sign_with, signer_for
from credentials.models import Badge, IssuerProfile
from credentials.services import verification
from tests.loopback import DocumentServer, serving, write_certificate

RECORD_NAME = "Overzicht van Fatima el Amrani"
HOLDER = SecretKey(KeyKind.ED25519, bytes([21]) * 32)
STRANGER = SecretKey(KeyKind.ED25519, bytes([22]) * 32)


def a_record(issuer: IssuerProfile, badges: Sequence[Badge | Mapping[str, Any]], **changes: Any) -> bytes:
    """A signed learner record (CLR 2.0) of an issuer of ours, as a JSON file."""
    documents = [credentials.document_of(badge) if isinstance(badge, Badge) else badge for badge in badges]
    facts: dict[str, Any] = {
        "issuer": IssuerFacts(issuer.did, issuer.organisation.name, "https://waterrijk.example"),
        "credential_id": f"https://waterrijk.example/records/{issuer.pk}",
        "name": RECORD_NAME,
        "learner": {"id": did_key_for(HOLDER.public)[0]},
        "valid_from": timezone.now() - timedelta(hours=1),
    }
    return _as_file(_signed(issuer, build_clr(documents, **{**facts, **changes})))


def an_endorsed_badge(badge: Badge, *, comment: str = "Wij kijken bij het aannemen naar deze badge.") -> bytes:
    """The badge with an endorsement by somebody whom we don't know, signed anew by its issuer."""
    document = _unsigned(badge)
    document["endorsement"] = [an_endorsement(document["id"], comment=comment)]
    return _as_file(_signed(badge.issuer, document))


def an_endorsement(about: str, *, comment: str = "Een sterke badge.", name: str = "Branche Toezicht") -> dict[str, Any]:
    did, method = did_key_for(STRANGER.public)
    document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": "https://branche.example/endorsements/1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": {"id": did, "type": ["Profile"], "name": name},
        "validFrom": "2026-11-01T00:00:00Z",
        "credentialSubject": {"id": about, "type": ["EndorsementSubject"], "endorsementComment": comment},
    }
    return add_proof(document, signer=STRANGER, verification_method=method, created=timezone.now())


def a_token(badge: Badge, **members: Any) -> bytes:
    """The same badge as a token (JWT) of its issuer, as a text file. ``members`` are added to the badge."""
    key = credentials.active_key(badge.issuer)
    document = _unsigned(badge) | members
    return envelope(document, signer=signer_for(key), kid=method_id(key, badge.issuer.did)).encode() + b"\n"


def a_signed_badge(badge: Badge, subject: Mapping[str, Any] | None = None, **members: Any) -> bytes:
    """The badge with other members, of itself or of its subject, signed anew by its issuer."""
    document = _unsigned(badge) | members
    document["credentialSubject"] |= subject or {}
    return _as_file(_signed(badge.issuer, document))


def a_presentation(badges: Sequence[Badge], *, is_signed: bool = True) -> dict[str, Any]:
    did, method = did_key_for(HOLDER.public)
    document: dict[str, Any] = {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": did,
        "verifiableCredential": [credentials.document_of(badge) for badge in badges],
    }
    if not is_signed:
        return document
    return add_proof(
        document, signer=HOLDER, verification_method=method, created=timezone.now(), purpose="authentication"
    )


def a_presentation_token(badges: Sequence[Badge]) -> bytes:
    """A presentation signed by its holder as a token, as a text file."""
    document = a_presentation(badges, is_signed=False)
    return envelope_presentation(document, signer=HOLDER, kid=did_key_for(HOLDER.public)[1]).encode()


@contextmanager
def internet(folder: Path, settings: Any) -> Iterator[DocumentServer]:
    """Fetching is allowed, and what can be fetched stands on a server on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        certificate = write_certificate(folder / "localhost.pem")
        patch.setattr(certifi, "where", lambda: str(certificate))
        settings.ERKEND_FETCH = True
        verification._fetcher.cache_clear()
        with serving(certificate) as server:
            yield server
        verification._fetcher.cache_clear()


def host_badge(server: DocumentServer, *, address: str = "beth@example.org", **changes: Any) -> dict[str, Any]:
    """Put an Open Badge 2.0 with its class and its issuer on the server; gives the Assertion."""
    root, context = server.root, "https://w3id.org/openbadges/v2"
    salt = "deadsea"
    assertion = {
        "@context": context,
        "type": "Assertion",
        "id": f"{root}/assertions/1",
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": salt,
            "identity": "sha256$" + hashlib.sha256((address + salt).encode()).hexdigest(),
        },
        "badge": f"{root}/classes/robotica",
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2025-12-31T23:59:59+01:00",
        "evidence": {"id": "https://school.example/werk/robot", "narrative": "Een robot die loopt."},
        **changes,
    }
    server.documents["/assertions/1"] = assertion
    server.documents["/classes/robotica"] = {
        "@context": context,
        "type": "BadgeClass",
        "id": f"{root}/classes/robotica",
        "name": "Robotica",
        "description": "Voor wie een robot bouwt die loopt.",
        "image": f"{root}/robot.png",
        "criteria": {"narrative": "Bouw er een, en laat hem lopen."},
        "issuer": f"{root}/issuer",
        "alignment": [
            {"targetName": "Techniek", "targetUrl": "https://kader.example/techniek", "targetFramework": "Kader"}
        ],
    }
    server.documents["/issuer"] = {
        "@context": context,
        "type": "Issuer",
        "id": f"{root}/issuer",
        "name": "Robotschool",
        "url": "https://school.example",
        "email": "badges@school.example",
    }
    return assertion


def _unsigned(badge: Badge) -> dict[str, Any]:
    return {name: value for name, value in credentials.document_of(badge).items() if name != "proof"}


def _signed(issuer: IssuerProfile, document: Mapping[str, Any]) -> dict[str, Any]:
    return sign_with(credentials.active_key(issuer), document, did=issuer.did, created=timezone.now())


def _as_file(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
