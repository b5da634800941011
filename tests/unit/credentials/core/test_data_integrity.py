"""Whatever the suite: what is signed verifies, what was changed does not, and no proof passes for another kind of proof."""

from __future__ import annotations

import copy
import hashlib
import json
from datetime import timedelta

import pytest

from credentials.core.contexts import CREDENTIALS_V1, CREDENTIALS_V2, DATA_INTEGRITY_V2, ContextSet
from credentials.core.errors import (
    CredentialError,
    MalformedKey,
    MalformedProof,
    SignatureInvalid,
    UnreadableDocument,
    UnsupportedProof,
)
from credentials.core.primitives.data_integrity import (
    ECDSA_JCS,
    ECDSA_RDFC,
    EDDSA_JCS,
    EDDSA_RDFC,
    document_digest,
    hash_data,
    suite_of,
    verify_proof,
)
from credentials.core.primitives.keys import KeyKind, PublicKey
from credentials.core.primitives.multibase import decode_multibase, encode_base58btc, encode_base64url
from credentials.core.primitives.proof_chains import previous_proofs
from credentials.core.primitives.proof_members import require_well_formed
from tests.unit.credentials.core.samples import NOW, SeedSigner, build, sign

WAYS = [
    (EDDSA_RDFC, KeyKind.ED25519),
    (EDDSA_JCS, KeyKind.ED25519),
    (ECDSA_RDFC, KeyKind.P256),
    (ECDSA_RDFC, KeyKind.P384),
    (ECDSA_JCS, KeyKind.P256),
    (ECDSA_JCS, KeyKind.P384),
]
each_way = pytest.mark.parametrize(("suite", "kind"), WAYS)
FIRST, SECOND, THIRD = (f"urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc454{number}" for number in range(3))
A_CREDENTIAL = {
    "@context": [CREDENTIALS_V2],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:123",
    "credentialSubject": {"id": "did:example:456"},
}


@each_way
def test_a_signed_badge_verifies_with_the_key_that_signed_it(suite, kind):
    signed = sign(build(), SeedSigner(kind=kind), cryptosuite=suite)

    assert signed["proof"]["cryptosuite"] == suite
    verify_proof(signed, signed["proof"], SeedSigner(kind=kind).public)


@each_way
def test_another_key_does_not_fit(suite, kind):
    signed = sign(build(), SeedSigner(kind=kind), cryptosuite=suite)

    with pytest.raises(SignatureInvalid):
        verify_proof(signed, signed["proof"], SeedSigner(8, kind=kind).public)


@each_way
@pytest.mark.parametrize("other", list(KeyKind))
def test_a_key_of_another_kind_makes_no_such_proof(suite, kind, other):
    signed = sign(build(), SeedSigner(kind=kind), cryptosuite=suite)
    if (suite, other) not in WAYS:
        with pytest.raises(MalformedProof):
            verify_proof(signed, signed["proof"], PublicKey(other, SeedSigner().public_key))
        with pytest.raises((MalformedProof, MalformedKey)):
            sign(build(), SeedSigner(kind=other), "did:example:123#key", cryptosuite=suite)


def _places(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))
    else:
        yield path


@pytest.mark.parametrize("suite", [EDDSA_RDFC, EDDSA_JCS])
@pytest.mark.parametrize("place", list(_places(sign(build()))), ids=lambda place: "/".join(map(str, place)))
def test_no_value_in_a_signed_badge_can_be_changed(suite, place):
    signed = sign(build(), cryptosuite=suite)
    changed = copy.deepcopy(signed)
    target = changed
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = f"{target[place[-1]]}x" if isinstance(target[place[-1]], str) else not target[place[-1]]

    with pytest.raises(CredentialError):
        verify_proof(changed, changed["proof"], SeedSigner().public)


@each_way
@pytest.mark.parametrize("other", [EDDSA_RDFC, EDDSA_JCS, ECDSA_RDFC, ECDSA_JCS])
def test_a_signature_of_one_suite_is_none_of_another(suite, kind, other):
    signed = sign(build(), SeedSigner(kind=kind), cryptosuite=suite)
    if other != suite:
        with pytest.raises((SignatureInvalid, MalformedProof)):
            verify_proof(signed, {**signed["proof"], "cryptosuite": other}, SeedSigner(kind=kind).public)


def test_a_member_that_no_context_defines_is_refused_when_signing():
    with pytest.raises(CredentialError) as caught:
        sign({**build(), "grade": "ten"})

    assert caught.value.code == "context.undefined-term"


