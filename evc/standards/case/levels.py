"""Which items of a package are units, work processes and criteria: by their types, or by their depth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from evc.standards.case.package import Json, Package


class Role(StrEnum):
    UNIT = "unit"
    WORK_PROCESS = "work_process"
    CRITERION = "criterion"


Levels = Mapping[str, int]  # {"unit": 1, "work_process": 2, "criterion": 3}: the depth of each

_UNIT_TYPES = {
    "kerntaak": "kerntaak",
    "core task": "kerntaak",
    "niveau": "niveau",
    "keuzedeel": "keuzedeel",
    "examenonderdeel": "examenonderdeel",
}
_WORK_PROCESS_TYPES = {"werkproces", "work process", "workprocess"}
_CRITERION_TYPES = {"criterium", "criterion", "prestatie-indicator", "performance indicator", "gedragsindicator"}


@dataclass(frozen=True, slots=True)
class Depth:
    """What stands at one depth, for the person who chooses: how many, and the first of them."""

    depth: int
    count: int
    example: str
    types: tuple[str, ...]


def depths_of(package: Package) -> list[Depth]:
    """Every depth of the package, from the top down."""
    counts: dict[int, int] = {}
    examples: dict[int, str] = {}
    types: dict[int, dict[str, None]] = {}
    for identifier, depth in package.in_order():
        item = package.items[identifier]
        counts[depth] = counts.get(depth, 0) + 1
        examples.setdefault(depth, " ".join(str(item.get("fullStatement", "")).split())[:120])
        if told := type_of(item):
            types.setdefault(depth, {})[told] = None
    return [Depth(each, counts[each], examples[each], tuple(types.get(each, ()))[:5]) for each in sorted(counts)]


def type_of(item: Json) -> str:
    told = item.get("CFItemType")
    return told.strip() if isinstance(told, str) else ""


def role_of_type(item: Json) -> Role | None:
    """What the item's own type says it is."""
    told = type_of(item).casefold()
    if told in _UNIT_TYPES:
        return Role.UNIT
    if told in _WORK_PROCESS_TYPES:
        return Role.WORK_PROCESS
    return Role.CRITERION if told in _CRITERION_TYPES else None


def unit_kind(item: Json) -> str:
    return _UNIT_TYPES.get(type_of(item).casefold(), "kerntaak")


def types_say_it(package: Package) -> bool:
    """Whether every typed item has a type that we know, and each of the three is among them."""
    roles = {role_of_type(item) for item in package.items.values() if type_of(item)}
    return roles == set(Role)


def usual_levels(depth: int) -> dict[str, int]:
    """The lowest three depths; of a package with fewer, what is missing is filled in from the level above it."""
    lowest = max(depth, 3)
    return {Role.UNIT: lowest - 2, Role.WORK_PROCESS: lowest - 1, Role.CRITERION: lowest}


def are_levels(value: object) -> bool:
    """Three depths, each below the one before."""
    if not isinstance(value, Mapping) or set(value) != set(Role):
        return False
    told = [value[role] for role in Role]
    if not all(isinstance(depth, int) and not isinstance(depth, bool) and 1 <= depth <= 99 for depth in told):
        return False
    return bool(told[0] < told[1] < told[2])


def role_at(depth: int, levels: Levels, *, is_leaf: bool) -> Role | None:
    """What stands at this depth. An item with nothing below it, above the criteria, is the next thing down: so none is lost."""
    for role in Role:
        if levels[role] == depth or (is_leaf and levels[role] > depth):
            return role
    return None
