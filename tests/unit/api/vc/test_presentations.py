"""Presentations over the VC-API: their form, their own proof, and what is in them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from credentials.core.envelopes import envelope_presentation, enveloped_presentation
from credentials.core.primitives.data_integrity import add_proof
from tests.unit.api.vc.door import (
    EXAMPLES,
    HOLDER,
    HOLDER_DID,
    HOLDER_METHOD,
    MADE,
    REMOVED,
    V2,
    Door,
    changed,
    types_in,
)

ASKED = {"challenge": "u3f8a", "domain": "verifier.example"}


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


@pytest.fixture(scope="module")
def credential(door) -> dict[str, Any]:
    return door.issued()


def presentation(*credentials: Any, **changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {"@context": [V2], "type": ["VerifiablePresentation"], "holder": HOLDER_DID}
    if credentials:
        document["verifiableCredential"] = list(copy.deepcopy(credentials))
    return changed(document, **changes)


def signed(document: dict[str, Any], **proof: Any) -> dict[str, Any]:
    facts = {"signer": HOLDER, "verification_method": HOLDER_METHOD, "created": MADE, "purpose": "authentication"}
    return add_proof(document, **{**facts, **ASKED, **proof})


GOOD: dict[str, dict[str, Any]] = {
    "as it is": {},
    "an id": {"id": "urn:uuid:313801ba-24b7-11ee-be02-ff560265cf9b"},
    "no holder": {"holder": REMOVED},
    "a holder object": {"holder": {"id": HOLDER_DID}},
    "a further type": {"type": ["VerifiablePresentation", "https://example.org/#T"]},
    "one type as a text": {"type": "VerifiablePresentation"},
    "a second context": {"context": [V2, EXAMPLES]},
    "an inline context": {"context": [V2, {"T": "https://example.org/#T"}], "type": ["VerifiablePresentation", "T"]},
    "terms of use": {"termsOfUse": {"type": "https://example.org/#Policy"}},
}


@pytest.mark.parametrize("name", GOOD)
def test_what_the_data_model_allows_verifies(door, credential, name):
    answer = door.verify_presentation(signed(presentation(credential, **GOOD[name])), **ASKED)

    assert answer.status_code == 200, answer.content
    assert answer.json()["verified"] is True


def test_a_presentation_holds_no_credential_or_several(door, credential):
    other = door.issued(credentialSubject={"id": "did:example:other"})

    assert door.verify_presentation(signed(presentation()), **ASKED).status_code == 200
    assert door.verify_presentation(signed(presentation(credential, other)), **ASKED).status_code == 200


def test_a_credential_may_stand_there_without_a_list(door, credential):
    document = presentation() | {"verifiableCredential": credential}

    assert door.verify_presentation(signed(document), **ASKED).status_code == 200


def test_a_credential_inside_may_be_enveloped(door):
    enveloped = door.issue(door.credential(), mediaType="application/vc+jwt").json()["verifiableCredential"]

    assert door.verify_presentation(signed(presentation(enveloped)), **ASKED).status_code == 200


# Broken after it was signed, so that only the rule can be what is met first; the signature fails besides.
BAD: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no context": lambda vp: changed(vp, context=REMOVED),
    "a context that is a text": lambda vp: {**vp, "@context": V2},
    "another first context": lambda vp: {**vp, "@context": [EXAMPLES, V2]},
    "a context that is no address": lambda vp: {**vp, "@context": [V2, "https ://not-a-url/contexts/v1"]},
    "a context that is a number": lambda vp: {**vp, "@context": [V2, 123192875]},
    "a context that isn't shipped": lambda vp: {**vp, "@context": [V2, "https://example.org/unknown"]},
    "no type": lambda vp: changed(vp, type=REMOVED),
    "another type": lambda vp: {**vp, "type": ["https://example.org/#T"]},
    "the type of a credential": lambda vp: {**vp, "type": ["VerifiableCredential"]},
    "an id that is a word": lambda vp: {**vp, "id": "one"},
    "two ids": lambda vp: {**vp, "id": ["urn:a:b", "urn:a:c"]},
    "a holder without id": lambda vp: {**vp, "holder": {"name": "x"}},
    "a holder that is null": lambda vp: {**vp, "holder": None},
    "a holder that is a word": lambda vp: {**vp, "holder": "me"},
    "a holder that is a list": lambda vp: {**vp, "holder": [HOLDER_DID]},
    "a credential that is a text": lambda vp: {**vp, "verifiableCredential": ["urn:a:b"]},
    "a credential that is a number": lambda vp: {**vp, "verifiableCredential": [4]},
    "a credential that is a token": lambda vp: {**vp, "verifiableCredential": ["eyJhbGciOiJFZERTQSJ9.e30.c2ln"]},
    "a credential that is null": lambda vp: {**vp, "verifiableCredential": [None]},
    "terms of use without type": lambda vp: {**vp, "termsOfUse": {"id": "urn:a:b"}},
    "a member that nothing defines": lambda vp: {**vp, "unheard": "x"},
    "a credential without type": lambda vp: {
        **vp,
        "verifiableCredential": [changed(vp["verifiableCredential"][0], type=REMOVED)],
    },
    "a changed credential": lambda vp: {
        **vp,
        "verifiableCredential": [{**vp["verifiableCredential"][0], "validFrom": "2025-01-01T00:00:00Z"}],
    },
    "an unsigned credential": lambda vp: {
        **vp,
        "verifiableCredential": [changed(vp["verifiableCredential"][0], proof=REMOVED)],
    },
    "no proof": lambda vp: changed(vp, proof=REMOVED),
    "a proof that is null": lambda vp: {**vp, "proof": None},
    "a proof that is a text": lambda vp: {**vp, "proof": "z"},
    "an empty list of proofs": lambda vp: {**vp, "proof": []},
    "another purpose": lambda vp: {**vp, "proof": {**vp["proof"], "proofPurpose": "assertionMethod"}},
    "another challenge": lambda vp: {**vp, "proof": {**vp["proof"], "challenge": "other"}},
    "no challenge": lambda vp: {**vp, "proof": changed(vp["proof"], challenge=REMOVED)},
    "another domain": lambda vp: {**vp, "proof": {**vp["proof"], "domain": "other.example"}},
    "no domain": lambda vp: {**vp, "proof": changed(vp["proof"], domain=REMOVED)},
    "an added credential": lambda vp: {**vp, "verifiableCredential": vp["verifiableCredential"] * 2},
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_as_it_should_be_fails(door, credential, name):
    answer = door.verify_presentation(BAD[name](signed(presentation(credential))), **ASKED)

    assert answer.status_code == 400
    assert answer.json()["verified"] is False
    assert answer.json()["problemDetails"]


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({**ASKED, "challenge": "other"}, "INVALID_CHALLENGE_ERROR"),
        ({**ASKED, "domain": "other.example"}, "INVALID_DOMAIN_ERROR"),
    ],
    ids=["challenge", "domain"],
)
def test_another_challenge_or_domain_than_was_asked_is_its_own_problem(door, credential, options, kind):
    answer = door.verify_presentation(signed(presentation(credential)), **options)

    assert answer.status_code == 400
    assert types_in(answer) == {kind}


@pytest.mark.parametrize("missing", ["challenge", "domain"])
def test_a_challenge_or_domain_that_was_asked_must_be_there(door, credential, missing):
    answer = door.verify_presentation(signed(presentation(credential), **{missing: None}), **ASKED)

    assert answer.status_code == 400


def test_a_challenge_that_nobody_asked_does_no_harm(door, credential):
    assert door.verify_presentation(signed(presentation(credential))).status_code == 200


def test_a_challenge_that_is_no_text_is_refused(door, credential):
    assert door.verify_presentation(signed(presentation(credential)), challenge=4).status_code == 400


def test_somebody_else_than_the_holder_can_not_present(door, credential):
    document = presentation(credential, holder="did:example:somebody")

    assert door.verify_presentation(signed(document), **ASKED).status_code == 400


def test_a_withdrawn_or_expired_credential_fails_the_presentation(door):
    expired = door.issued(validUntil="2026-01-02T00:00:00Z")

    answer = door.verify_presentation(signed(presentation(expired)), **ASKED)

    assert answer.status_code == 400
    assert types_in(answer) == {"RANGE_ERROR"}
    assert [problem["credential"] for problem in answer.json()["problemDetails"]] == [0]


def token(door: Door, credential: dict[str, Any], **changes: Any) -> dict[str, Any]:
    facts = {"audience": ASKED["domain"], "nonce": ASKED["challenge"], "issued_at": MADE}
    return enveloped_presentation(
        envelope_presentation(presentation(credential), signer=HOLDER, kid=HOLDER_METHOD, **{**facts, **changes})
    )


def test_an_enveloped_presentation_verifies(door, credential):
    assert door.verify_presentation(token(door, credential), **ASKED).status_code == 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda vp: {**vp, "@context": []},
        lambda vp: {**vp, "@context": [EXAMPLES]},
        lambda vp: {**vp, "type": ["VerifiablePresentation"]},
        lambda vp: {**vp, "id": vp["id"].partition(",")[2]},
        lambda vp: {**vp, "id": vp["id"][:-8] + "AAAAAAAA"},
        lambda vp: changed(vp, type=REMOVED),
    ],
    ids=["no context", "another context", "another type", "a bare token", "a changed signature", "no type"],
)
def test_an_enveloped_presentation_that_is_not_as_it_should_be_fails(door, credential, spoil):
    assert door.verify_presentation(spoil(token(door, credential)), **ASKED).status_code == 400


@pytest.mark.parametrize("changes", [{"audience": "other.example"}, {"nonce": "other"}, {"nonce": None}], ids=repr)
def test_the_token_of_a_presentation_is_meant_for_whoever_asks(door, credential, changes):
    assert door.verify_presentation(token(door, credential, **changes), **ASKED).status_code == 400
