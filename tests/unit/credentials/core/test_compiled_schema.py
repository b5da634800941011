"""A compiled schema, a keyword at a time: it accepts what ``jsonschema`` accepts, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from credentials.core.compiled_schema import NotCompiled, compile_schema
from credentials.core.contexts import ACHIEVEMENT_SCHEMA, load_schema

Case = tuple[Any, list[Any], list[Any]]

TEXT, NUMBER = {"type": "string"}, {"type": "number"}
EVERYTHING = [{}, {"a": 1}, [], ["a"], "", "a", True, False, 0, 1, 1.5, None]
# For each keyword a schema, values that fit it and values that don't.
CASES: dict[str, Case] = {
    "true": (True, EVERYTHING, []),
    "false": (False, [], EVERYTHING),
    "nothing": ({"title": "a", "description": "b"}, EVERYTHING, []),
    "an object": ({"type": "object"}, [{}], [[], "a", 1, None]),
    "an array": ({"type": "array"}, [[]], [{}, "a"]),
    "a text": (TEXT, [""], [{}, 1, None]),
    "a truth value": ({"type": "boolean"}, [True, False], [0, 1, "true"]),
    "a number": (NUMBER, [0, 1.5], [True, "1"]),
    "a whole number": ({"type": "integer"}, [0, -1], [True, 1.5, "1"]),
    "null": ({"type": "null"}, [None], [0, "", False]),
    "properties": (
        {"properties": {"a": TEXT, "b": True, "c": False}},
        [{}, {"a": "x"}, {"b": 1}, {"d": 1}, [], 1],
        [{"a": 1}, {"a": None}, {"c": 1}, {"a": "x", "c": "x"}],
    ),
    "required": ({"required": ["a", "b"]}, [{"a": 1, "b": 2}, []], [{}, {"a": 1}, {"b": 1}]),
    "no further properties": (
        {"properties": {"a": TEXT}, "additionalProperties": False},
        [{}, {"a": "x"}],
        [{"b": 1}, {"a": "x", "b": "x"}],
    ),
    "further properties of a kind": (
        {"properties": {"a": TEXT}, "additionalProperties": NUMBER},
        [{"a": "x", "b": 1}],
        [{"a": 1}, {"b": "x"}, {"a": "x", "b": "x"}],
    ),
    "names of properties": (
        {"propertyNames": {"pattern": "^[a-z]{2}$"}, "additionalProperties": TEXT},
        [{}, {"nl": "x", "en": "y"}],
        [{"NL": "x"}, {"nl": "x", "nld": "y"}, {"nl": 1}],
    ),
    "values of the same members that differ": (
        {"properties": {"a": {"enum": ["x"]}}},
        [{"a": "x"}],
        [{"a": "y"}, {"a": ["x"]}, {"a": 1}],
    ),
    "items": ({"items": TEXT}, [[], ["a"], ["a", "b"], {}], [[1], ["a", 1], [1, "a"]]),
    "the first items": (
        {"items": [TEXT, NUMBER]},
        [[], ["a"], ["a", 1], ["a", 1, None]],
        [[1], ["a", "b"], [1, 1, None]],
    ),
    "the first items and the others": (
        {"items": [TEXT], "additionalItems": NUMBER},
        [["a"], ["a", 1], ["a", 1, 2]],
        [["a", "b"], [1], ["a", 1, "b"]],
    ),
    "further items where there are no first": ({"items": TEXT, "additionalItems": False}, [["a"]], [[1]]),
    "a least number of items": ({"minItems": 2}, [[1, 2], [1, 2, 3], {}], [[], [1]]),
    "what an array contains": (
        {"contains": {"enum": ["a", "b"]}},
        [["a"], ["c", "b"], [1, "a"], "c"],
        [[], ["c"], [1]],
    ),
    "what an array contains, and the items": (
        {"items": TEXT, "contains": {"enum": ["a"]}},
        [["a"], ["b", "a"]],
        [["b"], ["a", 1], [1, "a"]],
    ),
    "a pattern": ({"pattern": "b"}, ["abc", 1], ["ac", ""]),
    "a pattern with ends": ({"pattern": "^a+$"}, ["a", "aa"], ["ba", "ab"]),
    "a date and time": (
        {"format": "date-time"},
        ["2026-11-24T12:00:00Z", "2026-11-24T23:59:59.5+01:00", "2026-11-24T00:00:00-00:30", 1],
        ["2026-11-24", "2026-11-24T24:00:00Z", "2026-02-30T12:00:00Z", "2026-11-24T12:00Z", "x2026-11-24T12:00:00Z"],
    ),
    "a date": ({"format": "date"}, ["2026-11-24", 1], ["2026-02-30", "20261124", "2026-11-24T12:00:00Z", "x"]),
    "a form and a pattern": ({"format": "date", "pattern": "^2026"}, ["2026-11-24"], ["2025-11-24", "2026"]),
    "an enumeration": ({"enum": ["a", "b"]}, ["a", "b"], ["c", "", 1, None, ["a"]]),
    "an enumeration and a type": ({"type": "string", "enum": ["a"]}, ["a"], ["b", 1]),
    "an enumeration and a pattern": ({"pattern": "a", "enum": ["ab", "b"]}, ["ab"], ["b", "a"]),
    "all of": (
        {"allOf": [{"required": ["a"]}, {"properties": {"a": TEXT}}], "type": "object"},
        [{"a": "x"}],
        [{}, {"a": 1}, "x"],
    ),
    "all of, of types that exclude each other": ({"allOf": [TEXT, NUMBER]}, [], ["a", 1]),
    "one of": (
        {"oneOf": [{"pattern": "a"}, {"pattern": "b"}]},
        ["a", "b"],
        ["ab", "c", 1],
    ),
    "one of, of types": ({"oneOf": [TEXT, {"type": "array", "items": TEXT}]}, ["a", ["a"]], [1, [1], {}]),
    "one of, of anything and a text": ({"oneOf": [True, TEXT]}, [1, {}], ["a"]),
    "any of": ({"anyOf": [{"pattern": "a"}, {"enum": ["b"]}]}, ["a", "ab", "b", 1], ["c"]),
    "any of, of types": ({"anyOf": [TEXT, NUMBER]}, ["a", 1], [None, []]),
    "any of, of anything and an enumeration": ({"anyOf": [{"enum": ["a"]}, {}]}, ["a", "b", 1], []),
    "any of, within one of": (
        {"oneOf": [{"anyOf": [TEXT, NUMBER]}, {"enum": ["a"]}]},
        ["b", 1],
        ["a", None],
    ),
    "a definition": ({"$ref": "#/$defs/T", "$defs": {"T": TEXT}}, ["a"], [1]),
    "a definition that refers to itself": (
        {"$ref": "#/$defs/T", "$defs": {"T": {"properties": {"a": TEXT, "in": {"$ref": "#/$defs/T"}}}}},
        [{"in": {"in": {"a": "x"}}}, {"in": 1}],
        [{"in": {"in": {"a": 1}}}],
    ),
}


@pytest.mark.parametrize("keyword", CASES)
def test_a_schema_accepts_what_it_allows_and_nothing_else(keyword):
    schema, fitting, others = CASES[keyword]
    fits = compile_schema(schema)
    measure = Draft201909Validator(schema, format_checker=FormatChecker())
    for _ in range(2):  # what was met once is remembered
        assert [value for value in fitting if not fits(value)] == []
        assert [value for value in others if fits(value)] == []
    assert [value for value in fitting if not measure.is_valid(value)] == []
    assert [value for value in others if measure.is_valid(value)] == []


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"minLength": 1}, "a"),
        ({"enum": ["a", 1]}, 1),
        ({"format": "uri"}, "a"),
        ({"contains": {"type": "string"}}, ["a"]),
        ({"contains": {"enum": [1]}}, [1]),
        ({"contains": {"enum": ["a"], "pattern": "a"}}, ["a"]),
        ({"items": [True], "contains": {"enum": ["a"]}}, ["a"]),
        ({"propertyNames": {"maxLength": 2}}, {"a": 1}),
        ({"propertyNames": {"pattern": "a"}, "properties": {"a": True}}, {"a": 1}),
        ({"$ref": "https://x.example/schema"}, "a"),
        ({"$ref": "#/$defs/T", "$defs": {}}, "a"),
        ({"$ref": "#/$defs/T", "type": "string", "$defs": {"T": True}}, "a"),
        ({"properties": {"a": {"minLength": 1}}}, {"a": "x"}),
        ({"items": {"minLength": 1}}, ["a"]),
    ],
    ids=str,
)
def test_a_schema_that_says_something_else_is_not_compiled(schema, value):
    with pytest.raises(NotCompiled):
        compile_schema(schema)(value)


def test_more_kinds_of_objects_than_are_remembered_are_still_told_apart():
    fits = compile_schema({"properties": {"a": NUMBER}})
    for number in range(300):
        assert fits({"a": 1, str(number): True})
        assert not fits({"a": "x", str(number): True})


def test_a_kind_of_object_is_its_members_and_their_types():
    fits = compile_schema({"properties": {"a": NUMBER, "b": TEXT}})
    assert fits({"a": 1, "b": "x"})
    assert not fits({"a": "x", "b": 1})
    assert not fits({"b": 1, "a": "x"})
    assert not fits({"b": 1, "a": 1})


def _parts(schema: Any) -> list[Any]:
    """Each schema in a schema: what stands under a name of ours in ``properties`` and ``$defs``, and in the keywords."""
    if not isinstance(schema, dict):
        return []
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inner += [part for keyword in ("oneOf", "anyOf", "allOf") for part in schema.get(keyword, ())]
    inner += [schema[keyword] for keyword in ("items", "additionalItems", "additionalProperties") if keyword in schema]
    inner = [part for item in inner for part in (item if isinstance(item, list) else [item])]
    return [schema, *(deeper for part in inner for deeper in _parts(part))]


def test_every_part_of_the_shipped_schema_can_be_compiled():
    schema = load_schema(ACHIEVEMENT_SCHEMA)
    assert schema is not None
    parts = _parts(schema)
    assert len(parts) > 100
    for part in parts:
        compile_schema({**part, "$defs": schema["$defs"]})
