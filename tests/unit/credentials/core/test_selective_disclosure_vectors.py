"""The published vectors of ecdsa-sd-2023 come out to the byte, and so does every value on the way to them.

Source: github.com/w3c/vc-di-ecdsa, TestVectors/ecdsa-sd-2023; the tests name the files.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.core.contexts import ContextSet
from credentials.core.errors import SignatureInvalid
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.disclosure_pointers import select
from credentials.core.primitives.disclosure_proof_value import BaseProofValue, DerivedProofValue
from credentials.core.primitives.disclosure_statements import Statements, relabelled_lines, secret_label
from credentials.core.primitives.keys import PublicKey, SecretKey
from credentials.core.primitives.multibase import decode_multibase, encode_base58btc, encode_base64url
from credentials.core.primitives.selective_disclosure import add_base_proof, derive, verify_derived_proof
from tests.unit.credentials.core.samples import shared_json, specs

pytestmark = [
    pytest.mark.shared,
    pytest.mark.parametrize(("folder", "pointers"), [("employ", "employ"), ("prc", "prCred")], ids=["employ", "prc"]),
]

FOLDER = ("vectors", "vc-di-ecdsa")


def vector(folder: str, name: str) -> Any:
    return shared_json(*FOLDER, "ecdsa-sd-2023", folder, f"{name}.json")


def inputs(folder: str, pointers: str) -> tuple[Any, list[str], list[str]]:
    """The unsigned document, the mandatory and the selective pointers.

    The document is taken from the signed one: prCredUnsigned.json has another description than what was signed.
    """
    signed = vector(folder, "addSignedSDBase")
    return (
        {name: value for name, value in signed.items() if name != "proof"},
        shared_json(*FOLDER, f"{pointers}Mandatory.json"),
        shared_json(*FOLDER, f"{pointers}Selective.json"),
    )


def contexts() -> ContextSet:
    return ContextSet({"https://w3id.org/citizenship/v4rc1": shared_json("contexts", "citizenship-v4rc1.json")})


def keys() -> tuple[SecretKey, bytes, bytes]:
    """The issuer's key, then the two secrets in the order in which they are drawn."""
    material = shared_json(*FOLDER, "ecdsa-sd-2023", "SDKeyMaterial.json")
    issuer = SecretKey.from_multibase(material["baseKeyPair"]["secretKeyMultibase"])
    proof_secret = decode_multibase(material["proofKeyPair"]["secretKeyMultibase"])[2:]
    return issuer, bytes.fromhex(material["hmacKeyString"]), proof_secret


def statements(folder: str, pointers: str) -> Statements:
    return Statements.of(inputs(folder, pointers)[0], hmac_key=keys()[1], contexts=contexts())


def matching(group: Any) -> list[list[Any]]:
    return group["matching"]["value"]


def test_what_was_signed_is_the_published_unsigned_document(folder, pointers):
    """employmentAuth.json and prCredUnsigned.json, of which the latter has another description than what was signed."""
    signed = inputs(folder, pointers)[0]
    source = shared_json(*FOLDER, {"employ": "employmentAuth.json", "prc": "prCredUnsigned.json"}[folder])

    differing = {name for name in {*signed, *source} if signed.get(name) != source.get(name)}
    assert differing == ({"description"} if folder == "prc" else set())


def test_addPointerValues(folder, pointers):
    """What the mandatory pointers choose: the value that each names, beside the context and the types."""
    document, mandatory, _ = inputs(folder, pointers)
    published = vector(folder, "addPointerValues")

    chosen = select(document, mandatory)
    assert [entry["pointer"] for entry in published] == mandatory
    assert chosen == {
        **{name: document[name] for name in ("@context", "type")},
        **{entry["pointer"][1:]: entry["value"] for entry in published},
    }


def test_addBaseDocCanon_and_addBaseDocHMACCanon(folder, pointers):
    canonical = canonicalise(inputs(folder, pointers)[0], contexts=contexts())

    labels = {f"c14n{number}": secret_label(keys()[1], f"c14n{number}") for number in range(canonical.count("\n"))}
    assert canonical == "".join(vector(folder, "addBaseDocCanon"))
    assert relabelled_lines(canonical, labels) == vector(folder, "addBaseDocHMACCanon")
    assert list(statements(folder, pointers).lines) == vector(folder, "addBaseDocHMACCanon")


def test_addBaseTransform(folder, pointers):
    found = statements(folder, pointers)

    mandatory = found.chosen_by(inputs(folder, pointers)[1]).indexes
    expected = vector(folder, "addBaseTransform")
    assert [[index, found.lines[index]] for index in sorted(mandatory)] == expected["mandatory"]["value"]
    others = [[index, line] for index, line in enumerate(found.lines) if index not in mandatory]
    assert others == expected["nonMandatory"]["value"]


def test_addProofConfigCanon_and_addHashData(folder, pointers):
    configuration = canonicalise(vector(folder, "addProofConfig"), contexts=contexts())

    published = specs(*FOLDER, "ecdsa-sd-2023", folder, "addProofConfigCanon.txt").read_text()
    mandatory = "".join(line for _, line in vector(folder, "addBaseTransform")["mandatory"]["value"])
    assert configuration == published
    assert {
        "proofHash": hashlib.sha256(configuration.encode()).hexdigest(),
        "mandatoryHash": hashlib.sha256(mandatory.encode()).hexdigest(),
    } == vector(folder, "addHashData")


