"""The bits of a status list, as Bitstring Status List v1.0 writes them (its generation and expansion algorithms).

A list travels as ``u`` (multibase: base64url without padding) before the GZIP (RFC 1952) of its bits. Index 0 is the
leftmost, most significant bit of byte 0. How long a list must be and what a set bit means is not decided here.
StatusList2021, the draft before it, writes the same bits without the ``u``.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable

from credentials.core.errors import CredentialError

MULTIBASE_BASE64URL = "u"
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_LEVEL = 6  # 9 takes several times as long for a list of some thousands of set bits, and saves a few bytes
_GZIP_WINDOW = 16 + zlib.MAX_WBITS  # zlib's way to say "a GZIP header, nothing else"; written with the time 0


def encode_bitstring(bits: bytes) -> str:
    """Write the bits as an ``encodedList``; the same bits always give the same text, so that a list can be cached."""
    packed = zlib.compress(bits, _LEVEL, _GZIP_WINDOW)
    return MULTIBASE_BASE64URL + base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")


def decode_bitstring(text: str, *, max_bytes: int) -> bytes:
    """Read an ``encodedList`` back into its bits.

    Expanding stops at ``max_bytes``: a few kilobytes of GZIP can hold gigabytes. Raises CredentialError with the code
    ``bitstring.malformed`` or ``bitstring.too-large``.
    """
    if not text.startswith(MULTIBASE_BASE64URL):
        raise _malformed("a status list starts with the letter u (base64url)")
    return _unpacked(text[1:], max_bytes)


def decode_bitstring_2021(text: str, *, max_bytes: int) -> bytes:
    """Read an ``encodedList`` of StatusList2021: base64 in either alphabet, padded or not. Raises as ``decode_bitstring``."""
    return _unpacked(text.rstrip("=").replace("+", "-").replace("/", "_"), max_bytes)


def _unpacked(body: str, max_bytes: int) -> bytes:
    if not _BASE64URL.fullmatch(body):
        raise _malformed("a status list is base64url without padding")
    try:
        packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError) as error:
        raise _malformed("a status list is base64url without padding") from error

    expander = zlib.decompressobj(_GZIP_WINDOW)
    try:
        bits = expander.decompress(packed, max_bytes + 1)
    except zlib.error as error:
        raise _malformed("its bits are not GZIP") from error
    if len(bits) > max_bytes:
        raise CredentialError(
            f"The status list is larger than {max_bytes} bytes; it was not read.",
            code="bitstring.too-large",
            max_bytes=max_bytes,
        )
    if not expander.eof:
        raise _malformed("its GZIP is cut off")
    if expander.unused_data:
        raise _malformed("something follows its GZIP")
    return bits


def bit_is_set(bits: bytes, index: int) -> bool:
    """Whether the bit at this index is 1. Raises CredentialError ``bitstring.out-of-range``."""
    _require_in_range(bits, index)
    return bool(bits[index // 8] & 0x80 >> (index % 8))


def value_at(bits: bytes, index: int, *, size: int) -> int:
    """The number that the ``size`` bits of entry ``index`` hold, most significant first; entry i starts at bit i * size.

    Raises CredentialError ``bitstring.out-of-range``.
    """
    first = index * size
    _require_in_range(bits, first)
    _require_in_range(bits, first + size - 1)
    last_byte = (first + size - 1) // 8
    window = int.from_bytes(bits[first // 8 : last_byte + 1])
    return window >> (8 * (last_byte + 1) - first - size) & (1 << size) - 1


def with_bit(bits: bytes, index: int, value: bool) -> bytes:
    """The same bits with the one at this index set (True) or cleared. Raises CredentialError ``bitstring.out-of-range``."""
    return with_bits(bits, (index,), value)


def with_bits(bits: bytes, indexes: Iterable[int], value: bool) -> bytes:
    """The same bits with all of these set (True) or cleared, in one copy. Raises CredentialError ``bitstring.out-of-range``."""
    places = tuple(indexes)
    for outermost in (min(places, default=0), max(places, default=0)):
        _require_in_range(bits, outermost)
    changed = bytearray(bits)
    if value:
        for index in places:
            changed[index >> 3] |= 128 >> (index & 7)
    else:
        for index in places:
            changed[index >> 3] &= ~(128 >> (index & 7))
    return bytes(changed)


def _require_in_range(bits: bytes, index: int) -> None:
    if not 0 <= index < len(bits) * 8:
        raise CredentialError(
            f"The status list has {len(bits) * 8} entries; entry {index} is not one of them.",
            code="bitstring.out-of-range",
            index=index,
            length=len(bits) * 8,
        )


def _malformed(reason: str) -> CredentialError:
    return CredentialError(f"The status list can't be read: {reason}.", code="bitstring.malformed", reason=reason)
