"""JSON that two readers could take for different documents is refused, whether it is read quickly or strictly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from credentials.core.errors import UnreadableDocument
from credentials.core.limits import DEFAULT
from credentials.core.primitives import json_text
from credentials.core.primitives.json_text import parse_json_object, require_readable


def quickly(content: str | bytes) -> dict[str, Any]:
    """As ``parse_json_object`` reads once a process has read its first documents."""
    document = json_text._quickly_parsed(content)
    return json_text._strictly_parsed(content) if document is None else document


WAYS = pytest.mark.parametrize("read", [quickly, json_text._strictly_parsed, parse_json_object])


def nested(levels: int) -> str:
    """An object of arrays, with this many levels, itself included."""
    return f'{{"a":{"[" * (levels - 1)}{"]" * (levels - 1)}}}'


READ = {
    "empty": ("{}", {}),
    "members of every sort": (
        '{"a":"x","b":1,"c":-1.5,"d":true,"e":null,"f":[],"g":{}}',
        {"a": "x", "b": 1, "c": -1.5, "d": True, "e": None, "f": [], "g": {}},
    ),
    "white space": ('\t{ "a"\n:\r1 , "b" :\t[ { "a" : 2 } ] }\n', {"a": 1, "b": [{"a": 2}]}),
    "the same member of two objects": (
        '{"a":{"a":1},"b":[{"a":2},{"a":3}]}',
        {"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}]},
    ),
    "a text that looks like a member": ('{"a":"\\":","b":":"}', {"a": '":', "b": ":"}),
    "a whole number of many digits": (f'{{"a":{10**30}}}', {"a": 10**30}),
    "the largest whole number that is a double": (f'{{"a":{2**1024 - 2**971}}}', {"a": 2**1024 - 2**971}),
    "a broken number": ('{"a":1.0,"b":1e2}', {"a": 1.0, "b": 100.0}),
    "a character in two halves": ('{"a":"\\ud83d\\ude00"}', {"a": "😀"}),
    "sixty-four levels": (nested(DEFAULT.max_levels), json.loads(nested(DEFAULT.max_levels))),
    "a mark of byte order": ('\ufeff{"a":1}', {"a": 1}),
    "a mark of byte order in a text": ('{"a":"\ufeff"}', {"a": "\ufeff"}),
    "a megabyte": ('{"a":"' + "x" * (DEFAULT.max_bytes - 8) + '"}', {"a": "x" * (DEFAULT.max_bytes - 8)}),
}
REFUSED = {
    "nothing": ("", "readable.not-json"),
    "half": ('{"a":1', "readable.not-json"),
    "something behind it": ('{"a":1} x', "readable.not-json"),
    "a comma too many": ('{"a":1,}', "readable.not-json"),
    "an array": ('[{"a":1}]', "readable.not-an-object"),
    "a text": ('"a"', "readable.not-an-object"),
    "a member twice": ('{"a":1,"a":2}', "readable.duplicate-key"),
    "a member twice with the same value": ('{"a":1,"a":1}', "readable.duplicate-key"),
    "a member twice inside": ('{"b":[{"a":1,"b":{"c":1,"c":1}}]}', "readable.duplicate-key"),
    "a member twice, with white space": ('{"a":1,"b":2,"a"\n\t:\r 2}', "readable.duplicate-key"),
    "a member twice, written otherwise": ('{"a":1,"\\u0061":2}', "readable.duplicate-key"),
    "a member twice beside a text that looks like one": ('{"a":"\\":","a":1}', "readable.duplicate-key"),
    "not a number": ('{"a":NaN}', "readable.not-json"),
    "infinity": ('{"a":-Infinity}', "readable.not-json"),
    "a number too large for a double": ('{"a":1e999}', "readable.number"),
    "a negative number too large for a double": ('{"a":[-1e999]}', "readable.number"),
    "a whole number larger than any double": (f'{{"a":{2**1024}}}', "readable.number"),
    "a whole number of very many digits": (f'{{"a":-{"9" * 5_000}}}', "readable.number"),
    "half of a character": ('{"a":"\\ud83d"}', "readable.lone-surrogate"),
    "the other half of a character": ('{"a":["\\udfff"]}', "readable.lone-surrogate"),
    "half of a character in a name": ('{"\\ud800":1}', "readable.lone-surrogate"),
    "sixty-five levels": (nested(DEFAULT.max_levels + 1), "readable.too-deep"),
    "sixty-five levels of objects": ('{"a":' * 65 + "1" + "}" * 65, "readable.too-deep"),
    "levels without end": (nested(100_000), "readable.too-deep"),
    "more than a megabyte": ('{"a":"' + "x" * (DEFAULT.max_bytes - 7) + '"}', "readable.too-large"),
}


@WAYS
@pytest.mark.parametrize("what", READ)
def test_what_everybody_reads_alike_is_read(read, what):
    text, value = READ[what]
    assert repr(read(text)) == repr(value)
    if len(text) < DEFAULT.max_bytes:
        assert repr(read(text.encode())) == repr(value)


@WAYS
@pytest.mark.parametrize("what", REFUSED)
def test_what_readers_disagree_about_is_refused(read, what):
    text, code = REFUSED[what]
    for content in (text, text.encode()):
        with pytest.raises(UnreadableDocument) as caught:
            read(content)
        assert caught.value.code == code


@WAYS
def test_other_bytes_than_utf_8_are_refused(read):
    for content in ('{"a":"é"}'.encode("latin-1"), '{"a":1}'.encode("utf-16"), b'{"a":"\xed\xa0\x80"}'):
        with pytest.raises(UnreadableDocument):
            read(content)


@pytest.mark.parametrize(
    "text", ['{"a":"x","b":[{"a":2}]}', '{"a" : null}', f'{{"a":{2**63}}}', nested(DEFAULT.max_levels)]
)
def test_an_ordinary_document_is_read_quickly(text):
    assert json_text._quickly_parsed(text) == json.loads(text)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"a": ["\ud800"]}, "readable.lone-surrogate"),
        ({"\udfff": 1}, "readable.lone-surrogate"),
        ({"a": float("nan")}, "readable.number"),
        ({"a": [float("inf")]}, "readable.number"),
        ({"a": {1: "a"}}, "readable.not-json"),
        (json.loads(nested(DEFAULT.max_levels + 1)), "readable.too-deep"),
    ],
    ids=["half a character", "half a name", "not a number", "infinity", "a number for a name", "sixty-five levels"],
)
def test_a_value_that_could_not_have_been_read_is_refused(value, code):
    with pytest.raises(UnreadableDocument) as caught:
        require_readable(value)
    assert caught.value.code == code


def test_a_value_that_could_have_been_read_is_accepted():
    for text, value in READ.values():
        assert json.loads(text.removeprefix("\ufeff")) == value
        require_readable(value)
