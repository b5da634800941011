"""The VC-API as HTTP: status codes, bodies that are always JSON, and what of a request does not matter."""

from __future__ import annotations

import json

import pytest

from tests.unit.api.vc.door import Door, types_in

ISSUE, VERIFY, PRESENT, DID = "credentials/issue", "credentials/verify", "presentations/verify", "did"


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


def test_issuing_answers_201_and_verifying_200(door):
    issued = door.issue(door.credential())

    assert issued.status_code == 201
    assert set(issued.json()) == {"verifiableCredential"}
    verified = door.verify(issued.json()["verifiableCredential"])
    assert verified.status_code == 200
    assert verified.json()["verified"] is True
    assert verified.json()["problemDetails"] == []
    assert "errors" not in verified.json()


def test_the_proof_is_one_that_every_verifier_reads(door):
    proof = door.issued()["proof"]

    assert proof["type"] == "DataIntegrityProof"
    assert proof["proofPurpose"] == "assertionMethod"
    assert proof["verificationMethod"] == door.method
    assert door.method.startswith("did:key:z6Mk")
    assert proof["proofValue"].startswith("z")
    assert proof["created"].endswith("Z")
    assert "." not in proof["created"]


def test_the_did_of_the_issuer_is_told(door):
    answer = door.ask("get", DID)

    assert answer.status_code == 200
    assert answer.json() == {"did": door.did}


@pytest.mark.parametrize(
    "options", [None, {}, {"checks": ["proof"]}, {"checks": ["proof", "credentialStatus"]}, {"x": [1]}]
)
def test_options_may_be_left_out_and_unknown_members_are_ignored(door, options):
    body = {"credential": door.credential(), "options": options, "unheard": {"of": None}}
    if options is None:
        del body["options"]
    issued = door.ask("post", ISSUE, body)
    assert issued.status_code == 201

    body = {**body, "verifiableCredential": issued.json()["verifiableCredential"]}
    assert door.ask("post", VERIFY, body).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"verifiableCredential": {}},
        {"credential": "urn:a:b"},
        {"credential": None},
        {"credential": [{}]},
        {"credential": {}},
        {"credential": {}, "options": []},
        {"credential": {}, "options": "x"},
        [],
        "x",
        4,
        None,
    ],
    ids=repr,
)
def test_a_body_that_issues_nothing_is_a_400(door, body):
    answer = door.ask("post", ISSUE, json.dumps(body))

    assert answer.status_code == 400
    assert set(answer.json()) >= {"type", "title", "detail", "status"}


@pytest.mark.parametrize(("path", "member"), [(VERIFY, "verifiableCredential"), (PRESENT, "verifiablePresentation")])
@pytest.mark.parametrize(
    "document",
    [None, "eyJhbGciOiJFZERTQSJ9.e30.c2ln", "urn:a:b", 4, [], {}, {"type": ["NonconformingDocument"]}],
    ids=repr,
)
def test_what_is_no_document_is_a_400_that_says_so(door, path, member, document):
    answer = door.ask("post", path, {member: document})

    assert answer.status_code == 400
    assert answer.json()["verified"] is False
    assert answer.json()["problemDetails"]


@pytest.mark.parametrize("path", [ISSUE, VERIFY, PRESENT])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"nonsense",
        b'{"credential": {"a": 1, "a": 2}}',
        b'{"credential": {"a": NaN}}',
        b'{"credential": {"a": 1e999}}',
        b'{"credential": {"a": ' + b"9" * 5000 + b"}}",
        b'{"credential": "\xff"}',
        b'{"credential": "\\ud800"}',
        b'{"credential": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"credential": ' + b'{"a":' * 70 + b"1" + b"}" * 70 + b"}",
    ],
    ids=[
        "nothing",
        "cut off",
        "no JSON",
        "twice",
        "NaN",
        "infinite",
        "huge number",
        "no UTF-8",
        "half",
        "deep",
        "deeper",
    ],
)
def test_a_body_that_can_not_be_read_is_a_400_in_json(door, path, content):
    answer = door.ask("post", path, data=content, content_type="application/json")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    assert answer.json().get("verified", False) is False


