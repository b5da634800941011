"""eddsa-rdfc-2022: what is signed verifies, what was changed does not; the published vectors come out to the byte."""

from __future__ import annotations

import copy
import json

import pytest

from credentials.core.contexts import ContextSet
from credentials.core.errors import CredentialError, MalformedProof, SignatureInvalid, UnsupportedProof
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import add_proof, decode_signature, hash_data, verify_proof
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey
from credentials.core.primitives.proof_members import require_well_formed
from tests.unit.credentials.core.samples import NOW, SeedSigner, build, shared_json, sign, specs

VECTORS = ("vectors", "vc-di-eddsa")


def test_a_signed_badge_verifies_with_the_key_that_signed_it():
    signed = sign(build())

    verify_proof(signed, signed["proof"], SeedSigner().public)


def test_another_key_does_not_fit():
    signed = sign(build())

    with pytest.raises(SignatureInvalid):
        verify_proof(signed, signed["proof"], SeedSigner(8).public)


def _places(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))
    else:
        yield path


@pytest.mark.parametrize("place", list(_places(sign(build()))), ids=lambda place: "/".join(map(str, place)))
def test_no_value_in_a_signed_badge_can_be_changed(place):
    signed = sign(build())
    changed = copy.deepcopy(signed)
    target = changed
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = f"{target[place[-1]]}x" if isinstance(target[place[-1]], str) else not target[place[-1]]

    with pytest.raises(CredentialError):
        verify_proof(changed, changed["proof"], SeedSigner().public)


def test_a_member_that_no_context_defines_is_refused_when_signing():
    with pytest.raises(CredentialError) as caught:
        sign({**build(), "grade": "ten"})

    assert caught.value.code == "context.undefined-term"


class Muddled:
    """A security module that signs with another key than it says."""

    kind = KeyKind.ED25519
    public_key = SeedSigner(9).public_key

    def sign(self, data):
        return SeedSigner().sign(data)


def test_a_signer_that_is_not_who_it_says_makes_no_badge():
    with pytest.raises(SignatureInvalid):
        sign(build(), Muddled(), "did:key:z6Mkx#z6Mkx")


def test_a_credential_of_model_1_1_gets_the_context_that_defines_its_proof():
    document = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:123",
        "issuanceDate": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:456"},
    }

    signed = sign(document)

    assert signed["@context"][-1] == "https://w3id.org/security/data-integrity/v2"
    verify_proof(signed, signed["proof"], SeedSigner().public)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"type": "JwtProof2020"}, UnsupportedProof),
        ({"cryptosuite": "bbs-2023"}, UnsupportedProof),
        ({"proofValue": "u" + "A" * 86}, MalformedProof),
        ({"proofValue": "z111"}, MalformedProof),
        ({"proofValue": None}, MalformedProof),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, MalformedProof),
    ],
)
def test_a_proof_of_another_form_is_never_taken_for_a_good_one(change, error):
    signed = sign(build())

    with pytest.raises(error):
        verify_proof(signed, {**signed["proof"], **change}, SeedSigner().public)


@pytest.mark.parametrize(
    "change",
    [
        {"verificationMethod": None},
        {"verificationMethod": ["did:key:x"]},
        {"proofPurpose": "authentication"},
        {"created": "2026-11-24"},
        {"created": "24 november 2026"},
        {"expires": "soon"},
    ],
)
def test_each_member_of_a_proof_has_its_form(change):
    proof = {**sign(build())["proof"], **change}

    with pytest.raises(MalformedProof):
        require_well_formed(proof)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["eddsa-rdfc-2022", "eddsa-rdfc-2022/employ"])
def test_the_published_vectors_come_out_to_the_byte(folder):
    contexts = _with_citizenship()
    base = specs(*VECTORS, *folder.split("/"))
    signed = json.loads((base / "signedDataInt.json").read_text())
    document = {key: value for key, value in signed.items() if key != "proof"}

    assert canonicalise(document, contexts=contexts) == (base / "canonDocDataInt.txt").read_text()
    configuration = json.loads((base / "proofConfigDataInt.json").read_text())
    assert canonicalise(configuration, contexts=contexts) == (base / "proofCanonDataInt.txt").read_text()
    combined = hash_data(document, signed["proof"], KeyKind.ED25519, contexts=contexts).hex()
    assert combined == (base / "combinedHashDataInt.txt").read_text().strip()
    verify_proof(signed, signed["proof"], _key_of(signed["proof"]), contexts=contexts)


@pytest.mark.shared
def test_signing_the_published_input_gives_the_published_proof():
    unsigned = shared_json(*VECTORS, "unsigned.json")
    signed = shared_json(*VECTORS, "eddsa-rdfc-2022", "signedDataInt.json")
    keys = shared_json(*VECTORS, "keyPair.json")
    signer = SecretKey.from_multibase(keys["privateKeyMultibase"])

    ours = add_proof(unsigned, signer=signer, verification_method=signed["proof"]["verificationMethod"], created=NOW)

    created_as_published = {**signed["proof"]}
    del created_as_published["proofValue"]
    assert signer.sign(hash_data(unsigned, created_as_published, KeyKind.ED25519)) == _signature(signed)
    assert set(ours["proof"]) == set(signed["proof"])


@pytest.mark.shared
def test_a_proof_of_the_2020_suite_is_read():
    signed = shared_json(*VECTORS, "Ed25519Signature2020", "signedEdSig.json")

    verify_proof(signed, signed["proof"], _key_of(signed["proof"]))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["obv3p0", "clrv2p0"])
def test_the_example_of_the_implementation_guide_verifies(name):
    base = specs("vectors", "ob-impl-guide", name)
    signed = json.loads((base / "signed.json").read_text())
    proof = signed["proof"][0] if isinstance(signed["proof"], list) else signed["proof"]
    document = {key: value for key, value in signed.items() if key != "proof"}

    assert canonicalise(document) == (base / "document-canon.txt").read_text()
    verify_proof(signed, proof, _key_of(proof))


@pytest.mark.shared
def test_every_proof_of_a_published_proof_set_verifies():
    signed = shared_json(*VECTORS, "proof-set-chain", "signedProofSet2.json")

    for proof in signed["proof"]:
        verify_proof(signed, proof, _key_of(proof))


def _key_of(proof):
    method = proof["verificationMethod"]
    return PublicKey.from_multibase(method.rpartition("#")[2])


def _signature(signed):
    return decode_signature(signed["proof"], KeyKind.ED25519)


def _with_citizenship():
    url = "https://w3id.org/citizenship/v4rc1"
    return ContextSet({url: shared_json("contexts", "citizenship-v4rc1.json")})
