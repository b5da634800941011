"""An issuer of Open Badges 2.0 with its documents at their addresses, and somebody who fetches them."""

from __future__ import annotations

import base64
import copy
import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credentials.core.credential_checks import Surroundings
from credentials.core.errors import CredentialError, Unreachable
from credentials.core.open_badge_2 import verify_open_badge_2_in
from credentials.core.report import KnownIssuer, Report

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONTEXT = "https://w3id.org/openbadges/v2"
ISSUER = "https://issuer.example/profile.json"
BADGE = "https://issuer.example/classes/robotics.json"
ASSERTION = "https://issuer.example/assertions/1.json"
KEY = "https://issuer.example/key.json"
REVOCATIONS = "https://issuer.example/revoked.json"
ADDRESS = "beth@example.org"


def an_assertion(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": "deadsea",
            "identity": "sha256$" + hashes_of(ADDRESS + "deadsea"),
        },
        "badge": BADGE,
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2025-12-31T23:59:59+01:00",
        "evidence": {"id": "https://issuer.example/work.html", "name": "Robot", "narrative": "It walks."},
        **changes,
    }


def hashes_of(text: str) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(text.encode())
    return digest.finalize().hex()


def a_signed_assertion(**changes: Any) -> dict[str, Any]:
    return an_assertion(
        **{"id": "urn:uuid:1d9b3c5a-1", "verification": {"type": "SignedBadge", "creator": KEY}, **changes}
    )


class World(dict[str, Any]):
    """What stands where. ``asked`` counts every fetch."""

    def __init__(self, **changes: dict[str, Any]) -> None:
        super().__init__(copy.deepcopy(_documents()))
        self.asked: list[str] = []
        for name, members in changes.items():
            self[globals()[name]] = {**self[globals()[name]], **members}

    def fetch(self, address: str) -> Any:
        self.asked.append(address)
        answer = self.get(address, Unreachable("Nothing is fetched from there.", address=address))
        if isinstance(answer, CredentialError):
            raise answer
        return answer


@cache
def _documents() -> dict[str, Any]:
    return {
        ASSERTION: an_assertion(),
        BADGE: {
            "@context": CONTEXT,
            "type": "BadgeClass",
            "id": BADGE,
            "name": "Robotics",
            "description": "For robots that walk.",
            "image": "https://issuer.example/robot.png",
            "criteria": {"narrative": "Build one."},
            "issuer": ISSUER,
            "alignment": [{"targetName": "Engineering", "targetUrl": "https://frame.example/1", "targetCode": "E1"}],
            "version": "2",
            "related": {"id": "https://issuer.example/classes/es.json", "@language": "es"},
        },
        ISSUER: {
            "@context": CONTEXT,
            "type": "Profile",
            "id": ISSUER,
            "name": "Robot school",
            "url": "https://issuer.example",
            "email": "badges@issuer.example",
            "publicKey": KEY,
            "revocationList": REVOCATIONS,
        },
        KEY: {
            "@context": CONTEXT,
            "type": "CryptographicKey",
            "id": KEY,
            "owner": ISSUER,
            "publicKeyPem": pem_of(secret_key()),
        },
        REVOCATIONS: {"type": "RevocationList", "id": REVOCATIONS, "issuer": ISSUER, "revokedAssertions": []},
    }


@cache
def secret_key(number: int = 0, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The same key for the same number within a run."""
    del number
    return rsa.generate_private_key(65537, bits)


def pem_of(key: rsa.RSAPrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def jws(payload: dict[str, Any], *, key: rsa.RSAPrivateKey | None = None, header: dict[str, Any] | None = None) -> str:
    head = {"typ": "JWT", "alg": "RS256", **(header or {})}
    signing_input = f"{_encoded(json.dumps(head).encode())}.{_encoded(json.dumps(payload).encode())}"
    signature = (key or secret_key()).sign(signing_input.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signing_input}.{_encoded(signature)}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def known(address: str) -> KnownIssuer | None:
    return KnownIssuer(address, "Robot school") if address == ISSUER else None


def report_on(
    document: Any, world: World | None = None, *, expected_address: str | None = None, **changes: Any
) -> Report:
    world = world if world is not None else World()
    facts = {
        "now": NOW,
        "fetch": world.fetch,
        "is_known_issuer": known,
        "resolve_did": _no_did,
        "load_status_list": _no_did,
    }
    return verify_open_badge_2_in(Surroundings(**{**facts, **changes}), document, expected_address=expected_address)


def _no_did(address: str) -> Any:
    raise AssertionError(f"An Open Badge 2.0 has no DIDs and no status lists of 3.0: {address}")


def codes(report: Report) -> dict[str, str]:
    return {str(check.name): check.code for check in report.checks}
