"""Office files, which are ZIPs of XML parts, inside the bounded process: each part is read up to a limit, none goes to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree

from portfolio.reading.refused import Refused

MOST_PARTS = 5000
MOST_UNPACKED_BYTES = 250 * 1024 * 1024  # of all parts together, as the file says itself
MOST_PART_BYTES = 16 * 1024 * 1024

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Raises Refused ``damaged``, ``encrypted`` or ``unpacks-too-far``."""
    try:
        packed = zipfile.ZipFile(path)
    except _BROKEN:
        raise Refused("damaged", media_type="office") from None
    with packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise Refused("unpacks-too-far")
        if any(part.flag_bits & 0x1 for part in parts):
            raise Refused("encrypted")
        yield packed


def read_xml(packed: zipfile.ZipFile, name: str) -> Any:
    """The root element of a part. Raises Refused ``damaged`` or ``unpacks-too-far``; entities are refused as damaged."""
    try:
        with packed.open(name) as stream:
            content = stream.read(MOST_PART_BYTES + 1)
    except _BROKEN:
        raise Refused("damaged", media_type="office") from None
    if len(content) > MOST_PART_BYTES:
        raise Refused("unpacks-too-far")
    try:
        return SafeTree.fromstring(content, forbid_dtd=True)
    except (SafeTree.ParseError, DefusedXmlException, ValueError, LookupError):
        raise Refused("damaged", media_type="office") from None


def local(element: Any) -> str:
    """The name of an element or attribute without its namespace: the strict and the usual form differ in that alone."""
    tag = element if isinstance(element, str) else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The attribute with this name, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def child(element: Any, name: str) -> Any | None:
    """The first direct child with this name."""
    return next((each for each in element if local(each) == name), None)
