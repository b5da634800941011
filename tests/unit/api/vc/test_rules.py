"""Every rule of the data model over the VC-API, at issue and again at verify."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from credentials.core.errors import CredentialError
from tests.unit.api.vc.door import Door, types_in
from tests.unit.api.vc.rules import ANY, BAD, GOOD


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


def with_own_did(value: Any, did: str) -> Any:
    """The table writes … where the issuer's DID stands."""
    return json.loads(json.dumps(value).replace(json.dumps("…"), json.dumps(did)))


def made(door: Door, changes: dict[str, Any]) -> dict[str, Any]:
    return with_own_did(door.credential(**changes), door.did)


def verifiable(document: dict[str, Any], door: Door) -> dict[str, Any]:
    """Signed where that can be done at all; else with a proof whose only fault is that it can't fit."""
    try:
        return door.signed(document)
    except CredentialError:
        return {**document, "proof": door.issued()["proof"]}


@pytest.mark.parametrize("name", GOOD)
def test_what_the_data_model_allows_is_issued_as_it_was_sent(door, name):
    sent = made(door, GOOD[name])

    answer = door.issue(copy.deepcopy(sent))

    assert answer.status_code == 201, answer.content
    issued = answer.json()["verifiableCredential"]
    proof = issued.pop("proof")
    assert list(issued) == list(sent)
    assert issued == sent
    assert proof["cryptosuite"] == "eddsa-rdfc-2022"


@pytest.mark.parametrize("name", GOOD)
def test_what_was_issued_verifies(door, name):
    issued = door.issue(made(door, GOOD[name])).json()["verifiableCredential"]
    is_expired = name == "one moment for both"

    answer = door.verify(issued, checks=["proof"])

    assert answer.status_code == (400 if is_expired else 200), answer.content
    assert answer.json()["verified"] is not is_expired


@pytest.mark.parametrize("name", BAD)
def test_what_the_data_model_forbids_is_not_issued_and_the_place_is_named(door, name):
    changes, kind, place = BAD[name]

    answer = door.issue(made(door, changes))

    assert answer.status_code == 400, answer.content
    problem = answer.json()
    assert "verifiableCredential" not in problem
    assert kind in (ANY, problem["type"].partition("#")[2])
    assert place in (ANY, problem.get("field"))
    assert problem["title"]
    assert problem["detail"].endswith(".")


@pytest.mark.parametrize("name", BAD)
def test_what_the_data_model_forbids_does_not_verify_either(door, name):
    changes, kind, _place = BAD[name]

    answer = door.verify(verifiable(made(door, changes), door))

    assert answer.status_code == 400, answer.content
    assert answer.json()["verified"] is False
    assert kind is ANY or kind in types_in(answer)


def test_an_issuer_other_than_ours_is_refused_and_not_replaced(door):
    for issuer in ("did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj", {"id": "https://issuer.example"}):
        problem = door.issue(door.credential(issuer=issuer))

        assert problem.status_code == 400
        assert problem.json()["field"].startswith("/issuer")


def test_a_sound_credential_of_another_key_verifies_only_as_that_keys(door):
    other = Door()

    assert door.verify(other.issued()).status_code == 200
    assert door.verify({**other.issued(), "issuer": door.did}).status_code == 400
