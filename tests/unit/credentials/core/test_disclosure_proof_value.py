"""The proof value of selective disclosure has one form; whatever else stands there is malformed."""

from __future__ import annotations

import pytest

from credentials.core.errors import MalformedKey, MalformedProof, SignatureInvalid
from credentials.core.primitives.disclosure_proof_value import MAX_CHARACTERS, BaseProofValue, proof_key_bytes
from credentials.core.primitives.disclosure_statements import MAX_STATEMENTS
from credentials.core.primitives.keys import KeyKind
from credentials.core.primitives.multibase import encode_base64url
from credentials.core.primitives.selective_disclosure import derive
from tests.unit.credentials.core.disclosure_samples import KEPT, SHOWN, check, with_value
from tests.unit.credentials.core.samples import SeedSigner

POINT = proof_key_bytes(SeedSigner(9, kind=KeyKind.P256).public_key)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        pytest.param("base_signature", bytes(63), id="a short base signature"),
        pytest.param("base_signature", "x" * 64, id="a text for a signature"),
        pytest.param("public_key", POINT + b"\0", id="a key of 36 bytes"),
        pytest.param("public_key", b"\x81\x24" + POINT[2:], id="a key of another kind"),
        pytest.param("signatures", (bytes(65),), id="a long signature"),
        pytest.param("signatures", (7,), id="a number for a signature"),
        pytest.param("labels", {0: bytes(31)}, id="a short label"),
        pytest.param("labels", {0: 5}, id="a number for a label"),
        pytest.param("mandatory_indexes", (b"1",), id="bytes for an index"),
        pytest.param("signatures", (bytes(64),) * (MAX_STATEMENTS + 1), id="too many signatures"),
        pytest.param("labels", {n: n.to_bytes(32, "big") for n in range(MAX_STATEMENTS + 1)}, id="too many labels"),
        pytest.param("mandatory_indexes", tuple(range(MAX_STATEMENTS + 1)), id="too many indexes"),
    ],
)
def test_each_part_of_the_proof_has_its_form(part, value):
    with pytest.raises(MalformedProof) as caught:
        check(with_value(SHOWN, **{part: value}))

    assert caught.value.field == "/proof/proofValue"
    assert caught.value.code == "proof.malformed"


def test_a_key_that_is_no_point_of_the_curve_signs_nothing():
    with pytest.raises((MalformedKey, SignatureInvalid)):
        check(with_value(SHOWN, public_key=b"\x80\x24\x02" + b"\xff" * 32))


PROOF_VALUE = SHOWN["proof"]["proofValue"]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="none"),
        pytest.param(7, id="a number"),
        pytest.param("", id="nothing"),
        pytest.param("z" + PROOF_VALUE[1:], id="base58"),
        pytest.param(PROOF_VALUE + "=", id="padding"),
        pytest.param("u", id="no bytes"),
        pytest.param("u2V0", id="no mode"),
        pytest.param("u2V0C" + PROOF_VALUE[5:], id="another mode"),
        pytest.param("u2V0B", id="a header only"),
        pytest.param(encode_base64url(b"\xd9\x5d\x01\x80"), id="no parts"),
        pytest.param(encode_base64url(b"\xd9\x5d\x01\x01"), id="a number for the parts"),
        pytest.param(encode_base64url(b"\xd9\x5d\x01\x85\x01\x02\x03\x04\x05"), id="numbers for all parts"),
        pytest.param(PROOF_VALUE[:1] + PROOF_VALUE[1:].rstrip("_")[:-8], id="cut off"),
    ],
)
def test_a_proof_value_of_another_form_is_malformed(value):
    with pytest.raises(MalformedProof) as caught:
        check({**SHOWN, "proof": {**SHOWN["proof"], "proofValue": value}})

    assert caught.value.field == "/proof/proofValue"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("hmac_key", bytes(31)),
        ("signatures", (bytes(63),)),
        ("mandatory_pointers", (b"/name",)),
        ("mandatory_pointers", ("/name",) * 10_001),
    ],
    ids=["a short key", "a short signature", "bytes for a pointer", "too many pointers"],
)
def test_each_part_of_the_holders_proof_has_its_form(part, value):
    base = BaseProofValue.from_proof(KEPT["proof"])
    parts = {name: getattr(base, name) for name in BaseProofValue.__dataclass_fields__}
    proof_value = BaseProofValue(**{**parts, part: value}).to_text()

    with pytest.raises(MalformedProof):
        derive({**KEPT, "proof": {**KEPT["proof"], "proofValue": proof_value}}, pointers=["/name"])


def test_a_proof_value_longer_than_the_cap_is_refused_by_its_number():
    with pytest.raises(MalformedProof) as caught:
        check({**SHOWN, "proof": {**SHOWN["proof"], "proofValue": "u" + "A" * MAX_CHARACTERS}})

    assert caught.value.data == {"limit": MAX_CHARACTERS}
