"""Any part of any badge can be shown, and nothing else can be made of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from credentials.core.errors import CredentialError
from credentials.core.primitives.json_pointers import write_pointer
from credentials.core.primitives.multibase import decode_multibase, encode_base64url
from credentials.core.primitives.selective_disclosure import derive
from tests.property.test_core_badges import claims
from tests.unit.credentials.core.disclosure_samples import DID, KEPT, SHOWN, STATUS, check, keep
from tests.unit.credentials.core.samples import build

OWN = "https://erkend.example/ns#"
# What is signed as a whole: below it nothing can be pointed at.
WHOLE = {"allowedValue", "order", "data", "tagged"}
CONTEXT = {
    "part": f"{OWN}part",
    "ref": {"@id": f"{OWN}ref", "@type": "@id"},
    "order": {"@id": f"{OWN}order", "@container": "@list"},
    "data": {"@id": f"{OWN}data", "@type": "@json"},
    "title": {"@id": f"{OWN}title", "@container": "@language"},
    "tagged": f"{OWN}tagged",
}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = texts | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(-1e9, 1e9) | st.sampled_from(["a", "b"])
ids = st.sampled_from([f"urn:thing:{number}" for number in range(4)])
tagged = st.fixed_dictionaries({"@value": texts, "@language": st.sampled_from(["nl", "en-GB"])})


def nodes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A node that says something; without an id more often than with one."""
    return st.fixed_dictionaries(
        {"part": inner | st.lists(inner, max_size=3)},
        optional={
            "id": ids,
            "ref": ids,
            "order": st.lists(inner, max_size=3),
            "data": st.dictionaries(texts, scalars, max_size=2),
            "title": st.dictionaries(st.sampled_from(["nl", "en"]), texts, max_size=2),
            "tagged": tagged | st.lists(tagged, max_size=2),
        },
    )


parts = st.recursive(scalars, nodes, max_leaves=8)


@st.composite
def credentials(draw: st.DrawFn) -> dict[str, Any]:
    subjects = st.builds(lambda part: {"part": part}, parts)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", CONTEXT],
        "type": ["VerifiableCredential"],
        "issuer": DID,
        "credentialSubject": draw(subjects | st.lists(subjects, min_size=1, max_size=3)),
    }


def places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document."""
    if place:
        yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from places(item, (*place, step))


def pointers_into(document: dict[str, Any]) -> list[str]:
    """Every pointer that chooses something that can be shown by itself."""
    return [write_pointer(*place) for place in places(document) if not WHOLE.intersection(place[:-1])]


def chosen_from(data: st.DataObject, document: dict[str, Any], *, least: int) -> list[str]:
    return data.draw(st.lists(st.sampled_from(pointers_into(document)), min_size=least, max_size=5, unique=True))


@settings(max_examples=40, deadline=None)
@given(claims(), st.data())
def test_any_part_of_any_badge_of_ours_can_be_shown(claim, data):
    badge = build(claim, did=DID, status_entry=STATUS)
    kept = keep(badge, mandatory=chosen_from(data, badge, least=0))

    check(derive(kept, pointers=chosen_from(data, badge, least=1)))


@settings(max_examples=150, deadline=None)
@given(credentials(), st.data())
def test_any_part_of_any_credential_can_be_shown(document, data):
    kept = keep(document, mandatory=chosen_from(data, document, least=0))

    check(derive(kept, pointers=chosen_from(data, document, least=1)))


TEXTS = [place for place in places(SHOWN) if place[-1] != "@context"]


def value_at(document: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        document = document[step]
    return document


PLACES = [place for place in TEXTS if isinstance(value_at(SHOWN, place), str)]
characters = st.characters(exclude_categories=["Cs"])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.integers(0, 2_000), st.just("") | characters, st.booleans())
def test_no_character_of_what_is_shown_can_be_another_one(place, position, character, insert):
    old = value_at(SHOWN, place)
    at = position % len(old)
    new = old[:at] + character + (old[at:] if insert else old[at + 1 :])
    if new == old:
        return
    changed = copy.deepcopy(SHOWN)
    value_at(changed, place[:-1])[place[-1]] = new

    with pytest.raises(CredentialError):
        check(changed)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=9), st.booleans())
@example(3, b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", False)
def test_no_bytes_of_a_proof_can_be_others(position, piece, insert):
    for document, show in ((SHOWN, check), (KEPT, lambda kept: derive(kept, pointers=["/name"]))):
        data = decode_multibase(document["proof"]["proofValue"])
        at = position % len(data)
        new = data[:at] + piece + data[at if insert else at + len(piece) :]
        if new == data:
            continue
        changed = {**document, "proof": {**document["proof"], "proofValue": encode_base64url(new)}}
        try:
            show(changed)
        except CredentialError:
            continue
        # The holder's copy has more in it than is looked at for one name: other signatures, the issuer's own.
        assert document is KEPT
