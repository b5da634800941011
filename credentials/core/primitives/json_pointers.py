"""JSON pointers (RFC 6901): where in a document something stands."""

from __future__ import annotations

import re

from credentials.core.errors import UnusablePointer

_BAD_ESCAPE = re.compile(r"~(?![01])")


def parse_pointer(pointer: str) -> tuple[str, ...]:
    """Return the steps of a JSON pointer, unescaped; none for ``""``, the whole document. Raises UnusablePointer."""
    if pointer and not pointer.startswith("/"):
        raise UnusablePointer(f"{pointer!r} is no JSON pointer: it does not begin with a slash.", pointer=pointer)
    if _BAD_ESCAPE.search(pointer):
        raise UnusablePointer(f"{pointer!r} is no JSON pointer: write ~ as ~0.", pointer=pointer)
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def write_pointer(*steps: str | int) -> str:
    """Return the JSON pointer with these steps."""
    return "".join([pointer_step(str(step)) for step in steps])


def pointer_step(name: str) -> str:
    """Return what one step more adds to a pointer."""
    return "/" + name.replace("~", "~0").replace("/", "~1")
