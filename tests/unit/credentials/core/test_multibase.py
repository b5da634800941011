"""Where a multibase text begins and ends to be one (https://www.w3.org/TR/cid-1.0/#multibase-0)."""

from __future__ import annotations

import pytest

from credentials.core.errors import MalformedKey
from credentials.core.primitives.multibase import decode_multibase

LONGEST = 4096


@pytest.mark.parametrize("text", ["", "z", "u", 7, None, ["z1"]], ids=repr)
def test_a_base_without_anything_behind_it_is_no_multibase_text(text):
    with pytest.raises(MalformedKey, match="not a multibase text"):
        decode_multibase(text)


@pytest.mark.parametrize(("text", "data"), [("z1", b"\0"), ("z2", b"\x01"), ("uAA", b"\0")])
def test_one_byte_is_enough(text, data):
    assert decode_multibase(text) == data


def test_the_longest_text_in_base58_is_read():
    assert decode_multibase("z" + "1" * (LONGEST - 1)) == bytes(LONGEST - 1)


def test_a_longer_text_in_base58_is_refused_before_it_takes_time():
    with pytest.raises(MalformedKey, match="base58"):
        decode_multibase("z" + "1" * LONGEST)


def test_the_base_that_is_not_supported_is_named():
    with pytest.raises(MalformedKey, match="'f'"):
        decode_multibase("f00")