def test_what_has_no_canonical_json_is_not_signed():
    with pytest.raises(UnreadableDocument):
        sign({**build(), "name": "\ud800"}, cryptosuite=EDDSA_JCS)


class Muddled:
    """A security module that signs with another key than it says."""

    kind = KeyKind.ED25519
    public_key = SeedSigner(9).public_key

    def sign(self, data):
        return SeedSigner().sign(data)


def test_a_signer_that_is_not_who_it_says_makes_no_badge():
    with pytest.raises(SignatureInvalid):
        sign(build(), Muddled(), "did:key:z6Mkx#z6Mkx")


@pytest.mark.parametrize("suite", ["ecdsa-sd-2023", "bbs-2023", "", "EDDSA-RDFC-2022"])
def test_nothing_is_signed_under_a_suite_that_is_not_in_the_table(suite):
    with pytest.raises(UnsupportedProof):
        sign(build(), cryptosuite=suite)


@pytest.mark.parametrize("suite", [EDDSA_RDFC, EDDSA_JCS])
def test_a_credential_of_model_1_1_gets_the_context_that_defines_its_proof(suite):
    document = {**A_CREDENTIAL, "@context": [CREDENTIALS_V1], "issuanceDate": "2026-01-01T00:00:00Z"}

    signed = sign(document, cryptosuite=suite)

    assert signed["@context"] == [CREDENTIALS_V1, DATA_INTEGRITY_V2]
    verify_proof(signed, signed["proof"], SeedSigner().public)


@pytest.mark.parametrize("suite", [EDDSA_JCS, ECDSA_JCS])
def test_a_proof_over_json_carries_the_context_of_its_document(suite):
    kind = dict(WAYS)[suite]
    signed = sign(build(), SeedSigner(kind=kind), cryptosuite=suite)

    assert signed["proof"]["@context"] == signed["@context"]


def test_a_context_may_be_added_behind_those_that_a_proof_over_json_covers():
    signed = sign(A_CREDENTIAL, cryptosuite=EDDSA_JCS)
    longer = {**signed, "@context": [*signed["@context"], DATA_INTEGRITY_V2]}

    verify_proof(longer, signed["proof"], SeedSigner().public)
    for context in ([DATA_INTEGRITY_V2, *signed["@context"]], [], DATA_INTEGRITY_V2):
        with pytest.raises(MalformedProof):
            verify_proof({**signed, "@context": context}, signed["proof"], SeedSigner().public)


def test_a_context_can_not_give_what_was_signed_as_rdf_another_meaning():
    inline = {"grade": "https://school.example/grade"}
    signed = sign({**A_CREDENTIAL, "@context": [CREDENTIALS_V2, inline], "grade": "9"})
    bent = {**signed, "@context": [*signed["@context"], {"grade": "https://school.example/attempts"}]}

    with pytest.raises(SignatureInvalid):
        verify_proof(bent, signed["proof"], SeedSigner().public)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"type": "JwtProof2020"}, UnsupportedProof),
        ({"type": ["DataIntegrityProof"]}, UnsupportedProof),
        ({"cryptosuite": "bbs-2023"}, UnsupportedProof),
        ({"cryptosuite": ["eddsa-rdfc-2022"]}, UnsupportedProof),
        ({"cryptosuite": None}, UnsupportedProof),
        ({"type": "Ed25519Signature2020"}, UnsupportedProof),
        ({"proofValue": encode_base64url(bytes(64))}, MalformedProof),
        ({"proofValue": "z111"}, MalformedProof),
        ({"proofValue": encode_base58btc(bytes(63))}, MalformedProof),
        ({"proofValue": encode_base58btc(bytes(96))}, MalformedProof),
        ({"proofValue": "z0OIl"}, MalformedProof),
        ({"proofValue": None}, MalformedProof),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, MalformedProof),
    ],
)
def test_a_proof_of_another_form_is_never_taken_for_a_good_one(change, error):
    signed = sign(build())

    with pytest.raises(error):
        verify_proof(signed, {**signed["proof"], **change}, SeedSigner().public)


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.P384])
@pytest.mark.parametrize("way", ["der", "padded", "zero r", "zero s", "r beyond the order", "space behind"])
def test_an_ecdsa_signature_has_one_form(kind, way):
    signer = SeedSigner(kind=kind)
    signed = sign(A_CREDENTIAL, signer, cryptosuite=ECDSA_JCS)
    signature = decode_multibase(signed["proof"]["proofValue"])
    half = len(signature) // 2
    r, s = signature[:half], signature[half:]
    text = encode_base58btc(
        {
            "der": b"\x30" + bytes([2 * half + 4]) + b"\x02" + bytes([half]) + r + b"\x02" + bytes([half]) + s,
            "padded": b"\x00" + r + b"\x00" + s,
            "zero r": bytes(half) + s,
            "zero s": r + bytes(half),
            "r beyond the order": b"\xff" * half + s,
            "space behind": signature,
        }[way]
    )

    with pytest.raises((MalformedProof, SignatureInvalid)):
        verify_proof(signed, {**signed["proof"], "proofValue": text + " " * (way == "space behind")}, signer.public)


