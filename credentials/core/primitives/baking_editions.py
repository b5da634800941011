"""Where each edition of Open Badges puts its badge in a picture."""

from __future__ import annotations

from typing import NamedTuple


class Edition(NamedTuple):
    """One edition's place in PNG and in SVG."""

    keyword: bytes
    """Of the PNG text chunk."""
    namespace: str
    element: str
    """The local name of the SVG element; its usual prefix is ``openbadges`` in both editions."""

    @property
    def tag(self) -> str:
        return f"{{{self.namespace}}}{self.element}"


OPEN_BADGES_3 = Edition(b"openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "credential")
OPEN_BADGES_2 = Edition(b"openbadges", "http://openbadges.org", "assertion")

# In the order in which they are looked for: where a picture holds both, the newer one counts.
EDITIONS = (OPEN_BADGES_3, OPEN_BADGES_2)
