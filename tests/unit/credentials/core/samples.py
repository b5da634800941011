"""A signer, a claim and a signed badge for the tests of the credential core."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from credentials.core.claim import (
    BadgeClaim,
    InstrumentClaim,
    IssuerFacts,
    LevelClaim,
    RouteClaim,
    UnitClaim,
    Verdict,
)
from credentials.core.open_badge import build_credential
from credentials.core.primitives.data_integrity import add_proof
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import KeyKind, SecretKey
from tests.require import shared

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CREDENTIAL_ID = "https://erkend.example/badges/6d7a3c1e-5b5f-4f0e-9f43-0f8f3a1f2b11"
ACHIEVEMENT_ID = "https://erkend.example/achievements/0b0c7a52-90c5-4f39-9f2c-3d8b6a3a5f10"
STATUS_LIST = "https://erkend.example/status/2f8e6a1d-6c1f-4a57-8b0a-6d1b7a9c0e22"
ADDRESS = "Samira.Haddad@gemeente.example"


def specs(*parts: str) -> Path:
    return shared("/".join(("specs", *parts)))


def shared_json(*parts: str) -> Any:
    """A JSON file of the shared specifications; skips the test, loudly, when it is not there."""
    return json.loads(specs(*parts).read_text(encoding="utf-8"))


class SeedSigner(SecretKey):
    """A key from one repeated byte: the same in every run."""

    def __init__(self, byte: int = 7, *, kind: KeyKind = KeyKind.ED25519) -> None:
        super().__init__(kind, bytes([byte]) * (48 if kind is KeyKind.P384 else 32))


def a_unit(number: int, verdict: Verdict = Verdict.RECOGNISED, **changes: Any) -> UnitClaim:
    facts: dict[str, Any] = {
        "code": f"B1-K{number // 5 + 1}-W{number % 5 + 1}",
        "title": f"Houdt toezicht, deel {number}",
        "group_code": f"B1-K{number // 5 + 1}",
        "group_title": f"Kerntaak {number // 5 + 1}",
        "verdict": verdict,
        "target_url": f"https://standaarden.example/toezicht/w{number}",
        "origin": "voorbeeld",
    }
    return UnitClaim(**{**facts, **changes})


def a_claim(**changes: Any) -> BadgeClaim:
    facts: dict[str, Any] = {
        "title": "Toezicht in de openbare ruimte",
        "description": "Vastgesteld langs een volledige EVC-route.",
        "language": "nl",
        "kind": "Ervaringsprofiel",
        "criteria_narrative": "Elk werkproces is getoetst aan de criteria van de standaard.",
        "narrative": "Twee beoordelaars oordeelden los van elkaar.",
        "standard_title": "Toezicht en handhaving (voorbeeld)",
        "standard_uri": "https://standaarden.example/toezicht",
        "standard_code": "25000",
        "standard_code_system": "CREBO",
        "standard_version": "2026-1",
        "standard_owner": "Voorbeeldbranche",
        "levels": (
            LevelClaim("NLQF", "3", "https://nlqf.example/3"),
            LevelClaim("EQF", "3", "https://eqf.example/3"),
        ),
        "route": RouteClaim("full", "EVC", "Volledige EVC", "Portfolio, interview en observatie.", 40, 48),
        "units": (
            a_unit(0),
            a_unit(1, Verdict.PARTLY),
            a_unit(2, Verdict.NOT_YET),
        ),
        "instruments": (
            InstrumentClaim("portfolio", "Portfolio", "Bewijs uit het werk."),
            InstrumentClaim("interview", "Criteriumgericht interview", "Een gesprek over het werk."),
        ),
        "assessed_on": date(2026, 11, 20),
        "manifest_sha256s": ("ab" * 32,),
        "addresses": (ADDRESS, "samira@thuis.example"),
        "holder_name": None,
        "is_example": True,
    }
    return BadgeClaim(**{**facts, **changes})


def build(claim: BadgeClaim | None = None, *, did: str | None = None, **changes: Any) -> dict[str, Any]:
    claim = claim or a_claim()
    facts: dict[str, Any] = {
        "issuer": IssuerFacts(
            did or did_key_for(SeedSigner().public)[0], "Gemeente Voorbeeld", "https://gemeente.example"
        ),
        "credential_id": CREDENTIAL_ID,
        "achievement_id": ACHIEVEMENT_ID,
        "status_entry": None,
        "valid_from": NOW,
        "salts": [f"zout-{index}" for index in range(len(claim.addresses))],
    }
    return build_credential(claim, **{**facts, **changes})


def sign(
    document: dict[str, Any], signer: SecretKey | None = None, method: str | None = None, **options: Any
) -> dict[str, Any]:
    signer = signer or SeedSigner()
    return add_proof(
        document,
        signer=signer,
        verification_method=method or did_key_for(signer.public)[1],
        **{"created": NOW, **options},
    )
