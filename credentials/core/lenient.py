"""JSON of unknown shape, read without raising: a member with an odd shape counts as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def text_of(value: Any) -> str:
    """A string, a number, the first of a list, or the value of a language object; "" for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), "")
    if isinstance(value, Mapping):
        stated = value.get("@value")
        return stated if isinstance(stated, str) else ""
    return ""


def object_of(value: Any) -> Mapping[str, Any]:
    """An object as it is, anything else as an empty one."""
    return value if isinstance(value, Mapping) else {}


def first_object(value: Any) -> Mapping[str, Any]:
    return next(objects_of(value), {})


def objects_of(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, or the one object."""
    return (item for item in items_of(value) if isinstance(item, Mapping))


def items_of(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty list, anything else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def texts_in(value: Any) -> tuple[str, ...]:
    """The texts of a list, or the one text, in order; what holds no text is passed over."""
    return tuple(text for item in items_of(value) if (text := text_of(item)))


def id_of(value: Any) -> str:
    """The address of something that is given as its address or as an object with an ``id``."""
    return value if isinstance(value, str) else text_of(object_of(value).get("id"))