@pytest.mark.parametrize(
    "change",
    [
        {"verificationMethod": None},
        {"verificationMethod": ["did:key:x"]},
        {"proofPurpose": "authentication"},
        {"proofPurpose": None},
        {"proofValue": 7},
        {"created": "2026-11-24"},
        {"created": "24 november 2026"},
        {"expires": "soon"},
        {"id": 7},
        {"id": ""},
        {"challenge": ["a"]},
        {"nonce": {}},
        {"domain": 3},
        {"domain": []},
        {"domain": ["a", 1]},
        {"previousProof": None},
        {"previousProof": []},
        {"previousProof": [["a"]]},
    ],
    ids=repr,
)
def test_each_member_of_a_proof_has_its_form(change):
    proof = {**sign(build())["proof"], **change}

    with pytest.raises(MalformedProof):
        require_well_formed(proof)


def test_a_proof_is_one_to_assert_unless_another_purpose_is_asked():
    proof = sign(A_CREDENTIAL)["proof"]

    require_well_formed(proof)
    with pytest.raises(MalformedProof) as caught:
        require_well_formed({**proof, "proofPurpose": "authentication"})
    assert caught.value.code == "proof.other-purpose"


@each_way
def test_what_a_proof_says_of_itself_is_signed(suite, kind):
    signer = SeedSigner(kind=kind)
    signed = sign(
        A_CREDENTIAL,
        signer,
        cryptosuite=suite,
        proof_id=FIRST,
        purpose="authentication",
        expires=NOW + timedelta(days=1),
        domain="https://controleur.example",
        challenge="een vraag",
    )
    proof = signed["proof"]

    require_well_formed(proof, purpose="authentication")
    verify_proof(signed, proof, signer.public)
    for member in ("id", "proofPurpose", "expires", "domain", "challenge", "created", "verificationMethod"):
        changed = {name: value for name, value in proof.items() if name != member}
        with pytest.raises(CredentialError):
            verify_proof(signed, changed, signer.public)


@each_way
def test_a_second_proof_leaves_the_first_as_it_is(suite, kind):
    signer = SeedSigner(kind=kind)
    once = sign(A_CREDENTIAL)
    twice = sign(once, signer, cryptosuite=suite)

    assert twice["proof"][0] == once["proof"]
    verify_proof(twice, twice["proof"][0], SeedSigner().public)
    verify_proof(twice, twice["proof"][1], signer.public)


@each_way
def test_a_chained_proof_covers_the_proofs_that_it_names(suite, kind):
    signer = SeedSigner(kind=kind)
    once = sign(A_CREDENTIAL, proof_id=FIRST)
    chain = sign(once, signer, cryptosuite=suite, previous=[FIRST])
    first, second = chain["proof"]

    assert second["previousProof"] == FIRST
    verify_proof(chain, second, signer.public, previous=[first])
    other = sign(A_CREDENTIAL, proof_id=FIRST, created=NOW + timedelta(seconds=1))["proof"]
    for previous in ([], [other], [first, other]):
        with pytest.raises(SignatureInvalid):
            verify_proof(chain, second, signer.public, previous=previous)


@pytest.mark.parametrize("previous", [[SECOND], [FIRST, SECOND], [""]])
def test_a_chain_starts_at_proofs_that_are_there(previous):
    with pytest.raises(MalformedProof) as caught:
        sign(sign(A_CREDENTIAL, proof_id=FIRST), previous=previous)

    assert caught.value.code == "proof.chain-broken"


def test_a_proof_does_not_build_on_itself_or_on_one_of_two_with_its_name():
    once = sign(A_CREDENTIAL, proof_id=FIRST)

    with pytest.raises(MalformedProof):
        sign(A_CREDENTIAL, proof_id=FIRST, previous=[FIRST])
    with pytest.raises(MalformedProof):
        sign(sign(once, proof_id=FIRST), previous=[FIRST])
    with pytest.raises(MalformedProof):
        sign(once, proof_id=FIRST, previous=[FIRST])