@pytest.mark.parametrize("path", [VERIFY, PRESENT])
def test_what_is_no_json_is_a_parsing_error(door, path):
    answer = door.ask("post", path, data=b"{", content_type="application/json")

    assert types_in(answer) == {"PARSING_ERROR"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", ISSUE, 405),
        ("put", VERIFY, 405),
        ("delete", PRESENT, 405),
        ("post", DID, 405),
        ("post", f"{ISSUE}/", 404),
        ("post", "credentials", 404),
        ("get", "", 404),
        ("get", "did.json", 404),
    ],
)
def test_another_address_or_method_is_answered_in_json_and_without_a_redirect(door, method, path, status):
    answer = door.ask(method, path, {} if method != "get" else None)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["detail"]


def test_another_kind_of_body_is_refused_in_json(door):
    answer = door.ask("post", ISSUE, data="credential=x", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/json"


def test_a_body_of_many_megabytes_is_refused_in_json(door):
    answer = door.ask("post", VERIFY, data=b'{"a": "' + b"x" * 3_000_000 + b'"}', content_type="application/json")

    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html", "application/vc", "nonsense"])
def test_the_answer_is_json_whatever_is_accepted(door, accept):
    answer = door.ask("post", ISSUE, {"credential": door.credential()}, headers={"Accept": accept})

    assert answer.status_code == 201
    assert answer["Content-Type"] == "application/json"


def test_no_session_and_no_csrf_token_is_asked_or_given(door):
    answer = door.issue(door.credential())  # the client enforces CSRF checks

    assert answer.status_code == 201
    assert not answer.cookies


@pytest.mark.parametrize(
    "options", [{"cryptosuite": "ecdsa-rdfc-2019"}, {"cryptosuite": "ed25519-2018"}, {"cryptosuite": 4}], ids=repr
)
def test_a_suite_that_the_key_does_not_sign_is_refused(door, options):
    assert door.issue(door.credential(), **options).status_code == 400


def test_another_suite_of_the_key_is_made_when_asked_for(door):
    issued = door.issue(door.credential(), cryptosuite="eddsa-jcs-2022").json()["verifiableCredential"]

    assert issued["proof"]["cryptosuite"] == "eddsa-jcs-2022"
    assert door.verify(issued).status_code == 200


def test_a_credential_of_data_model_1_1_gets_the_context_of_its_proof(door):
    v1 = "https://www.w3.org/2018/credentials/v1"
    old = {
        "@context": [v1],
        "type": ["VerifiableCredential"],
        "issuer": door.did,
        "issuanceDate": "2026-01-01T00:00:00Z",
        "expirationDate": "2126-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:subject"},
    }

    answer = door.issue(old)

    assert answer.status_code == 201
    issued = answer.json()["verifiableCredential"]
    assert issued["@context"] == [v1, "https://w3id.org/security/data-integrity/v2"]
    assert door.verify(issued).status_code == 200
    assert door.verify({**issued, "issuanceDate": "2026-01-02T00:00:00Z"}).status_code == 400


@pytest.mark.parametrize(
    "options",
    [
        {"securingMechanism": "EnvelopingProof"},
        {"proofFormat": "EnvelopingProofJose"},
        {"mediaType": "application/vc+jwt"},
    ],
    ids=repr,
)
def test_an_envelope_is_made_when_asked_for(door, options):
    answer = door.issue(door.credential(), **options)

    assert answer.status_code == 201
    issued = answer.json()["verifiableCredential"]
    assert set(issued) == {"@context", "type", "id"}
    assert issued["type"] == "EnvelopedVerifiableCredential"
    assert issued["id"].startswith("data:application/vc+jwt,eyJ")
    assert door.verify(issued).status_code == 200


def test_an_envelope_is_refused_for_what_breaks_a_rule(door):
    assert door.issue(door.credential(unheard="x"), mediaType="application/vc+jwt").status_code == 400
    assert door.issue(door.credential(validFrom="2026-01-01"), mediaType="application/vc+jwt").status_code == 400
