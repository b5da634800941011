"""Documents of people who mean harm end soon, with an answer that says why and names the cap, through every door.

Each is judged in a process of its own with little time and memory (``hostile_process``): what takes too much of either is
killed, which fails the test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.credentials.core.hostile_cases import (
    CONTEXT,
    CONTEXTS,
    ENTANGLED,
    INSIDE,
    LARGE,
    MEANINGS,
    READABLE,
    TEXTS,
    Hostile,
)
from tests.unit.credentials.core.hostile_process import Answer


def cases(*tables: Mapping[str, Hostile]) -> Any:
    return pytest.mark.parametrize(
        "hostile", [pytest.param(case, id=name) for table in tables for name, case in table.items()]
    )


def found(answer: Answer, check: str, facts: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """The code of a check, and those of its facts that were asked for."""
    checked = answer.check(check)
    return checked["code"], {name: checked["facts"].get(name) for name in facts}


@pytest.mark.parametrize("door", ["document", "file", "verify"])
@cases(TEXTS, LARGE, ENTANGLED, CONTEXTS, MEANINGS, INSIDE)
def test_a_hostile_document_ends_with_a_reason(judged, hostile, door):
    answer = judged(door, hostile.make())

    code, facts = found(answer, hostile.check, hostile.facts)
    assert code == hostile.code or (hostile.code.endswith(".") and code.startswith(hostile.code))
    assert facts == hostile.facts
    assert answer.report["verdict"] != "valid"
    assert answer.exit_code in ({None} if door != "verify" else {1, 2, 3})


@cases(TEXTS, LARGE, ENTANGLED, CONTEXTS, MEANINGS, INSIDE)
def test_a_hostile_document_is_written_in_canonical_form_or_refused_with_a_reason(judged, hostile):
    answer = judged("canonize", hostile.make())

    is_refused = bool(hostile.canonize) or (hostile.check in (READABLE, CONTEXT) and hostile.code != "context.ok")
    assert answer.exit_code in ({1, 2} if is_refused else {0})
    assert answer.words.count("\n") == (1 if is_refused else 0)
    assert hostile.canonize in answer.words
