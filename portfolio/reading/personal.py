"""Numbers by which a person can be found: phone numbers as they are written in the Netherlands, and what may be a BSN."""

from __future__ import annotations

import re

_PHONE = re.compile(r"(?<![\d.])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)[1-9](?:[ -]?\d){8}(?!\d)|\b06-?\d{8}\b")
_NINE_DIGITS = re.compile(r"(?<![\d.,-])\d{4}[. ]?\d{2}[. ]?\d{3}(?![\d,-])")


def has_personal_data(text: str) -> bool:
    """Whether the text seems to hold a phone number, or nine digits that pass the eleven-test of a BSN."""
    return bool(_PHONE.search(text)) or bool(bsn_places(text))


def bsn_places(text: str) -> list[tuple[int, int]]:
    """Where in the text nine digits stand that pass the eleven-test: start and end."""
    return [match.span() for match in _NINE_DIGITS.finditer(text) if _may_be_bsn(match.group())]


def _may_be_bsn(text: str) -> bool:
    """The eleven-test: nine digits weighed 9 to 2, the last one -1, add up to a multiple of eleven."""
    digits = [int(char) for char in text if char.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return total > 0 and total % 11 == 0