def test_addRawBaseSignatureInfo_and_addSignedSDBase(folder, pointers):
    document, mandatory, _ = inputs(folder, pointers)
    issuer, *secrets = keys()
    draws = iter(secrets)
    published = vector(folder, "addSignedSDBase")

    signed = add_base_proof(
        document,
        signer=issuer,
        verification_method=published["proof"]["verificationMethod"],
        created=datetime(2023, 8, 15, 23, 36, 38, tzinfo=UTC),
        mandatory_pointers=mandatory,
        contexts=contexts(),
        random_bytes=lambda _length: next(draws),
    )

    value = BaseProofValue.from_proof(published["proof"])
    assert {
        "baseSignature": value.base_signature.hex(),
        "publicKey": encode_base58btc(value.public_key),
        "signatures": [signature.hex() for signature in value.signatures],
        "mandatoryPointers": list(value.mandatory_pointers),
    } == vector(folder, "addRawBaseSignatureInfo")
    assert signed == published


def test_derivedRecoveredBaseData(folder, pointers):
    value = BaseProofValue.from_proof(vector(folder, "addSignedSDBase")["proof"])

    assert {
        "baseSignature": value.base_signature.hex(),
        "proofPublicKey": encode_base58btc(value.public_key),
        "hmacKey": value.hmac_key.hex(),
        "signatures": [signature.hex() for signature in value.signatures],
        "mandatoryPointers": list(value.mandatory_pointers),
    } == vector(folder, "derivedRecoveredBaseData")


def test_derivedAllGroupData_and_derivedGroupIndexes(folder, pointers):
    _, mandatory, selective = inputs(folder, pointers)
    found = statements(folder, pointers)
    chosen = {
        "mandatory": found.chosen_by(mandatory).indexes,
        "selective": found.chosen_by(selective).indexes,
        "combined": found.chosen_by([*mandatory, *selective]).indexes,
    }

    groups = vector(folder, "derivedAllGroupData")["groups"]
    for name, indexes in chosen.items():
        assert [[index, found.lines[index]] for index in sorted(indexes)] == matching(groups[name])
    published = vector(folder, "derivedGroupIndexes")
    assert {f"{name}Indexes": sorted(indexes) for name, indexes in chosen.items()} == {
        name: indexes for name, indexes in published.items() if name != "nonMandatoryIndexes"
    }


def test_derivedAdjMandatoryIndexes_derivedAdjSignatures_and_derivedDisclosureData(folder, pointers):
    shown = derive(vector(folder, "addSignedSDBase"), pointers=inputs(folder, pointers)[2], contexts=contexts())

    value = DerivedProofValue.from_proof(shown["proof"])
    signatures = [signature.hex() for signature in value.signatures]
    labels = [[f"c14n{number}", encode_base64url(digest)] for number, digest in sorted(value.labels.items())]
    published = vector(folder, "derivedDisclosureData")
    assert list(value.mandatory_indexes) == vector(folder, "derivedAdjMandatoryIndexes")["adjMandatoryIndexes"]
    assert signatures == vector(folder, "derivedAdjSignatures")["filteredSignatures"]
    assert (signatures, list(value.mandatory_indexes)) == (published["signatures"], published["mandatoryIndexes"])
    assert labels == sorted(published["labelMap"]["value"])


def test_derivedUnsignedReveal_and_derivedRevealDocument(folder, pointers):
    shown = derive(vector(folder, "addSignedSDBase"), pointers=inputs(folder, pointers)[2], contexts=contexts())

    unsigned = {name: value for name, value in shown.items() if name != "proof"}
    assert unsigned == vector(folder, "derivedUnsignedReveal")
    assert shown == vector(folder, "derivedRevealDocument")


def test_verifyNQuads_verifyDerivedProofValue_and_verifyCreateVerifyData(folder, pointers):
    proof = vector(folder, "derivedRevealDocument")["proof"]
    value = DerivedProofValue.from_proof(proof)
    labels = {f"c14n{number}": encode_base64url(digest) for number, digest in value.labels.items()}

    lines = relabelled_lines(canonicalise(vector(folder, "derivedUnsignedReveal"), contexts=contexts()), labels)
    published, data = vector(folder, "verifyDerivedProofValue"), vector(folder, "verifyCreateVerifyData")
    mandatory = "".join(lines[index] for index in value.mandatory_indexes)
    assert lines == vector(folder, "verifyNQuads")
    assert sorted(map(list, labels.items())) == sorted(published["labelMap"])
    assert list(value.mandatory_indexes) == published["mandatoryIndexes"]
    assert [line for index, line in enumerate(lines) if index not in value.mandatory_indexes] == data["nonMandatory"]
    assert hashlib.sha256(mandatory.encode()).hexdigest() == data["mandatoryHash"]
    assert [signature.hex() for signature in value.signatures] == published["signatures"] == data["signatures"]
    assert value.base_signature.hex() == published["baseSignature"] == data["baseSignature"]


def test_the_published_derived_proof_verifies_and_a_changed_one_does_not(folder, pointers):
    shown = vector(folder, "derivedRevealDocument")
    key = PublicKey.from_multibase(shown["proof"]["verificationMethod"].rpartition("#")[2])

    verify_derived_proof(shown, shown["proof"], key, contexts=contexts())
    changed = {**shown, "validFrom": "2019-12-04T00:00:00Z"}
    with pytest.raises(SignatureInvalid):
        verify_derived_proof(changed, shown["proof"], key, contexts=contexts())


def test_a_proof_value_is_written_as_it_was_read(folder, pointers):
    for document, kind in (("addSignedSDBase", BaseProofValue), ("derivedRevealDocument", DerivedProofValue)):
        proof = vector(folder, document)["proof"]
        assert kind.from_proof(proof).to_text() == proof["proofValue"]
