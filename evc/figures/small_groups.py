"""No figure about a group of fewer than five people, and none from which such a figure could be worked out. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

LEAST = 5


def is_large_enough(people: int) -> bool:
    return people >= LEAST


def without_small(parts: Mapping[K, int]) -> dict[K, int | None]:
    """The parts of one whole of which the total is known as well; None stands for "not shown".

    A part of 1 to 4 people is hidden. What is hidden together can be found by subtracting the rest from the total, so
    the smallest parts that are left are hidden too until together they are five people or more. An empty part is nobody.
    A whole of 1 to 4 people shows none of its parts.
    """
    if 0 < sum(parts.values()) < LEAST:
        return dict.fromkeys(parts)
    hidden = {key for key, people in parts.items() if 0 < people < LEAST}
    left = sorted((key for key in parts if key not in hidden and parts[key]), key=lambda key: parts[key])
    while hidden and sum(parts[key] for key in hidden) < LEAST and left:
        hidden.add(left.pop(0))
    return {key: None if key in hidden else people for key, people in parts.items()}
