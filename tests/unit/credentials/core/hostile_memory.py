"""How much memory strangers' documents leave behind. As ``python -m`` with the name of a kind: prints megabytes."""

from __future__ import annotations

import gc
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from credentials.core.verify import verify_document
from tests.unit.credentials.core import hostile_documents as of
from tests.unit.credentials.core.samples import NOW, build

SMALL, LARGE = 5_000, 150
HALF_A_MEGABYTE = "x" * 500_000


def badge_with(**members: Any) -> of.Json:
    return {**build(), **members}


DOCUMENTS: dict[str, tuple[int, Callable[[int], of.Json]]] = {
    "small": (
        SMALL,
        lambda number: of.with_context(
            {f"term{number}": {"@id": f"{of.EX}{number}", "@type": "@id"}, "ns": f"{of.EX}{number}/"},
            type=["VerifiableCredential", f"{of.EX}Type{number}"],
            issuer=f"did:example:{number}",
            **{f"term{number}": f"urn:{number}", f"{of.EX}member{number}": "a"},
        ),
    ),
    "inner contexts": (
        LARGE,
        lambda number: of.a_document(
            credentialSubject=[
                {"@context": {f"t{number}x{count}": f"{of.EX}{number}"}, "id": f"urn:{count}"} for count in range(500)
            ]
        ),
    ),
    "the general way": (
        LARGE,
        lambda number: of.the_general_way(
            of.a_document(
                credentialSubject=[
                    {"@context": {f"t{number}x{count}": f"{of.EX}{number}"}, "id": f"urn:{count}"}
                    for count in range(100)
                ]
            )
        ),
    ),
    "many members": (
        LARGE,
        lambda number: of.a_document(**{f"{of.EX}{number}/{count}": "a" for count in range(1_000)}),
    ),
    "long types": (
        LARGE,
        lambda number: of.a_document(type=["VerifiableCredential", f"{of.EX}{number}{HALF_A_MEGABYTE}"]),
    ),
    "long members": (LARGE, lambda number: of.a_document(**{f"{of.EX}{number}{HALF_A_MEGABYTE}": "a"})),
    "open badges with long types": (
        LARGE,
        lambda number: badge_with(type=["OpenBadgeCredential", "VerifiableCredential", f"{number}{HALF_A_MEGABYTE}"]),
    ),
    "open badges with long members": (LARGE, lambda number: badge_with(**{f"{number}{HALF_A_MEGABYTE}": "a"})),
    "open badges with many members": (
        LARGE,
        lambda number: badge_with(**{f"{number}member{count}": "a" for count in range(5_000)}),
    ),
    "long contexts": (LARGE, lambda number: of.with_context({f"t{number}": f"{of.EX}{HALF_A_MEGABYTE}"})),
    "long dates": (
        LARGE,
        lambda number: of.a_document(validFrom=f"2024-01-01T00:00:00.{number}{'0' * 500_000}Z"),
    ),
    "long proofs": (
        LARGE,
        lambda number: of.a_document(proof={**of.a_proof(), "domain": f"{number}{HALF_A_MEGABYTE}"}),
    ),
    "long keys": (
        LARGE,
        lambda number: of.a_document(
            proof={**of.a_proof(), "verificationMethod": f"did:key:z6Mk{number}{HALF_A_MEGABYTE}"}
        ),
    ),
}


def megabytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


def unknown(_name: str) -> Any:
    raise AssertionError("nobody is asked")


def verify(document: of.Json) -> None:
    verify_document(
        json.dumps(document),
        now=NOW,
        resolve_did=unknown,
        load_status_list=unknown,
        is_known_issuer=lambda _did: None,
    )


def grown(kind: str) -> int:
    """Megabytes more than after half as many documents: by then what is remembered takes all that it may."""
    count, make = DOCUMENTS[kind]
    before = 0
    for number in range(-count // 2, count):
        if number == 0:
            gc.collect()
            before = megabytes()
        verify(make(number))
    gc.collect()
    return megabytes() - before


if __name__ == "__main__":
    print(grown(sys.argv[1]))
