"""RFC 8785: one spelling for each JSON value, whichever of the two writers gives it."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.errors import UnreadableDocument
from credentials.core.primitives import jcs
from credentials.core.primitives.jcs import canonicalise_json
from tests.unit.credentials.core.samples import shared_json, specs


@pytest.mark.shared
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_the_published_documents_come_out_to_the_byte(name):
    base = specs("vectors", "jcs")
    document = json.loads((base / "input" / f"{name}.json").read_text(encoding="utf-8"))

    assert canonicalise_json(document) == bytes.fromhex((base / "outhex" / f"{name}.txt").read_text())
    assert canonicalise_json(document) == (base / "output" / f"{name}.json").read_bytes()


@pytest.mark.shared
def test_the_published_numbers_are_written_as_ecmascript_does():
    for number in shared_json("vectors", "jcs", "numbers.json")["numbers"]:
        value = struct.unpack(">d", bytes.fromhex(number["ieee754"]))[0]
        assert canonicalise_json(value).decode() == number["text"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2**53, "9007199254740992"),
        (2**53 + 1, "9007199254740992"),
        (-(2**53) - 1, "-9007199254740992"),
        (10**21, "1e+21"),
        (10**20, "100000000000000000000"),
        (10**-6, "0.000001"),
        (10**-7, "1e-7"),
        (1.5e-10, "1.5e-10"),
        (0.5, "0.5"),
        (0.0625, "0.0625"),
        (12.5, "12.5"),
        (123456.0, "123456"),
        (-0.0, "0"),
        (True, "true"),
        ({"a": [None, False, 1.0]}, '{"a":[null,false,1]}'),
    ],
)
def test_a_number_is_what_a_double_holds(value, text):
    assert canonicalise_json(value).decode() == text


@pytest.mark.parametrize(
    "ordered",
    [["\r", "1", "a", "\x80", "ö", "€", "\ud7ff"], ["€", "\U0001f600", "\ue000", "\ufb33"]],
    ids=["low", "high"],
)
def test_keys_stand_in_the_order_of_their_utf_16_code_units(ordered):
    written = json.loads(canonicalise_json(dict.fromkeys(reversed(ordered))))

    assert list(written) == ordered


@pytest.mark.parametrize("wrap", [lambda text: text, lambda text: [text, 0.5]], ids=["fast", "slow"])
def test_a_text_is_escaped_no_more_than_json_asks(wrap):
    text = '\x00\x07\b\t\n\x0b\f\r\x1f"\\/\x7f\u2028é\U0001f600'
    expected = '"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\x7f\u2028é\U0001f600"'

    assert expected in canonicalise_json(wrap(text)).decode()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "readable.number"),
        (float("inf"), "readable.number"),
        ({"a": [float("-inf")]}, "readable.number"),
        (10**400, "readable.number"),
        ("\ud800", "readable.lone-surrogate"),
        ({"\udc00": 1}, "readable.lone-surrogate"),
        ({"a": 0.5, "b": "\ud800"}, "readable.lone-surrogate"),
        ({1: "a", "b": "c"}, "readable.not-json"),
        ({"a": b"bytes"}, "readable.not-json"),
        ({"a": {1, 2}}, "readable.not-json"),
    ],
    ids=[
        "nan",
        "infinity",
        "minus infinity",
        "huge",
        "surrogate",
        "surrogate key",
        "surrogate beside float",
        "integer key",
        "bytes",
        "set",
    ],
)
def test_what_has_no_canonical_form_is_refused(value, code):
    with pytest.raises(UnreadableDocument) as caught:
        canonicalise_json(value)

    assert caught.value.code == code


def test_what_is_nested_beyond_measure_is_refused():
    value: list[object] = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(UnreadableDocument):
        canonicalise_json(value)


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_the_fast_writer_gives_the_bytes_of_the_slow_one_or_none(value):
    assert jcs._written_by_orjson(value) in {None, jcs._written(value).encode()}


@pytest.mark.parametrize("value", [{"a": [1, None, True, "€ \U0001f600"]}, {"€": {}}, 2**53 - 1], ids=repr)
def test_the_fast_writer_does_what_it_can(value):
    assert jcs._written_by_orjson(value) == jcs._written(value).encode()


@given(_JSON)
def test_the_canonical_form_says_the_same_and_is_its_own_canonical_form(value):
    canonical = canonicalise_json(value)
    again = json.loads(canonical, parse_int=float)

    assert again == json.loads(json.dumps(value), parse_int=float)
    assert canonicalise_json(json.loads(canonical)) == canonical
