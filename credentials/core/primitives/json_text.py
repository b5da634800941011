"""JSON that everybody reads alike: what parsers disagree about is refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from credentials.core.errors import UnreadableDocument

MAX_BYTES = 1_000_000
MAX_LEVELS = 64
_MAX_INTEGER_DIGITS = 400


def parse_json_object(content: str | bytes) -> dict[str, Any]:
    """Parse one JSON object.

    Raises UnreadableDocument for anything over a megabyte or 64 levels, for duplicate keys, NaN and infinities,
    numbers too large for a double, and lone surrogates: two readers could take those for different documents.
    """
    text = _decode(content)
    _require_shallow(text)
    try:
        document = json.loads(
            text,
            object_pairs_hook=_unique_members,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_integer,
        )
    except UnreadableDocument:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("This is not JSON.") from error
    if not isinstance(document, dict):
        raise UnreadableDocument("This is JSON, but not an object.", code="readable.not-an-object")
    require_readable(document)
    return document


def require_readable(document: Any) -> None:
    """Raise UnreadableDocument for a parsed value that holds lone surrogates, NaN, or more than 64 levels."""
    pending: list[tuple[Any, int]] = [(document, 1)]
    while pending:
        value, level = pending.pop()
        if isinstance(value, str):
            _require_unicode(value)
        elif isinstance(value, float):
            _finite(repr(value))
        elif isinstance(value, (dict, list)):
            if level > MAX_LEVELS:
                raise UnreadableDocument("This is nested too deeply.", code="readable.too-deep")
            if isinstance(value, dict):
                for key in value:
                    if not isinstance(key, str):
                        raise UnreadableDocument("This is not JSON.")
                    _require_unicode(key)
                pending += [(item, level + 1) for item in value.values()]
            else:
                pending += [(item, level + 1) for item in value]


def _decode(content: str | bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableDocument("This is larger than a badge can be.", code="readable.too-large")
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument("This is not text in UTF-8.") from error


def _require_shallow(text: str) -> None:
    """Count levels before parsing, as the parser itself recurses."""
    level = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "{[":
            level += 1
            if level > MAX_LEVELS:
                raise UnreadableDocument("This is nested too deeply.", code="readable.too-deep")
        elif character in "}]":
            level -= 1


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise UnreadableDocument("A member stands in it twice.", code="readable.duplicate-key")
    return members


def _refuse_constant(_name: str) -> NoReturn:
    raise UnreadableDocument("It holds a number that JSON does not have.", code="readable.not-json")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")) or number != number:  # noqa: PLR0124  # NaN is the one unequal to itself
        raise UnreadableDocument("It holds a number that can't be represented.", code="readable.number")
    return number


def _integer(text: str) -> int:
    if len(text) > _MAX_INTEGER_DIGITS:
        raise UnreadableDocument("It holds a number that can't be represented.", code="readable.number")
    return int(text)


def _require_unicode(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableDocument("It holds half of a character.", code="readable.lone-surrogate")
