"""The table of docs/facts.md: every fact is there once, with what holds it or why nothing does; every test it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
FACTS = range(1, 63)
ROW = re.compile(r"^\| *(\d+) *\|(.*)\|$", re.MULTILINE)
CITED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


class Fact(NamedTuple):
    number: int
    asks: str
    held_by: str
    reason: str


def facts() -> list[Fact]:
    text = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    rows = [(int(number), [cell.strip() for cell in cells.split("|")]) for number, cells in ROW.findall(text)]
    return [Fact(number, asks, held_by, reason) for number, (_mark, asks, held_by, reason) in rows]


def cited() -> list[tuple[str, str]]:
    return sorted({found for fact in facts() for found in CITED.findall(fact.held_by)})


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of its test functions, also of those in a class."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_fact_is_there_once_and_in_order() -> None:
    assert [fact.number for fact in facts()] == list(FACTS)


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: str(fact.number))
def test_a_fact_says_what_it_asks_and_what_holds_it_or_why_nothing_does(fact: Fact) -> None:
    assert fact.asks
    assert fact.held_by or fact.reason
    if not CITED.search(fact.held_by):
        assert fact.reason, "a fact that no test holds says why"


@pytest.mark.parametrize(("path", "name"), cited(), ids=["::".join(found) for found in cited()])
def test_a_test_that_is_named_exists(path: str, name: str) -> None:
    assert (ROOT / path).is_file()
    assert name in names_in(ROOT / path)
