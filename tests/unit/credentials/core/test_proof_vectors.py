"""The published test vectors of vc-di-eddsa and vc-di-ecdsa come out to the byte, in every step on the way."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from credentials.core.contexts import ContextSet
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import add_proof, hash_data, verify_proof
from credentials.core.primitives.jcs import canonicalise_json
from credentials.core.primitives.keys import PublicKey, SecretKey
from credentials.core.primitives.multibase import decode_multibase, encode_base58btc
from credentials.core.primitives.proof_chains import previous_proofs, proofs_of
from credentials.core.primitives.timestamps import parse_timestamp
from tests.unit.credentials.core.samples import shared_json, specs

pytestmark = pytest.mark.shared

FOLDERS = [
    "vc-di-eddsa/eddsa-rdfc-2022",
    "vc-di-eddsa/eddsa-rdfc-2022/employ",
    "vc-di-eddsa/eddsa-jcs-2022",
    "vc-di-eddsa/Ed25519Signature2020",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256/employ",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p384",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p384/employ",
    "vc-di-ecdsa/ecdsa-jcs-2019-p256",
    "vc-di-ecdsa/ecdsa-jcs-2019-p384",
]
CHAINS = "vc-di-eddsa/proof-set-chain"


class Vector:
    """One folder: a signed document and every value between it and its signature."""

    def __init__(self, folder: str) -> None:
        self._folder = specs("vectors", *folder.split("/"))
        self.signed: dict[str, Any] = json.loads(self.text("signed"))
        self.proof = self.signed["proof"]
        self.document = {key: value for key, value in self.signed.items() if key != "proof"}
        self.hash_name = "sha384" if "p384" in folder else "sha256"
        self.key = _key_of(self.proof)
        self.secret = _secrets()[self.key]

    def text(self, step: str) -> str:
        """The published value of a step: canonDoc, docHash, proofConfig, …"""
        found: Path = next(self._folder.glob(f"{step}*"))
        return found.read_text(encoding="utf-8")

    def canonical(self, document: dict[str, Any]) -> str:
        if "jcs" in self.proof.get("cryptosuite", ""):
            return canonicalise_json(document).decode()
        return canonicalise(document, contexts=_contexts(), hash_name=self.hash_name)


@pytest.fixture(params=FOLDERS)
def vector(request: pytest.FixtureRequest) -> Vector:
    return Vector(request.param)


@pytest.mark.parametrize(
    ("step", "canonical", "digest"), [("document", "canonDoc", "docHash"), ("configuration", "proofCanon", "proofHash")]
)
def test_the_canonical_form_and_its_hash_are_the_published_ones(vector, step, canonical, digest):
    source = vector.document if step == "document" else json.loads(vector.text("proofConfig"))

    found = vector.canonical(source)

    assert found == vector.text(canonical)
    assert hashlib.new(vector.hash_name, found.encode()).hexdigest() == vector.text(digest).strip()


def test_the_bytes_to_sign_are_the_published_ones(vector):
    data = hash_data(vector.document, vector.proof, vector.key.kind, contexts=_contexts())

    assert data.hex() == vector.text("combinedHash").strip()


def test_the_published_signature_fits(vector):
    verify_proof(vector.signed, vector.proof, vector.key, contexts=_contexts())


def test_the_published_secret_makes_the_published_signature(vector):
    signature = vector.secret.sign(bytes.fromhex(vector.text("combinedHash").strip()))

    assert signature.hex() == vector.text("sigHex").strip()


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if "2020" not in folder])
def test_signing_the_published_document_gives_the_published_proof(folder):
    vector = Vector(folder)

    assert _signed_as(vector.proof, vector.document, vector.secret)["proof"] == vector.proof


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_published_text_of_the_signature_is_that_of_its_bytes_and_of_the_proof(folder):
    vector = Vector(folder)
    published = vector.text("sigBTC58").strip()

    assert encode_base58btc(bytes.fromhex(vector.text("sigHex").strip())) == published
    assert vector.proof["proofValue"] == published


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if "2020" not in folder])
def test_what_was_signed_is_the_published_unsigned_document_and_no_member_more(folder):
    suite, _, example = folder.partition("/")
    source = "employmentAuth.json" if example.endswith("/employ") else "unsigned.json"

    assert Vector(folder).document == shared_json("vectors", suite, source)


@pytest.mark.parametrize("name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"])
def test_every_proof_of_a_published_set_or_chain_fits(name):
    signed = shared_json("vectors", *CHAINS.split("/"), f"{name}.json")

    for proof in proofs_of(signed):
        previous = previous_proofs(proof, proofs_of(signed))
        verify_proof(signed, proof, _key_of(proof), previous=previous, contexts=_contexts())


def test_adding_proof_by_proof_gives_the_published_chain():
    published = shared_json("vectors", *CHAINS.split("/"), "signedProofChain2.json")
    document = shared_json("vectors", *CHAINS.split("/"), "unsigned.json")

    for proof in published["proof"]:
        document = _signed_as(proof, document, _secrets()[_key_of(proof)])

    assert document["proof"] == published["proof"]


@pytest.mark.parametrize(
    ("step", "index", "earlier"),
    [
        ("proofSet{}1", 0, None),
        ("proofSet{}2", 1, None),
        ("proofChain{}1", 2, "proofChainTempDoc1"),
        ("proofChain{}2", 3, "proofChainTempDoc2"),
    ],
    ids=lambda value: value.format("Config") if isinstance(value, str) else None,
)
def test_each_proof_of_the_published_chain_is_its_configuration_signed_over_the_published_document(
    step, index, earlier
):
    """``earlier``: the document with the proofs that the one at hand builds on; without it a set's, over no proof."""
    signed = shared_json("vectors", *CHAINS.split("/"), "signedProofChain2.json")
    proof = signed["proof"][index]
    temporary = shared_json("vectors", *CHAINS.split("/"), f"{earlier or 'unsigned'}.json")
    previous = previous_proofs(proof, signed["proof"])

    assert proof == shared_json("vectors", *CHAINS.split("/"), f"{step.format('ConfigSigned')}.json")
    assert {**proof, "proofValue": None} == {
        **shared_json("vectors", *CHAINS.split("/"), f"{step.format('Config')}.json"),
        "proofValue": None,
    }
    assert temporary.get("proof", []) == previous
    verify_proof(temporary, proof, _key_of(proof), previous=previous, contexts=_contexts())


