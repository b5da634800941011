"""A badge of twelve results in its holder's hands, and one of two results that the holder shows."""

from __future__ import annotations

from typing import Any

from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.disclosure_proof_value import DerivedProofValue
from credentials.core.primitives.keys import KeyKind
from credentials.core.primitives.selective_disclosure import (
    add_base_proof,
    derive,
    pointers_to_results,
    usual_mandatory_pointers,
    verify_derived_proof,
)
from tests.unit.credentials.core.samples import CREDENTIAL_ID, NOW, STATUS_LIST, SeedSigner, a_claim, a_unit, build

SIGNER = SeedSigner(kind=KeyKind.P256)
DID, METHOD = did_key_for(SIGNER.public)
STATUS = {
    "id": f"{STATUS_LIST}#7",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": STATUS_LIST,
}


def a_badge() -> dict[str, Any]:
    return build(a_claim(units=tuple(map(a_unit, range(12)))), did=DID, status_entry=STATUS)


def keep(document: dict[str, Any], *, mandatory: list[str] | None = None, **changes: Any) -> dict[str, Any]:
    """The holder's copy."""
    facts: dict[str, Any] = {"signer": SIGNER, "verification_method": METHOD, "created": NOW, **changes}
    pointers = usual_mandatory_pointers(document) if mandatory is None else mandatory
    return add_base_proof(document, mandatory_pointers=pointers, **facts)


def fixed_bytes(byte: int) -> Any:
    """A source of randomness that is none."""
    return lambda length: bytes([byte]) * length


def check(shown: dict[str, Any]) -> None:
    verify_derived_proof(shown, shown["proof"], SIGNER.public)


def value_of(shown: dict[str, Any]) -> DerivedProofValue:
    return DerivedProofValue.from_proof(shown["proof"])


def with_value(shown: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The document with another derived proof value: the same but for these parts of it."""
    old = value_of(shown)
    parts = {name: changes.get(name, getattr(old, name)) for name in DerivedProofValue.__dataclass_fields__}
    return {**shown, "proof": {**shown["proof"], "proofValue": DerivedProofValue(**parts).to_text()}}


KEPT = keep(a_badge(), random_bytes=fixed_bytes(5))
TWO_RESULTS = ["B1-K1-W1", f"{CREDENTIAL_ID}#result-B1-K2-W3"]
SHOWN = derive(KEPT, pointers=pointers_to_results(KEPT, TWO_RESULTS))
