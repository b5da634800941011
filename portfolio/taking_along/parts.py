"""What goes along: one line a part, in the order in which it is taken in.

To take another kind of record along: write its part (``parcel.Part``), add it here, and describe it in
``portfolio.schema.json``; a test holds the three to each other.
"""

from __future__ import annotations

from portfolio.taking_along import badges, items, kept, practice
from portfolio.taking_along.parcel import Part

PARTS: tuple[Part, ...] = (
    items.PART,
    practice.PART,
    kept.SHARING,
    kept.MANIFESTS,
    kept.TESTIMONIES,
    kept.WITNESSES,
    kept.PLAN,
    kept.REQUESTS,
    badges.PART,
)
