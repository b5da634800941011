"""Verifying over the VC-API: proofs, keys, dates, status lists, envelopes."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.core.primitives.bitstrings import with_bit
from credentials.core.primitives.data_integrity import EDDSA_RDFC, add_proof
from credentials.core.status_list import build_status_list_credential
from foundation.fetch import FetchFailed
from tests.unit.api.vc.door import HOLDER, HOLDER_DID, HOLDER_METHOD, MADE, REMOVED, V2, Door, changed, types_in
from tests.unit.api.vc.rules import entry

LIST = "https://example.org/status/1"
INDEX = 94567


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


def with_proof(issued: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**issued, "proof": changed(issued["proof"], **changes)}


PROOF = "PROOF_VERIFICATION_ERROR"
BAD_PROOFS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "no proof": (lambda vc: changed(vc, proof=REMOVED), PROOF),
    "null": (lambda vc: {**vc, "proof": None}, "MALFORMED_VALUE_ERROR"),
    "a text": (lambda vc: {**vc, "proof": "z"}, "MALFORMED_VALUE_ERROR"),
    "a number": (lambda vc: {**vc, "proof": 4}, "MALFORMED_VALUE_ERROR"),
    "an empty list": (lambda vc: {**vc, "proof": []}, "MALFORMED_VALUE_ERROR"),
    "an empty object": (lambda vc: {**vc, "proof": {}}, "MALFORMED_VALUE_ERROR"),
    "no type": (lambda vc: with_proof(vc, type=REMOVED), PROOF),
    "another type": (lambda vc: with_proof(vc, type="https://example.org/#Proof"), PROOF),
    "no cryptosuite": (lambda vc: with_proof(vc, cryptosuite=REMOVED), PROOF),
    "an unknown cryptosuite": (lambda vc: with_proof(vc, cryptosuite="eddsa-2099"), PROOF),
    "another cryptosuite of the key": (lambda vc: with_proof(vc, cryptosuite="eddsa-jcs-2022"), "any"),
    "no verification method": (lambda vc: with_proof(vc, verificationMethod=REMOVED), PROOF),
    "a verification method that is a number": (lambda vc: with_proof(vc, verificationMethod=4), PROOF),
    "another's verification method": (lambda vc: with_proof(vc, verificationMethod=HOLDER_METHOD), PROOF),
    "another fragment": (lambda vc: with_proof(vc, verificationMethod=vc["issuer"] + "#other"), PROOF),
    "no fragment": (lambda vc: with_proof(vc, verificationMethod=vc["issuer"]), PROOF),
    "no purpose": (lambda vc: with_proof(vc, proofPurpose=REMOVED), PROOF),
    "another purpose": (lambda vc: with_proof(vc, proofPurpose="authentication"), PROOF),
    "no value": (lambda vc: with_proof(vc, proofValue=REMOVED), PROOF),
    "a value that is a number": (lambda vc: with_proof(vc, proofValue=4), PROOF),
    "a value in another base": (lambda vc: with_proof(vc, proofValue="u" + vc["proof"]["proofValue"][1:]), PROOF),
    "a value without a base": (lambda vc: with_proof(vc, proofValue=vc["proof"]["proofValue"][1:]), PROOF),
    "a value cut short": (lambda vc: with_proof(vc, proofValue=vc["proof"]["proofValue"][:-4]), PROOF),
    "no moment, where there was one": (lambda vc: with_proof(vc, created=REMOVED), "CRYPTOGRAPHIC_SECURITY_ERROR"),
    "another moment": (lambda vc: with_proof(vc, created="2026-01-01T00:00:00Z"), "CRYPTOGRAPHIC_SECURITY_ERROR"),
    "a moment without a zone": (lambda vc: with_proof(vc, created="2026-01-01T00:00:00"), PROOF),
    "a moment that is a date": (lambda vc: with_proof(vc, created="2026-01-01"), PROOF),
    "an end that has passed": (lambda vc: with_proof(vc, expires="2020-01-01T00:00:00Z"), PROOF),
    "a context of its own that differs": (lambda vc: with_proof(vc, context=["https://www.w3.org/ns/did/v1"]), PROOF),
    "a member that nothing defines": (lambda vc: with_proof(vc, unheard="x"), "any"),
    "a chain to a proof that isn't there": (lambda vc: with_proof(vc, previousProof="urn:proof:1"), PROOF),
    "an id that is a word": (lambda vc: with_proof(vc, id="one"), "MALFORMED_VALUE_ERROR"),
    "one sound proof beside one that isn't": (
        lambda vc: {**vc, "proof": [vc["proof"], {**vc["proof"], "created": "2026-01-01T00:00:00Z"}]},
        "CRYPTOGRAPHIC_SECURITY_ERROR",
    ),
    "one sound proof beside one of an unknown suite": (
        lambda vc: {**vc, "proof": [vc["proof"], {**vc["proof"], "cryptosuite": "eddsa-2099"}]},
        PROOF,
    ),
    "a null among the proofs": (lambda vc: {**vc, "proof": [vc["proof"], None]}, "MALFORMED_VALUE_ERROR"),
    "a changed credential": (lambda vc: {**vc, "validFrom": "2025-01-01T00:00:00Z"}, "CRYPTOGRAPHIC_SECURITY_ERROR"),
    "a changed subject": (
        lambda vc: {**vc, "credentialSubject": {"id": "did:example:other"}},
        "CRYPTOGRAPHIC_SECURITY_ERROR",
    ),
    "an added member": (lambda vc: {**vc, "name": "x"}, "CRYPTOGRAPHIC_SECURITY_ERROR"),
}


@pytest.mark.parametrize(
    "document",
    [
        {"@context": [V2], "type": ["VerifiablePresentation"]},
        {"@context": V2, "type": "EnvelopedVerifiablePresentation", "id": "data:application/vp+jwt,eyJ"},
        {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://a.example/1"},
        {"@context": [V2], "type": [["VerifiableCredential"]]},
        {"@context": [V2], "type": {"VerifiableCredential": 1}},
    ],
    ids=["presentation", "enveloped presentation", "Open Badge 2.0", "list", "object"],
)
def test_what_is_no_credential_is_not_verified_as_one(door, document):
    answer = door.verify(document)

    assert answer.status_code == 400
    assert types_in(answer) == {"MALFORMED_VALUE_ERROR"}


@pytest.mark.parametrize("name", BAD_PROOFS)
def test_a_proof_that_is_not_as_it_should_be_fails(door, name):
    spoil, kind = BAD_PROOFS[name]

    answer = door.verify(spoil(door.issued()))

    assert answer.status_code == 400
    assert answer.json()["verified"] is False
    assert kind == "any" or kind in types_in(answer)


def test_a_set_of_proofs_holds_when_all_of_them_do(door):
    signed = door.signed(door.signed(door.credential()))

    assert len(signed["proof"]) == 2
    assert door.verify(signed).status_code == 200


def test_a_proof_in_a_list_of_one_counts(door):
    issued = door.issued()

    assert door.verify({**issued, "proof": [issued["proof"]]}).status_code == 200


def chained(door: Door) -> dict[str, Any]:
    """First endorsed by somebody else, then signed by the issuer over that."""
    endorsed = add_proof(
        door.credential(), signer=HOLDER, verification_method=HOLDER_METHOD, created=MADE, proof_id="urn:proof:1"
    )
    return door.signed(endorsed, previous=["urn:proof:1"])


def test_an_earlier_proof_of_a_chain_may_be_another_s(door):
    assert door.verify(chained(door)).status_code == 200


def test_a_chain_without_a_proof_of_the_issuer_fails(door):
    first = add_proof(
        door.credential(), signer=HOLDER, verification_method=HOLDER_METHOD, created=MADE, proof_id="urn:proof:1"
    )
    second = add_proof(first, signer=HOLDER, verification_method=HOLDER_METHOD, created=MADE, previous=["urn:proof:1"])

    assert door.verify(second).status_code == 400


def test_a_changed_earlier_proof_breaks_the_chain(door):
    document = chained(door)
    document["proof"][0]["created"] = "2026-01-01T00:00:00Z"

    assert door.verify(document).status_code == 400


def test_the_proofs_of_a_set_are_the_issuer_s_each(door):
    document = add_proof(door.signed(door.credential()), signer=HOLDER, verification_method=HOLDER_METHOD, created=MADE)

    assert door.verify(document).status_code == 400


def test_a_proof_may_name_a_domain_and_a_challenge(door):
    signed = door.signed(door.credential(), domain="example.org", challenge="abc")

    assert door.verify(signed).status_code == 200
    assert door.verify(signed, domain="example.org", challenge="abc").status_code == 200


@pytest.mark.parametrize(
    ("options", "kind"),
    [({"domain": "other.example"}, "INVALID_DOMAIN_ERROR"), ({"challenge": "other"}, "INVALID_CHALLENGE_ERROR")],
    ids=repr,
)
def test_a_domain_or_challenge_that_is_asked_is_compared(door, options, kind):
    signed = door.signed(door.credential(), domain="example.org", challenge="abc")

    answer = door.verify(signed, **options)

    assert answer.status_code == 400
    assert types_in(answer) == {kind}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"validFrom": "2126-01-01T00:00:00Z"}, "RANGE_ERROR"),
        ({"validUntil": "2026-01-02T00:00:00Z"}, "RANGE_ERROR"),
    ],
    ids=repr,
)
def test_what_is_not_valid_now_is_issued_and_does_not_verify(door, changes, kind):
    answer = door.verify(door.issued(**changes))

    assert answer.status_code == 400
    assert types_in(answer) == {kind}


class Lists:
    """Status lists by address, in the place of the network."""

    def __init__(self) -> None:
        self.documents: dict[str, bytes] = {}
        self.door = Door(self)

    def get(self, url: str, **_how: Any) -> bytes:
        if url not in self.documents:
            raise FetchFailed(f"{url} can't be reached.", url=url)
        return self.documents[url]

    def publish(self, *set_indexes: int, **changes: Any) -> None:
        bits = bytes(changes.pop("length", 131_072) // 8)
        for index in set_indexes:
            bits = with_bit(bits, index, True)
        unsigned = build_status_list_credential(
            list_url=LIST, issuer_did=self.door.did, bits=bits, valid_from=datetime(2026, 1, 1, tzinfo=UTC)
        )
        unsigned["credentialSubject"] |= changes.pop("subject", {})
        self.documents[LIST] = json.dumps(self.door.signed({**unsigned, **changes})).encode()


@pytest.fixture
def lists() -> Lists:
    return Lists()


def verified(lists: Lists, *, checks: list[str] | None = None, **changes: Any) -> Any:
    issued = lists.door.issued(credentialStatus=entry(**changes))
    return lists.door.verify(issued, **({} if checks is None else {"checks": checks}))


@pytest.mark.parametrize("checks", [None, ["proof", "credentialStatus"], ["proof"], []], ids=repr)
def test_a_credential_that_was_not_withdrawn_verifies(lists, checks):
    lists.publish(INDEX - 1, INDEX + 1)

    assert verified(lists, checks=checks).status_code == 200


@pytest.mark.parametrize("checks", [None, ["proof", "credentialStatus"], ["proof"], []], ids=repr)
def test_a_withdrawn_credential_fails_whatever_checks_are_named(lists, checks):
    lists.publish(INDEX)

    answer = verified(lists, checks=checks)

    assert answer.status_code == 400
    assert types_in(answer) == {"STATUS_VERIFICATION_ERROR"}


def test_a_list_that_can_not_be_had_is_its_own_problem(lists):
    answer = verified(lists)

    assert answer.status_code == 400
    assert types_in(answer) == {"STATUS_RETRIEVAL_ERROR"}


def test_a_list_that_can_not_be_had_is_no_problem_for_whoever_asks_for_the_proof_only(lists):
    assert verified(lists, checks=["proof"]).status_code == 200


@pytest.mark.parametrize(
    ("of_list", "of_entry", "kind"),
    [
        ({}, {"statusPurpose": "suspension"}, "STATUS_VERIFICATION_ERROR"),
        ({}, {"statusListIndex": "131072"}, "RANGE_ERROR"),
        ({"subject": {"encodedList": "uH4sI"}}, {}, "STATUS_VERIFICATION_ERROR"),
        ({"subject": {"encodedList": "zH4sI"}}, {}, "STATUS_VERIFICATION_ERROR"),
        ({"type": ["VerifiableCredential"]}, {}, "STATUS_VERIFICATION_ERROR"),
        ({"validUntil": "2026-01-02T00:00:00Z"}, {}, "STATUS_VERIFICATION_ERROR"),
        ({"issuer": HOLDER_DID}, {}, "STATUS_VERIFICATION_ERROR"),
    ],
    ids=["purpose", "range", "no GZIP", "base", "type", "expired", "issuer"],
)
def test_a_list_that_does_not_fit_fails_with_its_own_problem(lists, of_list, of_entry, kind):
    lists.publish(**of_list)

    answer = verified(lists, **of_entry)

    assert answer.status_code == 400
    assert types_in(answer) == {kind}


def test_a_changed_list_fails(lists):
    lists.publish()
    document = json.loads(lists.documents[LIST])
    document["validFrom"] = "2025-01-01T00:00:00Z"
    lists.documents[LIST] = json.dumps(document).encode()

    assert verified(lists).status_code == 400


def test_every_entry_is_looked_at(lists):
    lists.publish(INDEX + 1)
    issued = lists.door.issued(credentialStatus=[entry(), entry(statusListIndex=str(INDEX + 1))])

    assert lists.door.verify(issued).status_code == 400


def enveloped(door: Door, **changes: Any) -> dict[str, Any]:
    issued = door.issue(door.credential(**changes), mediaType="application/vc+jwt").json()["verifiableCredential"]
    return dict(issued)


BAD_ENVELOPES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "an empty context": lambda vc: {**vc, "@context": []},
    "another context": lambda vc: {**vc, "@context": "https://www.w3.org/ns/credentials/examples/v2"},
    "no context": lambda vc: changed(vc, context=REMOVED),
    "no type": lambda vc: changed(vc, type=REMOVED),
    "the type of a credential": lambda vc: {**vc, "type": "VerifiableCredential"},
    "the type of an enveloped presentation": lambda vc: {**vc, "type": "EnvelopedVerifiablePresentation"},
    "a bare token": lambda vc: {**vc, "id": vc["id"].partition(",")[2]},
    "no id": lambda vc: changed(vc, id=REMOVED),
    "an id that is null": lambda vc: {**vc, "id": None},
    "another media type": lambda vc: {**vc, "id": vc["id"].replace("application/vc+jwt", "text/plain")},
    "no token": lambda vc: {**vc, "id": "data:application/vc+jwt,"},
    "a changed signature": lambda vc: {**vc, "id": vc["id"][:-8] + "AAAAAAAA"},
    "an unsigned token": lambda vc: {**vc, "id": f"data:application/vc+jwt,{unsigned_token(vc)}"},
    "a changed payload": lambda vc: {**vc, "id": changed_payload(vc)},
}


def parts_of(vc: dict[str, Any]) -> list[str]:
    return vc["id"].partition(",")[2].split(".")


def encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def unsigned_token(vc: dict[str, Any]) -> str:
    return f"{encoded({'alg': 'none', 'typ': 'vc+jwt'})}.{parts_of(vc)[1]}."


def changed_payload(vc: dict[str, Any]) -> str:
    header, payload, signature = parts_of(vc)
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"data:application/vc+jwt,{header}.{encoded({**claims, 'name': 'x'})}.{signature}"


@pytest.mark.parametrize("name", BAD_ENVELOPES)
def test_an_envelope_that_is_not_as_it_should_be_fails(door, name):
    answer = door.verify(BAD_ENVELOPES[name](enveloped(door)))

    assert answer.status_code == 400
    assert answer.json()["verified"] is False


def test_an_envelope_may_stand_in_a_list_of_contexts_and_call_itself_a_plain_jwt(door):
    vc = enveloped(door)

    assert door.verify({**vc, "@context": [V2]}).status_code == 200
    assert door.verify({**vc, "id": vc["id"].replace("vc+jwt", "jwt")}).status_code == 200


def test_what_is_in_an_envelope_is_held_to_the_rules_too(door):
    assert door.verify(enveloped(door, validUntil="2026-01-02T00:00:00Z")).status_code == 400


def test_the_suite_of_what_was_issued_is_the_one_that_every_verifier_reads(door):
    assert door.issued()["proof"]["cryptosuite"] == EDDSA_RDFC