@pytest.mark.parametrize("names", [{}, [{}], [[FIRST]], 7, None, [FIRST, 7]], ids=repr)
def test_a_proof_builds_on_texts_and_so_must_each_that_it_builds_on(names):
    once = sign(A_CREDENTIAL, proof_id=FIRST)["proof"]
    odd = {**once, "id": SECOND, "previousProof": names}
    on_the_odd_one = {**once, "id": THIRD, "previousProof": SECOND}

    for proof in (odd, on_the_odd_one):
        with pytest.raises(MalformedProof) as caught:
            previous_proofs(proof, [once, odd, on_the_odd_one])
        assert caught.value.code == "proof.chain-broken"


@pytest.mark.parametrize("proof", [None, "x", [], [None], ["x"]], ids=repr)
def test_a_proof_is_not_added_to_what_is_no_proof(proof):
    with pytest.raises(MalformedProof):
        sign({**A_CREDENTIAL, "proof": proof})


@each_way
def test_a_hash_that_the_caller_has_gives_the_same_answer(suite, kind):
    signer = SeedSigner(kind=kind)
    signed = sign(A_CREDENTIAL, signer, cryptosuite=suite)
    way = suite_of(signed["proof"])
    digest = document_digest(A_CREDENTIAL, way.transform, way.hash_for(kind))

    verify_proof(signed, signed["proof"], signer.public, document_hash=digest)
    with pytest.raises(SignatureInvalid):
        verify_proof(signed, signed["proof"], signer.public, document_hash=bytes(len(digest)))


def test_a_hash_of_the_document_alone_is_passed_over_where_the_proof_covers_something_else():
    chain = sign(sign(A_CREDENTIAL, proof_id=FIRST), previous=[FIRST])
    longer = {**sign(A_CREDENTIAL, cryptosuite=EDDSA_JCS), "@context": [CREDENTIALS_V2, DATA_INTEGRITY_V2]}

    verify_proof(chain, chain["proof"][1], SeedSigner().public, previous=chain["proof"][:1], document_hash=bytes(32))
    verify_proof(longer, longer["proof"], SeedSigner().public, document_hash=bytes(32))


@pytest.mark.parametrize("context", [{}, {"@context": CREDENTIALS_V2}, {"@context": [CREDENTIALS_V2]}], ids=repr)
def test_what_is_signed_over_json_is_the_proof_and_the_document_as_they_stand(context):
    """RFC 8785 and SHA-256 by hand: a document without a context has none in what is signed, nor a list of one."""
    document = {"a": 1, **context}
    proof = {"cryptosuite": EDDSA_JCS, **context, "type": "DataIntegrityProof"}

    def digest(value):
        return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).digest()

    assert hash_data(document, proof, KeyKind.ED25519) == digest(proof) + digest(document)


@pytest.mark.parametrize("previous", [[FIRST], [FIRST, SECOND]], ids=["one", "two"])
def test_a_chain_is_read_under_the_contexts_that_are_handed_in(previous):
    contexts = ContextSet({"https://a.example/context": {"@context": {"mark": "https://a.example/mark"}}})
    signed = {**A_CREDENTIAL, "@context": [CREDENTIALS_V2, "https://a.example/context"], "mark": "7"}
    for name in previous:
        signed = sign(signed, proof_id=name, contexts=contexts)
    chain = sign(signed, previous=previous, contexts=contexts)
    earlier, proof = chain["proof"][:-1], chain["proof"][-1]

    verify_proof(chain, proof, SeedSigner().public, previous=earlier, contexts=contexts)
    with pytest.raises(SignatureInvalid):
        verify_proof({**chain, "mark": "8"}, proof, SeedSigner().public, previous=earlier, contexts=contexts)


def test_the_bytes_to_sign_are_two_hashes_the_proofs_first():
    signed = sign(A_CREDENTIAL)
    configuration = {name: value for name, value in signed["proof"].items() if name != "proofValue"}
    configuration["@context"] = [CREDENTIALS_V2]
    way = suite_of(signed["proof"])

    expected = [document_digest(part, way.transform, "sha256") for part in (configuration, A_CREDENTIAL)]
    assert hash_data(signed, signed["proof"], KeyKind.ED25519) == b"".join(expected)
