"""A JSON schema, compiled to functions: says quickly that a document fits, and never that it doesn't.

For the keywords of JSON Schema 2019-09 that 1EdTech's schemas use. A document that this accepts is accepted by the
``jsonschema`` package too (a property test holds it to that); whatever isn't accepted here goes there, which also finds
the words for what is wrong. Each part of a schema is compiled when a document first has something there: most of it is for
members that few badges have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from credentials.core.primitives.timestamps import parse_timestamp

Checker = Callable[[Any], bool]
Shape = Mapping[type, Checker | None]
"""For each type of value that may stand here what it must satisfy, None where any value of that type will do."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
    "null": (type(None),),
}
_ALL_TYPES = (dict, list, str, bool, int, float, type(None))
_WORDS_ONLY = frozenset({"$schema", "$id", "$defs", "$comment", "title", "description"})
_OF_OBJECTS = frozenset({"properties", "required", "additionalProperties", "propertyNames"})
_OF_ARRAYS = frozenset({"items", "additionalItems", "minItems", "contains"})
_OF_TEXTS = frozenset({"pattern", "format"})
_COMBINED = frozenset({"oneOf", "anyOf", "allOf", "$ref", "enum", "type"})
# Objects with the same members are alike in most that is asked of them. A stranger may send any number of others.
_MAX_KNOWN = 200
# Of what is remembered; what is published has fewer and shorter names.
_MAX_NAMES, _MAX_CHARACTERS = 30, 600
_UNKNOWN = object()
_DATE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-].*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotCompiled(Exception):
    """The schema says something that isn't compiled."""


def compile_schema(schema: Mapping[str, Any]) -> Checker:
    """A function that says whether a parsed JSON value certainly fits the schema.

    Making it, and calling it, raises NotCompiled where a schema has other keywords.
    """
    shape = _Compiler(schema).shape(schema)
    return lambda value: _fits(shape, value)


def _fits(shape: Shape, value: Any) -> bool:
    try:
        checker = shape[type(value)]
    except KeyError:
        return False
    return checker is None or checker(value)


class _Compiler:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root  # kept, as its parts are told by their identity
        self._met: dict[int, Shape] = {}

    def met(self, part: Any) -> Shape:
        """The shape of a part for which there is something in a document."""
        known = self._met.get(id(part))
        if known is None:
            known = self._met[id(part)] = self.shape(part)
        return known

    def shape(self, schema: Any) -> Shape:
        if schema is True:
            return dict.fromkeys(_ALL_TYPES)
        if schema is False:
            return {}
        if "$ref" in schema:
            return self._referred(schema)
        unknown = set(schema) - _WORDS_ONLY - _OF_OBJECTS - _OF_ARRAYS - _OF_TEXTS - _COMBINED
        if unknown:
            raise NotCompiled(sorted(unknown))
        parts = [self._own(schema)]
        parts += [self.shape(part) for part in schema.get("allOf", ())]
        for keyword, count in (("oneOf", _exactly_one), ("anyOf", _at_least_one)):
            if keyword in schema:
                parts.append(_alternatives([self.shape(part) for part in schema[keyword]], count))
        return _all_of(parts)

    def _referred(self, schema: Mapping[str, Any]) -> Shape:
        """The shape of a definition."""
        name, definitions = schema["$ref"].removeprefix("#/$defs/"), self._root.get("$defs", {})
        if name not in definitions or set(schema) - _WORDS_ONLY - {"$ref"}:
            raise NotCompiled(schema["$ref"])
        return self.met(definitions[name])

    def _own(self, schema: Mapping[str, Any]) -> Shape:
        """What the schema itself asks of each type, its alternatives left aside."""
        stated = schema.get("type")
        kinds = _ALL_TYPES if stated is None else _TYPES[stated]
        return {kind: _both(self._of_type(kind, schema), _enumerated(schema)) for kind in kinds}

    def _of_type(self, kind: type, schema: Mapping[str, Any]) -> Checker | None:
        if kind is dict and not _OF_OBJECTS.isdisjoint(schema):
            return self._object(schema)
        if kind is list and not _OF_ARRAYS.isdisjoint(schema):
            return self._array(schema)
        if kind is str and not _OF_TEXTS.isdisjoint(schema):
            return _text(schema)
        return None

    def _object(self, schema: Mapping[str, Any]) -> Checker:
        required = frozenset(schema.get("required", ()))
        properties = schema.get("properties", {})
        further = schema.get("additionalProperties", True)
        names = schema.get("propertyNames")
        if names is not None and not (set(names) == {"pattern"} and not properties):
            raise NotCompiled("propertyNames")
        name_fits = re.compile(names["pattern"]).search if names else None

        def look_closer(value: dict[str, Any]) -> tuple[tuple[str, Checker], ...] | None:
            """The members whose values decide, where names and types are as they are here; None where these don't fit."""
            if not required.issubset(value) or not (name_fits is None or all(map(name_fits, value))):
                return None
            closer = []
            for name, item in value.items():
                checker = self.met(properties.get(name, further)).get(type(item), _never)
                if checker is not None:
                    closer.append((name, checker))
            return tuple(closer)

        known: dict[Any, Any] = {}

        def fits(value: dict[str, Any]) -> bool:
            key = (*value, *map(type, value.values()))
            closer = known.get(key, _UNKNOWN)
            if closer is _UNKNOWN:
                closer = look_closer(value)
                if len(known) < _MAX_KNOWN and _is_small(value):
                    known[key] = closer
            if closer is None:
                return False
            for name, checker in closer:  # noqa: SIM110  # a generator would take as long as what it asks
                if not checker(value[name]):
                    return False
            return True

        return fits

    def _array(self, schema: Mapping[str, Any]) -> Checker:
        items = schema.get("items", True)
        first = items if isinstance(items, list) else []
        rest = schema.get("additionalItems", True) if isinstance(items, list) else items
        at_least = schema.get("minItems", 0)
        contained = schema.get("contains")
        if contained is not None and (set(contained) != {"enum"} or not _is_texts(contained["enum"])):
            raise NotCompiled("contains")
        wanted = None if contained is None else frozenset(contained["enum"])

        def fits(value: list[Any]) -> bool:
            if len(value) < at_least:
                return False
            for part, item in zip(first, value, strict=False):
                if not _fits(self.met(part), item):
                    return False
            found, shape = wanted is None, self.met(rest)
            for item in value[len(first) :] if first else value:
                checker = shape.get(type(item), _never)
                if checker is not None and not checker(item):
                    return False
                found = found or (type(item) is str and wanted is not None and item in wanted)
            return found

        if first and wanted is not None:
            raise NotCompiled("contains")
        return _of_few_kinds(fits) if wanted is not None else fits