@pytest.mark.parametrize("name", ["obv3p0", "clrv2p0"])
def test_every_published_value_of_the_implementation_guide_comes_out(name):
    """ob-impl-guide/…/values.json: the two hashes, what is signed, the signature, and each key in both of its forms."""
    base = ("vectors", "ob-impl-guide", name)
    values, signed = shared_json(*base, "values.json"), shared_json(*base, "signed.json")
    proof = signed["proof"][0] if isinstance(signed["proof"], list) else signed["proof"]
    document = {key: value for key, value in signed.items() if key != "proof"}
    configuration = {key: value for key, value in proof.items() if key != "proofValue"}
    secret = SecretKey.from_multibase(values["secretKeyMultibase"])

    canonical = canonicalise({"@context": document["@context"], **configuration})
    data = hash_data(document, proof, secret.kind)

    assert canonical == specs(*base, "proof-canon.txt").read_text()
    assert hashlib.sha256(canonical.encode()).hexdigest() == values["proofHashHex"]
    assert hashlib.sha256(canonicalise(document).encode()).hexdigest() == values["documentHashHex"]
    assert data.hex() == values["dataToSignHex"]
    assert secret.sign(data).hex() == values["signatureHex"]
    assert encode_base58btc(secret.sign(data)) == values["proofValue"] == proof["proofValue"]
    assert secret.public.to_multibase() == values["publicKeyMultibase"]
    assert secret.public_key.hex() == values["publicKeyHex"]
    assert decode_multibase(values["secretKeyMultibase"])[2:].hex() == values["privateKeyHex"]


@pytest.mark.parametrize("name", ["obv3p0", "clrv2p0"])
def test_the_example_of_the_implementation_guide_verifies(name):
    base = specs("vectors", "ob-impl-guide", name)
    signed = json.loads((base / "signed.json").read_text())
    proof = signed["proof"][0] if isinstance(signed["proof"], list) else signed["proof"]
    document = {key: value for key, value in signed.items() if key != "proof"}

    assert canonicalise(document) == (base / "document-canon.txt").read_text()
    verify_proof(signed, proof, _key_of(proof))


def _signed_as(proof: dict[str, Any], document: dict[str, Any], secret: SecretKey) -> dict[str, Any]:
    """Sign with the options that this proof has."""
    created = parse_timestamp(proof["created"])
    assert created is not None
    previous = proof.get("previousProof", [])
    return add_proof(
        document,
        signer=secret,
        verification_method=proof["verificationMethod"],
        created=created,
        cryptosuite=proof["cryptosuite"],
        proof_id=proof.get("id"),
        previous=[previous] if isinstance(previous, str) else previous,
        contexts=_contexts(),
    )


def _key_of(proof: dict[str, Any]) -> PublicKey:
    return PublicKey.from_multibase(proof["verificationMethod"].rpartition("#")[2])


def _secrets() -> dict[PublicKey, SecretKey]:
    """The published secret keys, by what they verify with."""
    pairs = [
        shared_json("vectors", "vc-di-eddsa", "keyPair.json"),
        shared_json("vectors", "vc-di-ecdsa", "p256KeyPair.json"),
        shared_json("vectors", "vc-di-ecdsa", "p384KeyPair.json"),
        *shared_json("vectors", *CHAINS.split("/"), "multiKeyPairs.json").values(),
    ]
    secrets = [
        SecretKey.from_multibase(pair.get("secretKeyMultibase") or pair["privateKeyMultibase"]) for pair in pairs
    ]
    return {secret.public: secret for secret in secrets}


def _contexts() -> ContextSet:
    return ContextSet({"https://w3id.org/citizenship/v4rc1": shared_json("contexts", "citizenship-v4rc1.json")})
