"""The example standards: in the form ``erkend-standard/1``, made up from end to end, and saying so."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from evc.demo.story import STANDARDS
from evc.demo.story.outline import StandardOutline
from evc.standards.form import parse_form

FILES = sorted(STANDARDS.glob("*.json"), key=lambda path: path.name)
FULL = "voorbeeld-handhaver-buitenruimte"
COMPACT = "voorbeeld-gesprek-op-straat"


def read(key: str) -> dict:
    return json.loads((STANDARDS / f"{key}.json").read_text(encoding="utf-8"))


def nodes(document: dict):
    for unit in document["units"]:
        yield unit
        for work_process in unit["work_processes"]:
            yield work_process
            yield from work_process["criteria"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_standard_says_everywhere_that_it_is_made_up(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    standard, version = document["standard"], document["version"]

    assert document["schema"] == "erkend-standard/1"
    assert standard["key"] == path.stem
    assert "(voorbeeld)" in standard["title"]
    assert (standard["code"], standard["code_system"]) == ("", "")
    assert standard["uri"].startswith("https://voorbeeld.example/")
    assert (version["label"], version["valid_from"], version["status"]) == (
        "2026 (voorbeeld)",
        "2026-01-01",
        "voorbeeld",
    )
    assert not document["provenance"]["letterlijk"]
    assert document["provenance"]["voorbeeld"]
    assert "EUPL-1.2" in document["provenance"]["opmerking"]
    assert {node["origin"] for node in nodes(document)} == {"voorbeeld"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_codes_are_unique_and_follow_their_parent(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    codes = Counter(node["code"] for node in nodes(document))
    assert max(codes.values()) == 1
    for unit in document["units"]:
        for work_process in unit["work_processes"]:
            assert work_process["code"].startswith(f"{unit['code']}-")
            for criterion in work_process["criteria"]:
                assert criterion["code"].startswith(f"{work_process['code']}-C")


def test_the_full_standard_has_three_core_tasks_with_criteria_and_repetitions():
    document = read(FULL)
    outline = StandardOutline.from_file(STANDARDS / f"{FULL}.json")

    assert [unit["kind"] for unit in document["units"]] == ["kerntaak"] * 3
    assert len(outline.work_processes) == 11
    for row in outline.work_processes:
        assert 4 <= len(row.criteria) <= 6, row.code
        assert row.required_repetitions >= 1, row.code
    assert all(work_process["result"] for unit in document["units"] for work_process in unit["work_processes"])
    assert [document["standard"][level] for level in ("level_mbo", "level_nlqf", "level_eqf")] == [3, 3, 3]
    assert "niveau" in document["provenance"]["voorbeeld"]


def test_the_compact_standard_is_one_unit_without_a_level():
    document = read(COMPACT)
    outline = StandardOutline.from_file(STANDARDS / f"{COMPACT}.json")

    assert len(document["units"]) == 1
    assert len(outline.work_processes) == 4
    assert sum(len(row.criteria) for row in outline.work_processes) == 20
    assert all(row.required_repetitions for row in outline.work_processes)
    assert [document["standard"][level] for level in ("level_mbo", "level_nlqf", "level_eqf")] == [None, None, None]


def test_the_level_description_has_a_level_per_elective_unit_and_none_of_its_own():
    document = read("voorbeeld-niveaubeschrijving")
    assert document["standard"]["kind"] == "niveaubeschrijving"
    assert document["standard"]["level_nlqf"] is None
    assert [(unit["level"], unit["elective"]) for unit in document["units"]] == [(4, True), (5, True), (6, True)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_loader_of_standards_accepts_an_example_as_it_is(path):
    parsed = parse_form(json.loads(path.read_text(encoding="utf-8")))
    assert sum(len(unit.work_processes) for unit in parsed.units) == len(StandardOutline.from_file(path).work_processes)
