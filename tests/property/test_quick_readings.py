"""The quick readers say nothing that the slow ones don't: of JSON, and of a JSON schema."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from credentials.core import schema
from credentials.core.compiled_schema import _Compiler
from credentials.core.errors import UnreadableDocument
from credentials.core.primitives import json_text
from tests.unit.credentials.core.samples import build, sign

texts = st.text(max_size=6) | st.sampled_from([":", '":', '" :', "\\", '\\":', "{", "[", "\u2028"])
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=15,
)
documents = st.dictionaries(texts, values, max_size=4)


def _outcome(read: Any, text: Any) -> Any:
    try:
        return repr(read(text))
    except UnreadableDocument as error:
        return error.code


def _same(text: Any) -> None:
    quick = json_text._quickly_parsed(text)
    if quick is not None:
        assert repr(quick) == _outcome(json_text._strictly_parsed, text)
    assert _outcome(json_text.parse_json_object, text) == _outcome(json_text._strictly_parsed, text)


@settings(max_examples=400, deadline=None)
@given(documents, st.booleans(), st.sampled_from([None, 1]))
def test_json_reads_the_same_quickly(document, ascii_only, indent):
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    _same(text)


@settings(max_examples=400, deadline=None)
@given(documents, st.data())
@example({"a": 1}, None)
def test_json_that_was_damaged_or_doubled_reads_the_same_quickly(document, data):
    text = json.dumps(document, indent=1)
    if data is None:
        for twice in ('{"a": 1, "a" : 1}', '{"a"\n:1,"b":{"a":1,"a":2}}', '{"a":":","a":1}', '{"\\u0061":1,"a":2}'):
            _same(twice)
        return
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    _same(text[:start] + text[end:])
    _same(text[:end] + text[start:])
    _same((text[:start] + data.draw(texts) + text[end:]).encode("utf-8", "surrogatepass"))


BADGE = json.loads(json.dumps(sign(build(valid_until=None))))


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in items for place in _places(item, (*path, key)))]


PLACES = [place for place in _places(BADGE) if place]
odd = (
    values
    | st.sampled_from(["2026-11-24T12:00:00Z", "2026-11-24T24:00:00Z", "2026-02-30T12:00:00Z", "2026-11-24", "ext:x"])
    | st.sampled_from(
        [{"id": "https://x.example/", "type": "Image"}, {"nl": "x"}, {"NL": "x"}, ["Result"], ["Achievement"]]
    )
)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(["set", "remove", "list"]), odd), min_size=1, max_size=3
    )
)
def test_what_fits_the_schema_at_first_sight_fits_it(changes):
    badge = copy.deepcopy(BADGE)
    for place, kind, value in changes:
        try:
            holder = badge
            for step in place[:-1]:
                holder = holder[step]
            if kind == "remove":
                del holder[place[-1]]
            else:
                holder[place[-1]] = value if kind == "set" else [holder[place[-1]]]
        except (LookupError, TypeError):
            continue
    if schema._fits()(badge):
        assert schema._validator().is_valid(badge)


def test_a_badge_of_ours_fits_at_first_sight():
    assert schema._fits()(BADGE)


def test_every_part_of_the_schema_can_be_compiled():
    """A part is compiled when it is met: what isn't covered must not come to light with somebody's badge."""
    root = schema._schema()
    compiler = _Compiler(root)
    parts: list[Any] = [root]
    for part in parts:  # which grows while it is walked
        compiler.shape(part)
        if isinstance(part, dict):
            parts += [*part.get("$defs", {}).values(), *part.get("properties", {}).values()]
            parts += [*part.get("oneOf", ()), *part.get("anyOf", ()), *part.get("allOf", ())]
            parts += [part[name] for name in ("additionalItems", "additionalProperties") if name in part]
            items = part.get("items", [])
            parts += items if isinstance(items, list) else [items]
    assert len(parts) > 500
