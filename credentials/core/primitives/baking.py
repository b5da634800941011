"""A badge inside a picture, and back out of it.

Open Badges 3.0 (section "Document formats", baked badges) and 2.0 (Badge Baking). What comes out is a credential as JSON
or compact JWT; of 2.0 also an assertion as JSON or JWS, or its address. A picture that holds a badge of both editions
gives that of 3.0.

Here is what holds for every kind of file: which kind it is, and the one function that takes any of them. The formats
themselves are in ``baking_png`` and ``baking_svg``. All of these raise CredentialError and nothing else, with a stable
code:

=====================  ====================================================================================
``not-a-badge``        a whole picture (or an empty file) that holds no badge
``truncated``          the file ends before it should
``damaged``            a part doesn't match its checksum: it was changed after it was made
``malformed``          the file, or the text in it, is not made as its kind should be
``unknown-kind``       neither PNG, SVG, JSON nor JWT
``too-large``          the file, or what it holds when expanded, is over the limit
``baked-twice``        more than one badge in one picture
``unsafe-svg``         an SVG that defines entities or its own document type
``not-bakeable``       this text can't be put in this kind of picture
=====================  ====================================================================================
"""

from __future__ import annotations

import re
from typing import Literal

from credentials.core.errors import CredentialError
from credentials.core.primitives.baking_editions import OPEN_BADGES_2, OPEN_BADGES_3, Edition
from credentials.core.primitives.baking_limits import MAX_FILE_BYTES, PNG_SIGNATURE, as_credential_text, over_limit

__all__ = [
    "OPEN_BADGES_2",
    "OPEN_BADGES_3",
    "Edition",
    "Kind",
    "bake_png",
    "bake_svg",
    "sniff",
    "unbake",
    "unbake_png",
    "unbake_svg",
]

Kind = Literal["png", "svg", "json", "jwt"]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_COMPACT_JWS = rb"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*"
# What may stand before <svg: the XML declaration, comments, other instructions and a document type. Nothing is tried
# twice: thousands of comments could be told apart in more ways than there is time for.
_SVG_START = (
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?:[A-Za-z_][\w.-]*:)?svg\b[^\[>]*(?:\[.*?\]\s*)?>)*+"
    rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]"
)
_SVG_START_WITHIN = 65_536  # bytes


def sniff(data: bytes) -> Kind | None:
    """Which kind of file this is by its first bytes, whatever its name says; None for what can't hold a badge."""
    if data[:8] == PNG_SIGNATURE:
        return "png"
    text = data.removeprefix(_BYTE_ORDER_MARK).lstrip()
    if text[:1] == b"{":
        return "json"
    if text[:1] == b"<" and re.match(_SVG_START, text[:_SVG_START_WITHIN], re.DOTALL):
        return "svg"
    if re.fullmatch(_COMPACT_JWS, text.rstrip()):
        return "jwt"
    return None


def bake_png(png: bytes, credential_text: str, *, edition: Edition = OPEN_BADGES_3) -> bytes:
    """As ``baking_png.bake_png``, which is loaded for a PNG only."""
    from credentials.core.primitives import baking_png  # noqa: PLC0415  # see above

    return baking_png.bake_png(png, credential_text, edition=edition)


def unbake_png(png: bytes) -> str:
    """As ``baking_png.unbake_png``."""
    from credentials.core.primitives import baking_png  # noqa: PLC0415  # see above

    return baking_png.unbake_png(png)


def bake_svg(svg: bytes, credential_text: str, *, edition: Edition = OPEN_BADGES_3) -> bytes:
    """As ``baking_svg.bake_svg``. An XML parser takes longer to load than to use: it is loaded for an SVG only."""
    from credentials.core.primitives import baking_svg  # noqa: PLC0415  # see above

    return baking_svg.bake_svg(svg, credential_text, edition=edition)


def unbake_svg(svg: bytes) -> str:
    """As ``baking_svg.unbake_svg``."""
    from credentials.core.primitives import baking_svg  # noqa: PLC0415  # see above

    return baking_svg.unbake_svg(svg)


def unbake(data: bytes) -> str:
    """The badge's text that is in a PNG, SVG, JSON or JWT file, exactly as written there.

    Raises CredentialError with one of the codes above.
    """
    if len(data) > MAX_FILE_BYTES:
        raise over_limit("This file is larger than {limit} bytes; a badge is much smaller.", MAX_FILE_BYTES)
    if not data.strip():
        raise CredentialError("This file is empty.", code="not-a-badge")
    match sniff(data):
        case "png":
            return unbake_png(data)
        case "svg":
            return unbake_svg(data)
        case "json" | "jwt":
            return as_credential_text(data.removeprefix(_BYTE_ORDER_MARK)).strip()
        case _:
            if PNG_SIGNATURE.startswith(data):
                raise CredentialError("This picture is cut off.", code="truncated")
            raise CredentialError(
                "This is not a file that can hold a badge. A badge is a PNG or SVG picture, or a JSON file.",
                code="unknown-kind",
            )
