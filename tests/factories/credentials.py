"""Issued badges without the whole street: a claim made by hand, issued through the service."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from credentials import services as credentials
from credentials.core.claim import BadgeClaim, InstrumentClaim, LevelClaim, RouteClaim, UnitClaim, Verdict
from credentials.models import Badge, IssuerProfile
from foundation.people.models import Person
from tests.factories.people import OrganisationFactory

ADDRESS = "fatima@waterrijk.example"
_TASKS = (("K1", "Toezicht houden"), ("K2", "Optreden bij overtredingen"))
_RESULTS = (
    ("K1-W1", "Houdt toezicht in de openbare ruimte", 0, Verdict.RECOGNISED),
    ("K1-W2", "Spreekt mensen aan op hun gedrag", 0, Verdict.RECOGNISED),
    ("K2-W1", "Treedt op bij overtredingen en conflicten", 1, Verdict.PARTLY),
    ("K2-W2", "Stelt een proces-verbaal op", 1, Verdict.NOT_YET),
)


def badge_claim(**changes: Any) -> BadgeClaim:
    """What a full route on an example standard states; any field may be another."""
    fields: dict[str, Any] = {
        "title": "Handhaver buitenruimte",
        "description": "Wat iemand kan, getoetst aan vier werkprocessen. Geen diploma.",
        "language": "nl",
        "kind": "Competentierapport",
        "criteria_narrative": "Getoetst aan de standaard Handhaver buitenruimte. Twee beoordelaars oordeelden los van elkaar.",
        "narrative": "Twee van vier werkprocessen erkend, een deels.",
        "standard_title": "Handhaver buitenruimte (voorbeeld)",
        "standard_uri": "",
        "standard_code": "",
        "standard_code_system": "",
        "standard_version": "2026-1",
        "standard_owner": "Erkend",
        "levels": (LevelClaim("NLQF", "3", ""),),
        "route": RouteClaim("full", "EVC", "Volledige EVC", "Portfolio, gesprek en observatie.", 40, 48),
        "units": tuple(
            UnitClaim(code, title, _TASKS[task][0], _TASKS[task][1], verdict, "", "voorbeeld")
            for code, title, task, verdict in _RESULTS
        ),
        "instruments": (
            InstrumentClaim("portfolio", "Portfolio", "Bewijs uit het werk."),
            InstrumentClaim("interview", "Criteriumgericht interview", "Een gesprek over het werk."),
        ),
        "assessed_on": date(2026, 11, 20),
        "manifest_sha256s": ("ab" * 32,),
        "addresses": (ADDRESS,),
        "holder_name": None,
        "is_example": True,
    }
    return BadgeClaim(**{**fields, **changes})


def issuer_profile(name: str = "Gemeente Waterrijk", **fields: Any) -> IssuerProfile:
    """An EVC provider that can issue."""
    return credentials.make_issuer(OrganisationFactory(provider=True, name=name, **fields), by=None)


def issued_badge(*, issuer: IssuerProfile | None = None, recipient: Person | None = None, **changes: Any) -> Badge:
    """A badge as the street issues it; ``changes`` are fields of the claim."""
    return credentials.issue(
        badge_claim(**changes),
        key=f"test:{uuid.uuid4()}",
        issuer=issuer or issuer_profile(),
        recipient=recipient,
        by=None,
    )
