"""Every proof of a document is looked at, whose key made it counts, and what a proof was made for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from credentials.core.contexts import CREDENTIALS_V2, ContextSet
from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.document_digests import DocumentDigests
from credentials.core.errors import Unreachable, UnreadableDocument
from credentials.core.primitives.data_integrity import (
    DATA_INTEGRITY,
    ECDSA_JCS,
    ECDSA_RDFC,
    EDDSA_JCS,
    EDDSA_RDFC,
    Transform,
)
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import KeyKind, public_jwk
from credentials.core.proof_checks import ProofFindings, check_proofs
from credentials.core.report import Finding
from tests.unit.credentials.core.samples import NOW, SeedSigner, sign

ISSUER, ENDORSER, STRANGER = SeedSigner(1), SeedSigner(2), SeedSigner(3)
ISSUER_DID = did_key_for(ISSUER.public)[0]
WEB = "did:web:erkend.example"
KEY = f"{WEB}#key-1"
FIRST, SECOND, THIRD = (f"urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc454{number}" for number in range(3))


def a_credential(issuer: str = ISSUER_DID) -> dict[str, Any]:
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "credentialSubject": {"id": "did:example:456"},
    }


def check(document: Mapping[str, Any], dids: Mapping[str, Any] | None = None, **changes: Any) -> ProofFindings:
    def resolve(did: str) -> Any:
        if did not in (dids or {}):
            raise Unreachable(f"{did} does not answer.")
        return (dids or {})[did]

    facts: dict[str, Any] = {"issuer_id": document.get("issuer"), "now": NOW, "resolve_did": resolve}
    return check_proofs(document, **{**facts, **changes})


def codes(found: ProofFindings) -> tuple[str, str]:
    return found.proof.code, found.issuer.code


def a_chain(*steps: tuple[SeedSigner, str, list[str]]) -> dict[str, Any]:
    """A credential signed by each in turn: who, under which id, building on which ids."""
    document = a_credential()
    for signer, proof_id, previous in steps:
        document = sign(document, signer, proof_id=proof_id, previous=previous)
    return document


@pytest.mark.parametrize(
    ("suite", "kind"),
    [
        (EDDSA_RDFC, KeyKind.ED25519),
        (EDDSA_JCS, KeyKind.ED25519),
        (ECDSA_RDFC, KeyKind.P256),
        (ECDSA_JCS, KeyKind.P256),
        (ECDSA_RDFC, KeyKind.P384),
        (ECDSA_JCS, KeyKind.P384),
    ],
)
def test_a_proof_of_every_suite_passes_and_fails_when_something_changed(suite, kind):
    signer = SeedSigner(kind=kind)
    signed = sign(a_credential(did_key_for(signer.public)[0]), signer, cryptosuite=suite)

    assert codes(check(signed)) == ("proof.ok", "issuer.known")
    assert check({**signed, "credentialSubject": {"id": "did:example:7"}}).proof.code == "proof.changed"


def test_proofs_of_several_suites_stand_side_by_side():
    signed = a_credential()
    for suite in (EDDSA_RDFC, EDDSA_JCS):
        signed = sign(signed, ISSUER, cryptosuite=suite)

    found = check(signed)

    assert codes(found) == ("proof.ok", "issuer.known")
    assert found.proof.facts["count"] == "2"


@pytest.mark.parametrize("suite", [ECDSA_RDFC, ECDSA_JCS])
def test_proofs_of_keys_that_hash_otherwise_stand_side_by_side(suite):
    keys = [SeedSigner(kind=kind) for kind in (KeyKind.P256, KeyKind.P384)]
    named = [IssuerKey(f"{WEB}#{key.kind}", key.public_key, kind=key.kind) for key in keys]
    signed = a_credential(WEB)
    for key in keys:
        signed = sign(signed, key, f"{WEB}#{key.kind}", cryptosuite=suite)

    found = check(signed, {WEB: build_did_document(WEB, named)})

    assert codes(found) == ("proof.ok", "issuer.known")


@pytest.mark.parametrize("suite", [EDDSA_RDFC, EDDSA_JCS])
def test_a_document_is_read_under_the_contexts_that_are_handed_in(suite):
    contexts = ContextSet({"https://a.example/context": {"@context": {"mark": "https://a.example/mark"}}})
    document = {**a_credential(), "@context": [CREDENTIALS_V2, "https://a.example/context"], "mark": "7"}
    signed = sign(document, ISSUER, cryptosuite=suite, contexts=contexts)

    assert check(signed, contexts=contexts).proof.code == "proof.ok"
    assert check({**signed, "mark": "8"}, contexts=contexts).proof.code == "proof.changed"


@pytest.mark.parametrize("kind", ["Ed25519Signature2018", "RsaSignature2018", DATA_INTEGRITY])
def test_a_proof_without_a_suite_is_not_guessed_to_be_of_one(kind):
    signed = sign(a_credential(), ISSUER)
    proof = {name: value for name, value in signed["proof"].items() if name != "cryptosuite"}

    found = check({**signed, "proof": {**proof, "type": kind}})

    assert (found.proof.finding, found.proof.code) == (Finding.NOT_CHECKED, "proof.kind-not-supported")


def test_a_document_under_a_context_that_is_not_at_hand_is_not_checked():
    signed = sign(a_credential(), ISSUER)

    found = check({**signed, "@context": [CREDENTIALS_V2, "https://a.example/context"]})

    assert (found.proof.finding, found.proof.code) == (Finding.NOT_CHECKED, "proof.context")


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"cryptosuite": "bbs-2023"}, "bbs-2023"),
        ({"type": "BbsBlsSignature2020", "cryptosuite": ""}, "BbsBlsSignature2020"),
        ({"type": "RsaSignature2018", "cryptosuite": EDDSA_RDFC}, EDDSA_RDFC),
    ],
    ids=repr,
)
def test_a_proof_of_an_unknown_kind_is_named_and_shows_nothing_about_the_issuer(changes, kind):
    signed = sign(a_credential(), ISSUER)

    found = check({**signed, "proof": {**signed["proof"], **changes}})

    assert codes(found) == ("proof.kind-not-supported", "issuer.no-proof")
    assert found.proof.facts == {"kind": kind}
    assert {found.proof.finding, found.issuer.finding} == {Finding.NOT_CHECKED}


@pytest.mark.parametrize("position", [0, 1, 2])
def test_one_bad_proof_of_a_set_spoils_it(position):
    signed = a_credential()
    for _ in range(3):
        signed = sign(signed, ISSUER)
    signed["proof"][position] = {**signed["proof"][position], "created": "2020-01-01T00:00:00Z"}

    assert check(signed).proof.code == "proof.changed"


@pytest.mark.parametrize("proof", ["x", 7, [7], {}, [{}, "x"]], ids=repr)
def test_what_is_no_proof_is_not_passed_over(proof):
    assert check({**a_credential(), "proof": proof}).proof.finding in {Finding.FAILED, Finding.NOT_CHECKED}


def test_something_beside_a_good_proof_that_is_none_spoils_it():
    signed = sign(a_credential(), ISSUER)

    assert check({**signed, "proof": [signed["proof"], "x"]}).proof.code == "proof.malformed"


@pytest.mark.parametrize("proof", [None, []], ids=repr)
def test_no_proof_is_said_to_be_absent(proof):
    assert codes(check({**a_credential(), "proof": proof})) == ("proof.absent", "issuer.no-proof")
    assert codes(check(a_credential())) == ("proof.absent", "issuer.no-proof")


def test_more_proofs_than_are_checked_fail_without_any_work():
    signed = sign(a_credential(), ISSUER)
    many = {**signed, "proof": [signed["proof"]] * 33}

    digests = DocumentDigests(signed)

    assert codes(check(many, digests=digests)) == ("proof.too-many", "issuer.no-proof")
    assert not digests.has_absolute_ids  # as no form was made
    assert check({**signed, "proof": [signed["proof"]] * 32}, digests=digests).proof.code == "proof.ok"
    assert digests.has_absolute_ids


def test_a_chain_has_fewer_links_than_a_set_has_proofs():
    signed = sign(a_credential(), ISSUER, proof_id=FIRST)
    link = sign(signed, ISSUER, previous=[FIRST])["proof"][1]

    assert check({**signed, "proof": [signed["proof"], *[link] * 8]}).proof.code == "proof.ok"
    assert check({**signed, "proof": [signed["proof"], *[link] * 9]}).proof.code == "proof.too-many"


# --- chains


def test_an_endorser_may_build_on_the_issuers_proof():
    chain = a_chain((ISSUER, FIRST, []), (ENDORSER, SECOND, [FIRST]), (ENDORSER, THIRD, [FIRST, SECOND]))

    assert codes(check(chain)) == ("proof.ok", "issuer.known")


def test_the_issuer_may_build_on_an_endorsers_proof():
    assert codes(check(a_chain((ENDORSER, FIRST, []), (ISSUER, SECOND, [FIRST])))) == ("proof.ok", "issuer.known")


def test_a_chain_without_the_issuer_is_not_the_issuers():
    chain = a_chain((ENDORSER, FIRST, []), (STRANGER, SECOND, [FIRST]))

    assert codes(check(chain)) == ("proof.ok", "issuer.other-controller")


def test_a_stranger_beside_a_chain_is_no_part_of_it():
    chain = a_chain((ISSUER, FIRST, []), (ENDORSER, SECOND, [FIRST]), (STRANGER, THIRD, []))

    assert codes(check(chain)) == ("proof.ok", "issuer.other-controller")


def test_a_link_can_not_be_taken_out_of_a_chain():
    chain = a_chain((ISSUER, FIRST, []), (ENDORSER, SECOND, [FIRST]), (ISSUER, THIRD, [SECOND]))

    assert check({**chain, "proof": [chain["proof"][0], chain["proof"][2]]}).proof.code == "proof.chain-broken"
    assert check({**chain, "proof": chain["proof"][1:]}).proof.code == "proof.chain-broken"


def test_a_link_can_not_be_replaced_by_another_proof_of_the_same_name():
    chain = a_chain((ISSUER, FIRST, []), (ENDORSER, SECOND, [FIRST]))
    later = sign(a_credential(), ISSUER, proof_id=FIRST, created=NOW - timedelta(days=1))["proof"]

    assert check({**chain, "proof": [later, chain["proof"][1]]}).proof.code == "proof.changed"
    assert check({**chain, "proof": [*chain["proof"], later]}).proof.code == "proof.chain-broken"


@pytest.mark.parametrize(
    "previous",
    [{0: FIRST}, {0: SECOND, 1: FIRST}, {0: THIRD, 1: FIRST, 2: SECOND}, {1: [FIRST, SECOND]}],
    ids=["itself", "each other", "a circle", "itself and another"],
)
def test_proofs_that_build_on_one_another_in_a_circle_are_refused(previous):
    chain = a_chain((ISSUER, FIRST, []), (ISSUER, SECOND, [FIRST]), (ISSUER, THIRD, [SECOND]))
    for position, names in previous.items():
        chain["proof"][position] = {**chain["proof"][position], "previousProof": names}

    assert check(chain).proof.code == "proof.chain-broken"


@pytest.mark.parametrize("names", [7, None, [], [7], [FIRST, None], {"id": FIRST}, [[FIRST]]], ids=repr)
@pytest.mark.parametrize("proof_id", [SECOND, 7, [FIRST], {}], ids=repr)
def test_a_chain_of_any_odd_shape_gets_an_answer(names, proof_id):
    chain = a_chain((ISSUER, FIRST, []), (ISSUER, SECOND, [FIRST]))
    chain["proof"][1] = {**chain["proof"][1], "previousProof": names, "id": proof_id}

    assert check(chain).proof.finding is Finding.FAILED


def test_a_chain_names_each_proof_once_and_no_more_than_there_are():
    chain = a_chain((ISSUER, FIRST, []), (ISSUER, SECOND, [FIRST]))
    for names in ([FIRST, FIRST], [FIRST] * 100_000, [FIRST, *(f"urn:example:{number}" for number in range(100_000))]):
        chain["proof"][1] = {**chain["proof"][1], "previousProof": names}
        assert check(chain).proof.code == "proof.chain-broken"


# --- what is said of it


def test_a_proof_that_fails_says_where_and_why():
    signed = sign(a_credential(), ISSUER, expires=NOW)

    assert check(signed, purpose="authentication").proof.facts["field"] == "/proof/proofPurpose"
    assert "authentication" in check(signed, purpose="authentication").proof.facts["detail"]
    assert check(signed, now=NOW + timedelta(days=1)).proof.facts == {"expires": "2026-11-24T12:00:00Z"}


def test_a_failure_without_a_place_names_none():
    signed = sign(a_credential(), ISSUER)

    facts = check({**signed, "credentialSubject": {"id": "did:example:7"}}).proof.facts

    assert "field" not in facts
    assert facts["detail"]


# --- what a proof was made for


def test_a_presentation_is_signed_by_its_holder_for_authentication():
    presentation = {"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"], "holder": ISSUER_DID}
    signed = sign(presentation, ISSUER, purpose="authentication")

    assert codes(check(signed, issuer_id=ISSUER_DID, purpose="authentication")) == ("proof.ok", "issuer.known")
    assert check(signed, issuer_id=ISSUER_DID).proof.code == "proof.other-purpose"
    other = sign(presentation, STRANGER, purpose="authentication")
    found = check(other, issuer_id=ISSUER_DID, purpose="authentication")
    assert codes(found) == ("proof.ok", "issuer.other-controller")


def test_where_nobody_is_named_any_key_counts_that_is_its_own_controllers():
    signed = sign({"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"]}, ISSUER, purpose="authentication")

    assert codes(check(signed, issuer_id=None, purpose="authentication")) == ("proof.ok", "issuer.known")
    assert check({**signed, "issuer": ""}, issuer_id="", purpose="authentication").issuer.finding is Finding.FAILED


def test_where_nobody_is_named_a_key_of_a_web_address_is_looked_up_as_well():
    presentation = {"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"]}
    signed = sign(presentation, ISSUER, KEY, purpose="authentication")
    dids = {WEB: build_did_document(WEB, [IssuerKey(KEY, ISSUER.public_key)])}

    assert codes(check(signed, dids, issuer_id=None, purpose="authentication")) == ("proof.ok", "issuer.known")


def test_a_key_must_be_listed_for_the_purpose():
    document = build_did_document(WEB, [IssuerKey(KEY, ISSUER.public_key)])
    assertion = sign(a_credential(WEB), ISSUER, KEY)
    authentication = sign(a_credential(WEB), ISSUER, KEY, purpose="authentication")
    only_assertion = {WEB: {**document, "authentication": []}}
    only_authentication = {WEB: {**document, "assertionMethod": []}}

    assert check(assertion, only_assertion).issuer.code == "issuer.known"
    assert check(assertion, only_authentication).issuer.code == "issuer.key-not-listed"
    assert check(authentication, only_assertion, purpose="authentication").issuer.code == "issuer.key-not-listed"
    assert check(authentication, only_authentication, purpose="authentication").issuer.code == "issuer.known"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "proof.ok"),
        ({"domain": "controleur.example"}, "proof.ok"),
        ({"domain": "controleur.example", "challenge": "7"}, "proof.ok"),
        ({"domain": "ander.example"}, "proof.other-domain"),
        ({"domain": ""}, "proof.other-domain"),
        ({"challenge": "8"}, "proof.other-challenge"),
        ({"domain": "controleur.example", "challenge": "8"}, "proof.other-challenge"),
    ],
    ids=repr,
)
def test_a_proof_answers_the_domain_and_challenge_that_were_asked(asked, expected):
    signed = sign(a_credential(), ISSUER, domain="controleur.example", challenge="7")

    assert check(signed, **asked).proof.code == expected


@pytest.mark.parametrize("asked", [{"domain": "controleur.example"}, {"challenge": "7"}], ids=repr)
def test_a_proof_that_names_no_domain_or_challenge_answers_none(asked):
    assert check(sign(a_credential(), ISSUER), **asked).proof.finding is Finding.FAILED


def test_every_proof_of_a_set_must_answer_the_challenge():
    signed = sign(sign(a_credential(), ISSUER, challenge="7"), ISSUER)

    assert check(signed, challenge="7").proof.code == "proof.other-challenge"


@pytest.mark.parametrize(("after", "expected"), [(-1, "proof.ok"), (0, "proof.ok"), (1, "proof.expired")])
def test_a_proof_counts_until_it_expires(after, expected):
    signed = sign(a_credential(), ISSUER, expires=NOW + timedelta(hours=1))

    assert check(signed, now=NOW + timedelta(hours=1, seconds=after)).proof.code == expected


# --- keys


ELSEWHERE = "did:web:anders.example"


@pytest.mark.parametrize(
    ("method", "finding", "code"),
    [
        ("https://erkend.example/keys/1", Finding.NOT_CHECKED, "issuer.kind-not-supported"),
        ("key-1", Finding.NOT_CHECKED, "issuer.kind-not-supported"),
        (7, Finding.NOT_CHECKED, "issuer.kind-not-supported"),
        ({"id": KEY}, Finding.NOT_CHECKED, "issuer.kind-not-supported"),
        (None, Finding.NOT_CHECKED, "issuer.kind-not-supported"),
        ("did:example:1#key", Finding.NOT_CHECKED, "issuer.kind-not-supported"),
        ("did:x", Finding.FAILED, "issuer.malformed"),
        ("did:key:z6Mk#z6Mk", Finding.FAILED, "issuer.malformed"),
        (f"{WEB}#key-2", Finding.FAILED, "issuer.key-not-listed"),
    ],
    ids=repr,
)
def test_a_proof_whose_key_can_not_be_had_is_not_the_issuers(method, finding, code):
    signed = sign(a_credential(WEB), ISSUER, KEY)
    dids = {WEB: build_did_document(WEB, [IssuerKey(KEY, ISSUER.public_key)])}

    found = check({**signed, "proof": {**signed["proof"], "verificationMethod": method}}, dids)

    assert (found.issuer.finding, found.issuer.code) == (finding, code)
    assert found.issuer.facts == {"method": str(method)}
    assert found.proof.finding is not Finding.PASSED


def test_a_key_of_an_address_that_does_not_answer_is_not_checked():
    found = check(sign(a_credential(WEB), ISSUER, KEY))

    assert codes(found) == ("proof.key-unavailable", "issuer.unreachable")
    assert found.issuer.facts == {"did": WEB}


def test_a_resolver_that_finds_something_unreadable_fails_the_issuer():
    def resolve(_did: str) -> Any:
        raise UnreadableDocument("This is not JSON.")

    found = check(sign(a_credential(WEB), ISSUER, KEY), resolve_did=resolve)

    assert (found.issuer.finding, found.issuer.code) == (Finding.FAILED, "issuer.malformed")


def test_the_key_that_was_used_is_named():
    signed = sign(a_credential(), ISSUER)

    assert check(signed).issuer.facts == {"method": signed["proof"]["verificationMethod"]}


@pytest.mark.parametrize("end", ["expires", "revoked"])
@pytest.mark.parametrize(("after", "counts"), [(0, True), (1, False)], ids=["at its end", "a second later"])
def test_a_key_counts_for_what_it_signed_until_its_last_moment(end, after, counts):
    dids = {WEB: build_did_document(WEB, [IssuerKey(KEY, ISSUER.public_key, **{end: NOW})])}
    signed = sign(a_credential(WEB), ISSUER, KEY, created=NOW + timedelta(seconds=after))

    found = check(signed, dids, now=NOW + timedelta(days=1))

    assert found.issuer.finding is (Finding.PASSED if counts else Finding.FAILED)


def _elsewhere(controller: str) -> dict[str, Any]:
    """A document of another DID whose one key says who its controller is."""
    method = {
        "id": f"{ELSEWHERE}#key-1",
        "type": "Multikey",
        "controller": controller,
        "publicKeyMultibase": STRANGER.public.to_multibase(),
    }
    return {"id": ELSEWHERE, "verificationMethod": [method], "assertionMethod": [method["id"]]}


def test_a_method_of_another_did_is_not_the_issuers_whatever_it_calls_itself():
    signed = sign(sign(a_credential(WEB), STRANGER, f"{ELSEWHERE}#key-1", proof_id=FIRST), STRANGER, previous=[FIRST])

    found = check({**signed, "proof": signed["proof"]}, {ELSEWHERE: _elsewhere(WEB)})

    assert codes(found) == ("proof.ok", "issuer.other-controller")


def test_a_key_whose_controller_is_another_is_not_its_dids_own():
    signed = sign(a_credential(ELSEWHERE), STRANGER, f"{ELSEWHERE}#key-1")

    assert check(signed, {ELSEWHERE: _elsewhere(WEB)}).issuer.code == "issuer.other-controller"
    assert check(signed, {ELSEWHERE: _elsewhere(ELSEWHERE)}).issuer.code == "issuer.known"


def test_a_strangers_host_is_not_asked_for_a_key_that_could_not_count():
    signed = sign(sign(a_credential(), ISSUER), STRANGER, f"{ELSEWHERE}#key-1")
    asked: list[str] = []

    found = check(signed, resolve_did=asked.append)

    assert asked == []
    assert codes(found) == ("proof.key-unavailable", "issuer.other-controller")


def test_a_chain_can_not_make_us_ask_everybody_or_anybody_twice():
    signed = a_credential()
    for number in range(20):
        signed = sign(signed, STRANGER, f"did:web:h{number}.example#key", proof_id=f"urn:example:{number}")
    ids = [proof["id"] for proof in signed["proof"]]
    signed = sign(sign(signed, ISSUER, previous=ids), STRANGER, "did:web:h0.example#key", previous=ids)
    asked: list[str] = []

    def unreachable(did: str) -> Any:
        asked.append(did)
        raise Unreachable("No answer.")

    assert check(signed, resolve_did=unreachable).issuer.code == "issuer.unreachable"
    assert asked == [f"did:web:h{number}.example" for number in range(8)]


def test_a_foreign_method_in_the_issuers_own_document_is_not_the_issuers():
    elsewhere = "did:web:anders.example#key-1"
    document = build_did_document(WEB, [IssuerKey(KEY, ISSUER.public_key)])
    document["assertionMethod"].append(elsewhere)

    assert check(sign(a_credential(WEB), STRANGER, elsewhere), {WEB: document}).issuer.code == "issuer.other-controller"


@pytest.mark.parametrize("end", ["expires", "revoked"])
def test_a_proof_without_a_date_does_not_count_under_a_key_that_has_ended(end):
    dids = {WEB: build_did_document(WEB, [IssuerKey(KEY, ISSUER.public_key, **{end: NOW + timedelta(days=1)})])}
    signed = sign(a_credential(WEB), ISSUER, KEY)
    undated = {name: value for name, value in signed["proof"].items() if name not in {"created", "proofValue"}}

    assert check(signed, dids).issuer.code == "issuer.known"
    assert check({**signed, "proof": undated}, dids).issuer.code == f"issuer.key-{end}".replace("expires", "expired")


@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P256, KeyKind.P384])
@pytest.mark.parametrize("form", ["Multikey", "JsonWebKey", "JsonWebKey2020"])
def test_a_key_of_every_kind_and_form_in_a_did_web_document_is_used(kind, form):
    signer = SeedSigner(kind=kind)
    method: dict[str, Any] = {"id": KEY, "type": form, "controller": WEB}
    if form == "Multikey":
        method["publicKeyMultibase"] = signer.public.to_multibase()
    else:
        method["publicKeyJwk"] = public_jwk(signer.public)
    dids = {WEB: {"id": WEB, "verificationMethod": [method], "assertionMethod": [KEY]}}
    suite = EDDSA_RDFC if kind is KeyKind.ED25519 else ECDSA_RDFC

    assert codes(check(sign(a_credential(WEB), signer, KEY, cryptosuite=suite), dids)) == ("proof.ok", "issuer.known")


def test_a_key_that_can_make_no_such_proof_fails_it():
    dids = {WEB: build_did_document(WEB, [IssuerKey(KEY, SeedSigner(kind=KeyKind.P256).public_key, kind=KeyKind.P256)])}

    assert check(sign(a_credential(WEB), ISSUER, KEY), dids).proof.code == "proof.malformed"


# --- what the caller knows already


def test_digests_that_the_caller_has_are_not_computed_again():
    signed = sign(sign(a_credential(), ISSUER), ISSUER)
    digests = DocumentDigests(signed)
    digests(Transform.RDFC, "sha256")

    assert check({**signed, "name": "not looked at"}, digests=digests).proof.code == "proof.ok"
