"""Multibase (https://www.w3.org/TR/cid-1.0/#multibase-0): keys, signatures and digests as text.

``z`` is base58btc with the Bitcoin alphabet, ``u`` base64url without padding; no other base occurs in what we read.
"""

from __future__ import annotations

import base64
import binascii
import re
from itertools import product

from credentials.core.errors import MalformedKey

_MAX_BASE58 = 4096  # decoding takes time in the square of the length
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]+")
# Two digits at once, in blocks of ten: as many as Python still handles as a small number.
_PAIRS = ["".join(pair) for pair in product(_ALPHABET, repeat=2)]
_VALUES = dict(zip(_PAIRS, range(58**2), strict=True))
_BLOCK_VALUE = 58**10
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def encode_base58btc(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    pairs: list[str] = []
    while number:
        number, block = divmod(number, _BLOCK_VALUE)
        for _ in range(5):
            pairs.append(_PAIRS[block % 3364])
            block //= 3364
    pairs.reverse()
    zeros = len(data) - len(data.lstrip(b"\0"))
    return f"z{'1' * zeros}{''.join(pairs).lstrip('1')}"


def encode_base64url(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode_multibase(text: str) -> bytes:
    """Decode ``z…`` or ``u…``. Raises MalformedKey, for padding and characters outside the alphabet as well."""
    if not isinstance(text, str) or len(text) < 2:
        raise MalformedKey("This is not a multibase text.")
    if text[0] == "z":
        if len(text) > _MAX_BASE58 or not _BASE58.fullmatch(text, 1):
            raise MalformedKey("This is not base58btc.")
        return _decode_base58(text[1:])
    if text[0] == "u":
        return decode_base64url(text[1:])
    raise MalformedKey(f"The base {text[0]!r} is not supported.")


def _decode_base58(text: str) -> bytes:
    even = text if len(text) % 2 == 0 else f"1{text}"
    number = 0
    for start in range(0, len(even), 2):
        number = number * 3364 + _VALUES[even[start : start + 2]]
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def decode_base64url(text: str) -> bytes:
    """Decode base64url without padding; only the one canonical spelling is accepted."""
    if not _BASE64URL.fullmatch(text):
        raise MalformedKey("This is not base64url without padding.")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise MalformedKey("This is not base64url without padding.") from error
    if base64.urlsafe_b64encode(data).decode("ascii").rstrip("=") != text:
        raise MalformedKey("This base64url has stray bits at its end.")
    return data
