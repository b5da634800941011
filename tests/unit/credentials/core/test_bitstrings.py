"""Status list bits: Bitstring Status List v1.0, and the lists written for this project in ../shared."""

import base64
import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.errors import CredentialError
from credentials.core.primitives.bitstrings import (
    bit_is_set,
    decode_bitstring,
    encode_bitstring,
    value_at,
    with_bit,
    with_bits,
)
from tests.require import shared

LIMIT = 1_000_000


def _as_list(packed: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


@given(st.binary(max_size=4096))
def test_what_is_encoded_decodes_to_the_same_bits(bits):
    assert decode_bitstring(encode_bitstring(bits), max_bytes=4096) == bits


def test_the_same_bits_always_give_the_same_text():
    assert encode_bitstring(bytes(16384)) == encode_bitstring(bytes(16384))
    assert "=" not in encode_bitstring(b"any")


def test_index_0_is_the_leftmost_bit_of_the_first_byte():
    assert bit_is_set(b"\x80\x00", 0)
    assert bit_is_set(b"\x01\x00", 7)
    assert bit_is_set(b"\x00\x80", 8)
    assert with_bit(b"\x00\x00", 15, True) == b"\x00\x01"


@given(st.binary(min_size=1, max_size=64), st.data())
def test_setting_a_bit_changes_that_bit_and_no_other(bits, data):
    index = data.draw(st.integers(0, len(bits) * 8 - 1))
    value = data.draw(st.booleans())

    changed = with_bit(bits, index, value)

    assert bit_is_set(changed, index) is value
    others = [i for i in range(len(bits) * 8) if i != index]
    assert [bit_is_set(changed, i) for i in others] == [bit_is_set(bits, i) for i in others]


@given(st.binary(min_size=1, max_size=64), st.data(), st.booleans())
def test_setting_many_at_once_is_setting_each(bits, data, value):
    indexes = data.draw(st.lists(st.integers(0, len(bits) * 8 - 1)))

    one_by_one = bits
    for index in indexes:
        one_by_one = with_bit(one_by_one, index, value)

    assert with_bits(bits, indexes, value) == one_by_one


@given(st.binary(min_size=2, max_size=64), st.integers(1, 16), st.data())
def test_an_entry_of_several_bits_holds_them_most_significant_first(bits, size, data):
    index = data.draw(st.integers(0, len(bits) * 8 // size - 1))

    digits = "".join(f"{byte:08b}" for byte in bits)[index * size : (index + 1) * size]

    assert value_at(bits, index, size=size) == int(digits, 2)


@pytest.mark.parametrize(("index", "size"), [(-1, 1), (16, 1), (8, 2), (5, 3), (1, 16)])
def test_an_entry_that_does_not_lie_wholly_in_the_list_is_an_error(index, size):
    with pytest.raises(CredentialError) as caught:
        value_at(bytes(2), index, size=size)

    assert caught.value.code == "bitstring.out-of-range"


@pytest.mark.parametrize("index", [-1, 16, 10**12])
def test_an_index_outside_the_list_is_an_error(index):
    with pytest.raises(CredentialError) as caught:
        bit_is_set(bytes(2), index)
    assert caught.value.code == "bitstring.out-of-range"
    assert caught.value.data == {"index": index, "length": 16}

    with pytest.raises(CredentialError):
        with_bit(bytes(2), index, True)


def test_expanding_stops_at_the_limit():
    bomb = _as_list(gzip.compress(bytes(50_000_000)))

    with pytest.raises(CredentialError) as caught:
        decode_bitstring(bomb, max_bytes=LIMIT)

    assert caught.value.code == "bitstring.too-large"


def test_a_list_of_exactly_the_limit_is_read():
    assert decode_bitstring(encode_bitstring(bytes(16384)), max_bytes=16384) == bytes(16384)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "u",
        "z" + encode_bitstring(b"x")[1:],
        encode_bitstring(b"x")[1:],
        encode_bitstring(b"x") + "=",
        encode_bitstring(b"x") + "\n",
        encode_bitstring(b"x")[:-8],
        "uA",
        "u\u00e9",
        _as_list(b"no gzip at all"),
        _as_list(gzip.compress(b"x", mtime=0) + b"tail"),
        _as_list(gzip.compress(b"x" * 50, mtime=0)[:-8] + bytes(8)),
    ],
)
def test_a_malformed_list_is_refused(text):
    with pytest.raises(CredentialError) as caught:
        decode_bitstring(text, max_bytes=LIMIT)
    assert caught.value.code == "bitstring.malformed"


@given(st.text(max_size=60))
def test_any_text_gives_bits_or_a_credential_error(text):
    for candidate in (text, "u" + text):
        with suppress(CredentialError):
            assert isinstance(decode_bitstring(candidate, max_bytes=LIMIT), bytes)


@pytest.mark.shared
def test_the_lists_of_the_specification_folder_decode_as_they_should():
    vectors = json.loads(shared("specs/vectors/bitstring/lists.json").read_text())

    for vector in vectors["ok"]:
        bits = decode_bitstring(vector["encodedList"], max_bytes=LIMIT)
        assert len(bits) * 8 == vector["bits"], vector["name"]
        if "set" not in vector:  # entries of several bits
            continue
        found = {index for index in range(len(bits) * 8) if bits[index // 8] and bit_is_set(bits, index)}
        assert found == set(vector["set"]), vector["name"]
    for vector in vectors["bad"]:
        if vector["name"] == "too-short-8192-bits":  # bits all right; how many there must be is the verifier's rule
            continue
        with pytest.raises(CredentialError):
            decode_bitstring(vector["encodedList"], max_bytes=LIMIT)
