"""The few types of CBOR (RFC 8949) that a selective disclosure proof is written in, read strictly.

Integers from 0, byte strings, text strings, arrays, and maps with integers for keys; nothing else: no tags, no floats,
no indefinite lengths. Numbers take the shortest form (section 4.2.1), so that each value has one spelling.
"""

from __future__ import annotations

from typing import TypeAlias

from credentials.core.errors import MalformedProof

Cbor: TypeAlias = "int | bytes | str | list[Cbor] | dict[int, Cbor]"

MAX_LEVELS = 4

# The major types: the upper three bits of an item's first byte (section 3.1).
_INTEGER, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5
# The lower five bits hold the number itself up to 23, or say in how many bytes it follows.
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}


def encode_cbor(value: Cbor) -> bytes:
    """Write one value; the keys of a map in ascending order. The integers must be from 0 to 2**64 - 1."""
    if isinstance(value, int):
        return _head(_INTEGER, value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(encode_cbor, value))
    pairs = (encode_cbor(key) + encode_cbor(item) for key, item in sorted(value.items()))
    return _head(_MAP, len(value)) + b"".join(pairs)


def decode_cbor(data: bytes) -> Cbor:
    """Read one value that takes up all of ``data``.

    Raises MalformedProof for anything else than ``encode_cbor`` writes (but for the order of a map), and for more than
    ``MAX_LEVELS`` levels. A size that can't be true takes no memory: what is read is set aside piece by piece.
    """
    reader = _Reader(data)
    value = reader.item(level=1)
    if reader.position != len(data):
        raise MalformedProof("The CBOR is followed by something else.")
    return value


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    code, width = next((code, width) for code, width in _WIDTHS.items() if number < 1 << 8 * width)
    return bytes([major << 5 | code]) + number.to_bytes(width, "big")


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def item(self, *, level: int) -> Cbor:
        if level > MAX_LEVELS:
            raise MalformedProof(f"The CBOR is nested over {MAX_LEVELS} levels.", limit=MAX_LEVELS)
        major, number = self._read_head()
        if major == _INTEGER:
            return number
        if major == _BYTES:
            return self._take(number)
        if major == _TEXT:
            try:
                return self._take(number).decode()
            except UnicodeDecodeError as error:
                raise MalformedProof("A text in the CBOR is not UTF-8.") from error
        if major == _ARRAY:
            return [self.item(level=level + 1) for _ in range(number)]
        if major == _MAP:
            return self._map(number, level)
        raise MalformedProof("The CBOR holds something of a type that has no place in a proof.")

    def _map(self, size: int, level: int) -> dict[int, Cbor]:
        pairs: dict[int, Cbor] = {}
        for _ in range(size):
            key = self.item(level=level + 1)
            if not isinstance(key, int) or key in pairs:
                raise MalformedProof("A key of a CBOR map is no number, or stands in it twice.")
            pairs[key] = self.item(level=level + 1)
        return pairs

    def _read_head(self) -> tuple[int, int]:
        first = self._take(1)[0]
        major, code = first >> 5, first & 31
        if code < 24:
            return major, code
        if code not in _WIDTHS:
            raise MalformedProof("The CBOR holds something of a length that is not given.")
        number = int.from_bytes(self._take(_WIDTHS[code]), "big")
        if _head(major, number)[0] != first:
            raise MalformedProof("The CBOR holds a number that is written longer than it needs.")
        return major, number

    def _take(self, size: int) -> bytes:
        if size > len(self.data) - self.position:
            raise MalformedProof("The CBOR ends too early.")
        start, self.position = self.position, self.position + size
        return self.data[start : self.position]
