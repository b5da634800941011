"""JSON that everybody reads alike: what parsers disagree about is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from typing import Any, NoReturn

from credentials.core.errors import UnreadableDocument
from credentials.core.limits import limits

_MAX_DOUBLE = 1.7976931348623157e308
_MOST_DIGITS = 309  # of an integer that a double can come near
_WHITE_SPACE = b" \t\n\r"
_READ_STRICTLY = 20
"""The first documents of a process: to load orjson takes as long as to read some thirty badges without it."""
_numbers = count()


def parse_json_object(content: str | bytes) -> dict[str, Any]:
    """Parse one JSON object.

    Raises UnreadableDocument for anything over the limits of bytes and levels, for duplicate keys, NaN and infinities,
    numbers too large for a double, and lone surrogates: two readers could take those for different documents.
    """
    document = _quickly_parsed(content) if next(_numbers) >= _READ_STRICTLY else None
    return _strictly_parsed(content) if document is None else document


def _quickly_parsed(content: str | bytes) -> dict[str, Any] | None:
    """What orjson makes of it, where that is certainly what everybody reads; None where it has to be looked at closely.

    orjson keeps one of two equal members and makes a float of a large integer; the rest it refuses as we do. So members
    are counted, in the text and in what was made of it, and a document with any float is left to the strict parser.
    """
    import orjson  # noqa: PLC0415  # see ``_READ_STRICTLY``

    if len(content) > limits().max_bytes:
        raise too_large()
    try:
        data = content.encode() if isinstance(content, str) else content
        document = orjson.loads(data)
    except ValueError:
        return None
    if type(document) is not dict:
        return None
    # Without white space each member has one quote before a colon; a text that begins with a colon makes one too many.
    written = data.translate(None, _WHITE_SPACE).count(b'":')
    return document if _count_of_members(document) == written else None


def _count_of_members(document: dict[str, Any]) -> int | None:
    """How many members all objects have together; None for a float. Raises UnreadableDocument for too many levels.

    Level by level, so that the depth of a document is no depth of calls.
    """
    count = 0
    level: list[Any] = [document]
    for _ in range(limits().max_levels):
        deeper: list[Any] = []
        for container in level:
            items = container
            if type(container) is dict:
                count += len(container)
                items = container.values()
            for item in items:
                kind = type(item)
                if kind is str:
                    continue
                if kind is dict or kind is list:
                    deeper.append(item)
                elif kind is float:
                    return None
        if not deeper:
            return count
        level = deeper
    raise _too_deep()


def _strictly_parsed(content: str | bytes) -> dict[str, Any]:
    text = _decode(content)
    try:
        document = _DECODER.decode(text)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise UnreadableDocument("This is not JSON.") from error
    if type(document) is not dict:
        raise UnreadableDocument("This is JSON, but not an object.", code="readable.not-an-object")
    require_readable(document)
    return document


def require_readable(document: Any) -> None:
    """Raise UnreadableDocument for a parsed value that holds lone surrogates, NaN, huge numbers, or too many levels."""
    max_levels = limits().max_levels
    pending: list[tuple[Any, int]] = [(document, 1)]
    while pending:
        value, level = pending.pop()
        if isinstance(value, str):
            _require_unicode(value)
        elif isinstance(value, float):
            _finite(repr(value))
        elif isinstance(value, int):
            _require_double(value)
        elif isinstance(value, (dict, list)):
            if level > max_levels:
                raise _too_deep()
            if isinstance(value, dict):
                for key in value:
                    if not isinstance(key, str):
                        raise UnreadableDocument("This is not JSON.")
                    _require_unicode(key)
                pending += [(item, level + 1) for item in value.values()]
            else:
                pending += [(item, level + 1) for item in value]


def require_fitting(document: Mapping[str, Any]) -> None:
    """Raise UnreadableDocument for a readable value whose JSON is over the limit of bytes."""
    if len(json.dumps(document, ensure_ascii=False).encode()) > limits().max_bytes:
        raise too_large()


def too_large() -> UnreadableDocument:
    """What is said of a document over the cap."""
    limit = limits().max_bytes
    return UnreadableDocument(
        f"This is larger than {limit} bytes, which a badge is not.", code="readable.too-large", cap="bytes", limit=limit
    )


def _decode(content: str | bytes) -> str:
    if len(content) > limits().max_bytes:
        raise too_large()
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument("This is not text in UTF-8.") from error


def _too_deep() -> UnreadableDocument:
    limit = limits().max_levels
    return UnreadableDocument(
        f"This is nested more than {limit} levels deep.", code="readable.too-deep", cap="levels", limit=limit
    )


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
        raise _unrepresentable()
    return number


def _integer(text: str) -> int:
    if len(text) > _MOST_DIGITS + 1:  # with its sign; looked at first, as Python takes long to read many digits
        raise _unrepresentable()
    number = int(text)
    _require_double(number)
    return number


def _require_double(number: int) -> None:
    """JSON's numbers are doubles to most readers, and JSON-LD makes one of every large integer."""
    if not -_MAX_DOUBLE <= number <= _MAX_DOUBLE:
        raise _unrepresentable()


def _unrepresentable() -> UnreadableDocument:
    return UnreadableDocument("It holds a number that can't be represented.", code="readable.number")


def _require_unicode(text: str) -> None:
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableDocument("It holds half of a character.", code="readable.lone-surrogate")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_members, parse_constant=_refuse_constant, parse_float=_finite, parse_int=_integer
)
