"""The real standards beside the project load with every origin kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from evc.standards.loading import load_standard
from evc.standards.models import Criterion
from evc.standards.selectors import examples_in, is_example, tree

SHARED = Path(os.environ.get("ERKEND_SHARED", Path(__file__).parents[4].parent / "shared")) / "input" / "standards"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.is_dir(), reason=f"LOUD: the real standards are not at {SHARED}"),
]


def form_of(name: str) -> dict:
    return json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "units", "work_processes", "criteria"),
    [
        ("boa-openbare-ruimte", 3, 10, 104),
        ("boa-gesprekstechniek", 1, 4, 29),
        ("persoonlijk-begeleider-25478", 3, 15, 94),
        ("nlqf-4-6", 3, 24, 46),
    ],
)
def test_a_real_standard_loads_whole(name, units, work_processes, criteria):
    nodes = tree(load_standard(form_of(name), by=None))

    assert len(nodes) == units
    assert sum(len(node.work_processes) for node in nodes) == work_processes
    assert sum(len(inner.criteria) for node in nodes for inner in node.work_processes) == criteria


def test_each_origin_is_the_one_of_the_form():
    form = form_of("boa-openbare-ruimte.v2-voorbeeld")
    version = load_standard(form, by=None)

    expected = {
        criterion["code"]: criterion["origin"]
        for unit in form["units"]
        for process in unit["work_processes"]
        for criterion in process["criteria"]
    }
    assert dict(Criterion.objects.values_list("code", "origin")) == expected
    assert is_example(version)


def test_two_versions_of_one_standard_stand_beside_each_other():
    first = load_standard(form_of("boa-openbare-ruimte"), by=None)
    second = load_standard(form_of("boa-openbare-ruimte.v2-voorbeeld"), by=None)

    assert first.standard == second.standard
    assert first.standard.level_nlqf == 3
    assert second.core_tasks.get(code="K4").elective


def test_a_standard_without_a_level_has_none():
    version = load_standard(form_of("boa-gesprekstechniek"), by=None)

    assert version.standard.level_nlqf is None
    assert not is_example(version)
    assert examples_in(version).codes
    assert examples_in(version).repetitions


def test_levels_per_unit_are_kept():
    version = load_standard(form_of("nlqf-4-6"), by=None)

    assert dict(version.core_tasks.values_list("code", "level")) == {"N4": 4, "N5": 5, "N6": 6}
    assert Criterion.objects.filter(work_process__core_task__code="N6").count() == 14
