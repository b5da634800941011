"""The columns of a standard in a spreadsheet (one row a node), and the words in them. Plain Python, no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

COLUMNS = (
    "type",
    "code",
    "parent_code",
    "title",
    "description",
    "result",
    "level",
    "required_repetitions",
    "elective",
    "position",
    "origin",
    "note",
)
REQUIRED = ("type", "code", "parent_code", "title")
STANDARD, VERSION, WORK_PROCESS, CRITERION = "standaard", "versie", "werkproces", "criterium"

# "key=value; key=value"; a semicolon inside a value is none of ours unless a key follows it
_PAIR = re.compile(r";\s*(?=[a-z_]+\s*=)")


def column_name(cell: str) -> str:
    """A heading as it is compared: `` Parent-Code`` is ``parent_code``."""
    return re.sub(r"[\s\-]+", "_", cell.strip().strip('"\ufeff').casefold())


def known_columns(cells: Iterable[str]) -> int:
    return len(set(COLUMNS) & {column_name(cell) for cell in cells})


def pairs(text: str) -> tuple[Mapping[str, str], str]:
    """The "key=value" pairs of a cell, and what of it is no pair."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for part in _PAIR.split(text.strip().rstrip(";")):
        key, is_pair, value = part.partition("=")
        if is_pair and re.fullmatch(r"[a-z_]+", key.strip()):
            found[key.strip()] = value.strip().removesuffix(";").strip()
        elif part.strip():
            rest.append(part.strip())
    return found, "; ".join(rest)


def pairs_text(values: Mapping[str, object]) -> str:
    """The other way round, without what is empty."""
    return "; ".join(f"{key}={value}" for key, value in values.items() if value not in (None, ""))
