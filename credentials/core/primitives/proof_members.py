"""The form of a proof's members (https://www.w3.org/TR/vc-data-integrity/, section 2.1), and for whom it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credentials.core.errors import MalformedProof
from credentials.core.primitives.timestamps import parse_timestamp


def require_well_formed(proof: Mapping[str, Any], *, purpose: str = "assertionMethod") -> None:
    """Raise MalformedProof for a member that is missing or has the wrong form, or for another purpose.

    The signature itself is looked at where it is checked, as its form hangs on the suite and the key.
    """
    _require_text(proof, "verificationMethod", "proofPurpose", "proofValue")
    _require_text(proof, *({"id", "challenge", "nonce"} & proof.keys()))
    if proof["proofPurpose"] != purpose:
        raise MalformedProof(
            f"The proof was not made as {purpose}.", field="/proof/proofPurpose", code="proof.other-purpose"
        )
    for member in ("created", "expires"):
        if member in proof and parse_timestamp(proof[member]) is None:
            raise MalformedProof(f"The proof's {member} is not a moment with a time zone.", field=f"/proof/{member}")
    for member in ("domain", "previousProof"):
        if member in proof and not (proof[member] and all(isinstance(item, str) for item in _items(proof[member]))):
            raise MalformedProof(
                f"The proof's {member} is neither a text nor a list of texts.", field=f"/proof/{member}"
            )


def require_meant_for(proof: Mapping[str, Any], *, domain: str | None, challenge: str | None) -> None:
    """Raise MalformedProof unless the proof was made for this domain and challenge, where those are asked.

    Codes proof.other-domain and proof.other-challenge; a proof that names none does not pass.
    """
    if domain is not None and domain not in _items(proof.get("domain")):
        raise MalformedProof("The proof was made for another domain.", code="proof.other-domain", field="/proof/domain")
    if challenge is not None and proof.get("challenge") != challenge:
        raise MalformedProof(
            "The proof answers another challenge.", code="proof.other-challenge", field="/proof/challenge"
        )


def _require_text(proof: Mapping[str, Any], *members: str) -> None:
    for member in members:
        if not isinstance(proof.get(member), str) or not proof[member]:
            raise MalformedProof(f"The proof's {member} is no text, or not there.", field=f"/proof/{member}")


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
