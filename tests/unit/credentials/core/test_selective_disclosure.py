"""A holder shows a part of a badge, and that part is still the issuer's."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from credentials.core.contexts import ContextSet
from credentials.core.errors import (
    MalformedKey,
    MalformedProof,
    NotDisclosable,
    SignatureInvalid,
    Unreachable,
    UnsafeDocument,
    UnsupportedProof,
    UnusablePointer,
)
from credentials.core.primitives.data_integrity import add_proof, verify_proof
from credentials.core.primitives.disclosure_proof_value import BaseProofValue
from credentials.core.primitives.keys import KeyKind
from credentials.core.primitives.selective_disclosure import (
    derive,
    is_selective,
    pointers_to_results,
    usual_mandatory_pointers,
    verify_derived_proof,
)
from credentials.core.report import CheckName, Finding, Report
from credentials.core.verify import verify_document
from tests.unit.credentials.core.disclosure_samples import (
    KEPT,
    METHOD,
    SHOWN,
    SIGNER,
    a_badge,
    check,
    fixed_bytes,
    keep,
    value_of,
)
from tests.unit.credentials.core.samples import ACHIEVEMENT_ID, NOW, SeedSigner, a_claim


def report_on(document: dict[str, Any]) -> Report:
    def unreachable(what: str) -> Any:
        raise Unreachable(what)

    return verify_document(
        document, now=NOW, resolve_did=unreachable, load_status_list=unreachable, is_known_issuer=lambda _did: None
    )


def test_a_derived_proof_is_verified_by_the_function_for_every_kind_of_proof():
    verify_proof(SHOWN, SHOWN["proof"], SIGNER.public)
    with pytest.raises(SignatureInvalid):
        verify_proof({**SHOWN, "validFrom": "2019-12-04T00:00:00Z"}, SHOWN["proof"], SIGNER.public)


@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P384])
def test_a_key_of_another_kind_makes_no_derived_proof(kind):
    with pytest.raises(MalformedProof) as caught:
        verify_proof(SHOWN, SHOWN["proof"], SeedSigner(kind=kind).public)

    assert caught.value.field == "/proof/verificationMethod"


def test_a_derived_proof_that_builds_on_another_is_not_checked_and_never_passed():
    """What it would cover is not defined: the proof that it names is no statement that its signature could be over."""
    earlier = add_proof(a_badge(), signer=SeedSigner(), verification_method=METHOD, created=NOW, proof_id="urn:x:1")
    chained = {**SHOWN["proof"], "previousProof": "urn:x:1"}

    with pytest.raises(UnsupportedProof):
        verify_proof(SHOWN, chained, SIGNER.public, previous=[earlier["proof"]])
    report = report_on({**SHOWN, "proof": [earlier["proof"], chained]})
    assert report.check(CheckName.PROOF).finding is not Finding.PASSED


def test_a_derived_proof_is_read_under_the_contexts_that_are_handed_in():
    contexts = ContextSet({"https://a.example/context": {"@context": {"mark": "https://a.example/mark"}}})
    badge = a_badge()
    badge = {**badge, "@context": [*badge["@context"], "https://a.example/context"], "mark": "7"}
    shown = derive(keep(badge, contexts=contexts), pointers=["/mark"], contexts=contexts)

    verify_proof(shown, shown["proof"], SIGNER.public, contexts=contexts)
    with pytest.raises(SignatureInvalid):
        verify_proof({**shown, "mark": "8"}, shown["proof"], SIGNER.public, contexts=contexts)


def test_two_of_twelve_results_are_shown_and_verify():
    check(SHOWN)

    subject = SHOWN["credentialSubject"]
    assert [result["id"].partition("#")[2] for result in subject["result"]] == ["result-B1-K1-W1", "result-B1-K2-W3"]
    assert [description["id"] for description in subject["achievement"]["resultDescription"]] == [
        f"{ACHIEVEMENT_ID}#B1-K1-W1",
        f"{ACHIEVEMENT_ID}#B1-K2-W3",
    ]


@pytest.mark.parametrize("hidden", ["B1-K1-W2", "identityHash", "evidence-interview", a_claim().narrative])
def test_what_was_not_chosen_is_nowhere_in_it(hidden):
    assert hidden in json.dumps(KEPT)
    assert hidden not in json.dumps(SHOWN)


@pytest.mark.parametrize("member", ["issuer", "validFrom", "credentialStatus"])
def test_what_is_mandatory_is_shown_whatever_was_chosen(member):
    shown = derive(KEPT, pointers=["/name"])

    check(shown)
    assert shown[member] == KEPT[member]


def test_an_example_can_not_be_shown_as_if_it_were_none():
    shown = derive(KEPT, pointers=["/credentialSubject/achievement/name"])

    assert shown["credentialSubject"]["achievement"]["tag"] == KEPT["credentialSubject"]["achievement"]["tag"]


def test_identity_and_types_of_everything_on_the_way_are_shown():
    shown = derive(KEPT, pointers=["/credentialSubject/achievement/criteria/narrative"])

    kept, achievement = KEPT["credentialSubject"]["achievement"], shown["credentialSubject"]["achievement"]
    assert (shown["@context"], shown["id"], shown["type"]) == (KEPT["@context"], KEPT["id"], KEPT["type"])
    assert shown["credentialSubject"]["type"] == ["AchievementSubject"]
    assert (achievement["id"], achievement["type"], achievement["criteria"]) == (
        kept["id"],
        kept["type"],
        kept["criteria"],
    )
    assert "name" not in achievement


def test_the_whole_badge_can_be_shown():
    shown = derive(KEPT, pointers=[""])

    check(shown)
    assert {**shown, "proof": None} == {**KEPT, "proof": None}


def test_a_badge_with_nothing_mandatory_shows_what_was_chosen_only():
    shown = derive(keep(a_badge(), mandatory=[]), pointers=["/credentialSubject/identifier/1"])

    check(shown)
    assert value_of(shown).mandatory_indexes == ()
    assert sorted(shown) == ["@context", "credentialSubject", "id", "proof", "type"]


def test_showing_nothing_is_refused():
    with pytest.raises(NotDisclosable):
        derive(keep(a_badge(), mandatory=[]), pointers=[])


def test_what_is_shown_is_a_sound_badge_to_the_verifier():
    found = {str(check.name): check.code for check in report_on(SHOWN).checks}

    assert (found["schema"], found["context"], found["proof"]) == ("schema.ok", "context.ok", "proof.ok")


def test_the_holders_own_copy_is_refused_by_name():
    with pytest.raises(MalformedProof) as caught:
        check(KEPT)

    assert caught.value.code == "proof.base-shown"
    assert "proof.base-shown" in [check.code for check in report_on(KEPT).checks]


def test_the_hmac_key_is_not_in_what_is_shown():
    secret = BaseProofValue.from_proof(KEPT["proof"]).hmac_key

    assert all(secret not in part for part in (*value_of(SHOWN).signatures, *value_of(SHOWN).labels.values()))


def test_each_badge_has_keys_of_its_own():
    first, second = (BaseProofValue.from_proof(keep(a_badge())["proof"]) for _ in range(2))

    assert first.public_key != second.public_key
    assert first.hmac_key != second.hmac_key


def test_a_number_that_is_no_key_is_drawn_again():
    draws = iter([bytes(32), b"\xff" * 32, bytes(32), b"\x05" * 32])

    kept = keep(a_badge(), random_bytes=lambda _length: next(draws))

    assert BaseProofValue.from_proof(kept["proof"]).public_key == BaseProofValue.from_proof(KEPT["proof"]).public_key


def test_a_key_that_is_not_on_p_256_signs_no_base_proof():
    with pytest.raises(MalformedKey):
        keep(a_badge(), signer=SeedSigner())


def test_a_signer_that_is_not_who_it_says_makes_no_base_proof():
    class Impostor(SeedSigner):
        def sign(self, data: bytes) -> bytes:
            return SeedSigner(9, kind=KeyKind.P256).sign(data)

    with pytest.raises(SignatureInvalid):
        keep(a_badge(), signer=Impostor(kind=KeyKind.P256))


def test_a_document_that_is_signed_already_gets_no_base_proof():
    with pytest.raises(MalformedProof):
        keep(KEPT)


def test_a_member_that_no_context_defines_is_refused_when_signing():
    with pytest.raises(UnsafeDocument):
        keep({**a_badge(), "grade": "ten"})


def test_a_credential_of_model_1_1_gets_the_context_that_defines_its_proof():
    document = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:123",
        "issuanceDate": "2026-01-01T00:00:00Z",
        "expirationDate": "2027-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:456"},
    }

    kept = keep(document)

    assert kept["@context"][-1] == "https://w3id.org/security/data-integrity/v2"
    shown = derive(kept, pointers=["/credentialSubject"])
    check(shown)
    assert shown["issuanceDate"] == document["issuanceDate"]


def test_only_a_copy_with_one_base_proof_can_be_derived_from():
    unsigned = a_badge()
    whole = add_proof(unsigned, signer=SIGNER, verification_method=METHOD, created=NOW, cryptosuite="ecdsa-rdfc-2019")

    for document in (unsigned, whole, SHOWN, {**KEPT, "proof": [KEPT["proof"], KEPT["proof"]]}):
        with pytest.raises(NotDisclosable):
            derive(document, pointers=["/name"])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda badge: badge.update(name="Iets anders"), id="another value"),
        pytest.param(lambda badge: badge.pop("description"), id="a member less"),
        pytest.param(lambda badge: badge.update(awardedDate="2020-01-01T00:00:00Z", name="Iets"), id="two values"),
    ],
)
def test_a_holder_who_changed_the_badge_hears_it_before_showing_it(change):
    changed = copy.deepcopy(KEPT)
    change(changed)

    with pytest.raises(SignatureInvalid):
        derive(changed, pointers=["/name"])


def test_a_result_is_found_by_its_id_its_description_or_a_code():
    by_result = pointers_to_results(KEPT, [KEPT["credentialSubject"]["result"][3]["id"]])

    assert by_result == pointers_to_results(KEPT, [f"{ACHIEVEMENT_ID}#B1-K1-W4"])
    assert by_result == pointers_to_results(KEPT, ["B1-K1-W4"])
    assert "/credentialSubject/result/3" in by_result
    assert "/credentialSubject/achievement/resultDescription/3" in by_result


def test_the_code_of_a_core_task_stands_for_all_its_results():
    shown = derive(KEPT, pointers=pointers_to_results(KEPT, ["B1-K3"]))

    check(shown)
    assert len(shown["credentialSubject"]["result"]) == 2


def test_a_single_result_need_not_stand_in_a_list():
    badge = a_badge()
    badge["credentialSubject"]["result"] = badge["credentialSubject"]["result"][0]

    assert "/credentialSubject/result" in pointers_to_results(badge, ["B1-K1-W1"])


def test_a_result_that_is_not_there_is_named():
    with pytest.raises(UnusablePointer) as caught:
        pointers_to_results(KEPT, ["B1-K1-W1", "B9", "B8"])

    assert caught.value.data["results"] == ["B8", "B9"]


def test_a_document_without_an_achievement_has_no_results():
    with pytest.raises(UnusablePointer):
        pointers_to_results({"credentialSubject": {"id": "did:example:1"}}, ["B1"])


def test_only_what_is_there_is_mandatory():
    assert usual_mandatory_pointers({"issuer": "did:example:1", "credentialSubject": []}) == ["/issuer"]


def test_another_key_or_another_kind_of_key_does_not_fit():
    with pytest.raises(SignatureInvalid):
        verify_derived_proof(SHOWN, SHOWN["proof"], SeedSigner(8, kind=KeyKind.P256).public)
    with pytest.raises(MalformedProof):
        verify_derived_proof(SHOWN, SHOWN["proof"], SeedSigner(kind=KeyKind.P384).public)


def test_a_proof_of_another_suite_is_not_taken_for_one_of_disclosure():
    proof = {**SHOWN["proof"], "cryptosuite": "ecdsa-rdfc-2019"}

    assert not is_selective(proof)
    with pytest.raises(UnsupportedProof):
        verify_derived_proof(SHOWN, proof, SIGNER.public)


def test_the_same_secrets_and_badge_give_the_same_copy():
    assert keep(a_badge(), random_bytes=fixed_bytes(5)) == KEPT