def _of_few_kinds(fits: Checker) -> Checker:
    """For lists such as ``type``, of which few kinds occur; those of texts are remembered."""
    known: set[tuple[Any, ...]] = set()

    def fits_or_known(value: list[Any]) -> bool:
        key = tuple(value)
        try:
            if key in known:
                return True
        except TypeError:  # an object in it
            return fits(value)
        if not fits(value):
            return False
        if len(known) < _MAX_KNOWN and _is_texts(value) and _is_small(value):
            known.add(key)
        return True

    return fits_or_known


def _is_small(names: Collection[str]) -> bool:
    return len(names) <= _MAX_NAMES and sum(map(len, names)) <= _MAX_CHARACTERS


def _text(schema: Mapping[str, Any]) -> Checker:
    pattern = re.compile(schema["pattern"]).search if "pattern" in schema else None
    form = schema.get("format")
    if form is not None and form not in _FORMS:
        raise NotCompiled(form)
    in_form = _FORMS[form] if form else None
    return lambda value: (pattern is None or bool(pattern(value))) and (in_form is None or in_form(value))


def _is_date_time(text: str) -> bool:
    return _DATE_TIME.fullmatch(text) is not None and parse_timestamp(text) is not None


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _enumerated(schema: Mapping[str, Any]) -> Checker | None:
    if "enum" not in schema:
        return None
    if not _is_texts(schema["enum"]):
        raise NotCompiled("enum")
    allowed = frozenset(schema["enum"])
    return lambda value: type(value) is str and value in allowed


def _is_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _never(_value: Any) -> bool:
    return False


def _both(one: Checker | None, other: Checker | None) -> Checker | None:
    if one is None or other is None:
        return other if one is None else one
    return lambda value: one(value) and other(value)


def _all_of(shapes: list[Shape]) -> Shape:
    merged = dict(shapes[0])
    for shape in shapes[1:]:
        merged = {kind: _both(checker, shape[kind]) for kind, checker in merged.items() if kind in shape}
    return merged


def _alternatives(shapes: list[Shape], enough: Callable[[list[Checker | None]], Checker | None]) -> Shape:
    return {kind: enough([shape[kind] for shape in shapes if kind in shape]) for kind in _kinds_of(shapes)}


def _kinds_of(shapes: list[Shape]) -> set[type]:
    return {kind for shape in shapes for kind in shape}


def _exactly_one(checkers: list[Checker | None]) -> Checker | None:
    if len(checkers) == 1:
        return checkers[0]
    return lambda value: sum(checker is None or checker(value) for checker in checkers) == 1


def _at_least_one(checkers: list[Checker | None]) -> Checker | None:
    if any(checker is None for checker in checkers):
        return None
    return lambda value: any(checker is not None and checker(value) for checker in checkers)


_FORMS: Mapping[str, Callable[[str], bool]] = {"date-time": _is_date_time, "date": _is_date}
