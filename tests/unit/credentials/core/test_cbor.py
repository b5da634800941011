"""CBOR as a selective disclosure proof holds it: one spelling for each value, and nothing that can't be there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.errors import CredentialError, MalformedProof
from credentials.core.primitives.cbor import MAX_LEVELS, decode_cbor, encode_cbor

# RFC 8949, appendix A, as far as the types occur here.
EXAMPLES = [
    (0, "00"),
    (10, "0a"),
    (23, "17"),
    (24, "1818"),
    (100, "1864"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"),
    (18446744073709551615, "1bffffffffffffffff"),
    (b"", "40"),
    (bytes.fromhex("01020304"), "4401020304"),
    ("", "60"),
    ("IETF", "6449455446"),
    ('"\\', "62225c"),
    ("\u00fc", "62c3bc"),
    ("\u6c34", "63e6b0b4"),
    ("\U00010151", "64f0908591"),
    ([], "80"),
    ([1, 2, 3], "83010203"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    (
        list(range(1, 26)),
        "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
    ),
    ({}, "a0"),
    ({1: 2, 3: 4}, "a201020304"),
]


@pytest.mark.parametrize(("value", "written"), EXAMPLES, ids=[written for _, written in EXAMPLES])
def test_the_examples_of_rfc_8949_are_written_and_read(value, written):
    assert encode_cbor(value).hex() == written
    assert decode_cbor(bytes.fromhex(written)) == value


def test_the_keys_of_a_map_are_written_in_order_and_read_in_any():
    assert encode_cbor({256: b"", 3: b"", 24: b""}).hex() == "a3034018184019010040"
    assert decode_cbor(bytes.fromhex("a203010102")) == {3: 1, 1: 2}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="nothing"),
        pytest.param("0000", id="two values"),
        pytest.param("1817", id="23 in two bytes"),
        pytest.param("190018", id="24 in three bytes"),
        pytest.param("1a0000ffff", id="16 bits in five bytes"),
        pytest.param("1b00000000ffffffff", id="32 bits in nine bytes"),
        pytest.param("580101", id="a length in two bytes"),
        pytest.param("18", id="a number that is not there"),
        pytest.param("4401", id="too few bytes"),
        pytest.param("8201", id="too few items"),
        pytest.param("a101", id="a key without a value"),
        pytest.param("5f4101ff", id="bytes of unknown length"),
        pytest.param("7f6161ff", id="a text of unknown length"),
        pytest.param("9f01ff", id="an array of unknown length"),
        pytest.param("bf0102ff", id="a map of unknown length"),
        pytest.param("1c", id="a reserved length"),
        pytest.param("20", id="a negative number"),
        pytest.param("c000", id="a tag"),
        pytest.param("d8404101", id="a typed array"),
        pytest.param("f4", id="false"),
        pytest.param("f6", id="null"),
        pytest.param("f93c00", id="a float"),
        pytest.param("ff", id="a break"),
        pytest.param("61ff", id="a text that is not UTF-8"),
        pytest.param("63eda080", id="half a character"),
        pytest.param("a201020103", id="a key twice"),
        pytest.param("a1616101", id="a text for a key"),
        pytest.param("5bffffffffffffffff", id="bytes that no memory holds"),
        pytest.param("9bffffffffffffffff", id="an array that no memory holds"),
        pytest.param("bbffffffffffffffff", id="a map that no memory holds"),
    ],
)
def test_another_spelling_or_type_is_refused(data):
    with pytest.raises(MalformedProof):
        decode_cbor(bytes.fromhex(data))


def test_more_levels_than_the_cap_are_refused_by_its_number():
    assert decode_cbor(b"\x81" * (MAX_LEVELS - 1) + b"\x80") is not None

    with pytest.raises(MalformedProof) as caught:
        decode_cbor(b"\x81" * 100_000 + b"\x80")
    assert caught.value.data == {"limit": MAX_LEVELS}


leaves = st.integers(0, 2**64 - 1) | st.binary(max_size=300) | st.text(max_size=80)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=30), max_leaves=20) | st.dictionaries(
    st.integers(0, 2**64 - 1), leaves, max_size=30
)


def depth(value: object) -> int:
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 1


@given(values.filter(lambda value: depth(value) <= MAX_LEVELS))
def test_what_was_written_is_read_back(value):
    assert decode_cbor(encode_cbor(value)) == value


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer_and_have_one_spelling(data):
    try:
        value = decode_cbor(data)
    except CredentialError:
        return
    assert len(encode_cbor(value)) == len(data)
