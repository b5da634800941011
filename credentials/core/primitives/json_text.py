"""JSON that everybody reads alike: what parsers disagree about is refused."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from credentials.core.errors import UnreadableDocument

MAX_BYTES = 1_000_000
MAX_LEVELS = 64
_MAX_INTEGER_DIGITS = 400
# Half of a character outside the first plane, written as an escape; the other half may well stand beside it.
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")


def parse_json_object(content: str | bytes) -> dict[str, Any]:
    """Parse one JSON object.

    Raises UnreadableDocument for anything over a megabyte or 64 levels, for duplicate keys, NaN and infinities,
    numbers too large for a double, and lone surrogates: two readers could take those for different documents.
    """
    text = _decode(content)
    try:
        document = _DECODER.decode(text)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise UnreadableDocument("This is not JSON.") from error
    if type(document) is not dict:
        raise UnreadableDocument("This is JSON, but not an object.", code="readable.not-an-object")
    _require_shallow(document)
    if _HALF_ESCAPED.search(text) or (isinstance(content, str) and _has_half_character(text)):
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
                raise _too_deep()
            if isinstance(value, dict):
                for key in value:
                    if not isinstance(key, str):
                        raise UnreadableDocument("This is not JSON.")
                    _require_unicode(key)
                pending += [(item, level + 1) for item in value.values()]
            else:
                pending += [(item, level + 1) for item in value]


def too_large() -> UnreadableDocument:
    """What is said of a document over the cap."""
    return UnreadableDocument(
        f"This is larger than {MAX_BYTES} bytes, which a badge is not.",
        code="readable.too-large",
        cap="bytes",
        limit=MAX_BYTES,
    )


def _decode(content: str | bytes) -> str:
    if len(content) > MAX_BYTES:
        raise too_large()
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument("This is not text in UTF-8.") from error


def _require_shallow(document: dict[str, Any]) -> None:
    """Level by level, so that the depth of a document is no depth of calls."""
    level: list[Any] = [document]
    for _ in range(MAX_LEVELS):
        deeper: list[Any] = []
        for container in level:
            items = container.values() if type(container) is dict else container
            deeper += [item for item in items if type(item) is dict or type(item) is list]
        if not deeper:
            return
        level = deeper
    raise _too_deep()


def _too_deep() -> UnreadableDocument:
    return UnreadableDocument(
        f"This is nested more than {MAX_LEVELS} levels deep.", code="readable.too-deep", cap="levels", limit=MAX_LEVELS
    )


def _has_half_character(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


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
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableDocument("It holds half of a character.", code="readable.lone-surrogate")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_members, parse_constant=_refuse_constant, parse_float=_finite, parse_int=_integer
)
