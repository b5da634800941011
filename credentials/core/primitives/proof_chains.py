"""Proof sets and chains (https://www.w3.org/TR/vc-data-integrity/, sections 2.1.1 and 2.1.2): which proof builds on which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from credentials.core.errors import MalformedProof

Proof = Mapping[str, Any]


def proofs_of(document: Mapping[str, Any]) -> list[Proof]:
    """Return the proofs of a document, none where it has no ``proof``. Raises MalformedProof for another form."""
    if "proof" not in document:
        return []
    listed = document["proof"]
    proofs = listed if isinstance(listed, list) else [listed]
    if not proofs or not all(isinstance(proof, Mapping) for proof in proofs):
        raise MalformedProof("A proof is an object, or a list of them that is not empty.", field="/proof")
    return list(proofs)


def previous_proofs(proof: Proof, proofs: Sequence[Proof]) -> list[Proof]:
    """Return the proofs of the document that ``proof`` builds on, in the order in which it names them.

    Raises MalformedProof with code proof.chain-broken where one is missing, stands twice, or builds in its turn on
    this one.
    """
    named = _all_named(proof, proofs)
    _require_no_cycle(proof, named, proofs)
    return named


def chained(proofs: Sequence[Proof]) -> list[bool]:
    """Say of each proof whether it is part of a chain: it builds on another, or another builds on it."""
    names = {name for proof in proofs for name in _names(proof) if isinstance(name, str)}
    return ["previousProof" in proof or (isinstance(proof.get("id"), str) and proof["id"] in names) for proof in proofs]


def _names(proof: Proof) -> list[Any]:
    if "previousProof" not in proof:
        return []
    names = proof["previousProof"]
    return names if isinstance(names, list) else [names]


def _all_named(proof: Proof, proofs: Sequence[Proof]) -> list[Proof]:
    names = _names(proof)
    # Each once: a list of a hundred thousand names is not worth looking through.
    if len(names) > len(proofs) or not all(isinstance(name, str) for name in names) or len(set(names)) != len(names):
        raise _broken()
    named = [[other for other in proofs if other.get("id") == name] for name in names]
    if not all(len(found) == 1 for found in named):
        raise _broken()
    return [found[0] for found in named]


def _require_no_cycle(proof: Proof, named: Sequence[Proof], proofs: Sequence[Proof]) -> None:
    seen: set[int] = set()
    pending = list(named)
    while pending:
        earlier = pending.pop()
        if earlier is proof:
            raise _broken()
        if id(earlier) not in seen:
            seen.add(id(earlier))
            pending += _all_named(earlier, proofs)


def _broken() -> MalformedProof:
    return MalformedProof(
        "The proof builds on one that isn't there.", code="proof.chain-broken", field="/proof/previousProof"
    )
