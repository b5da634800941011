"""A standard from a CASE package: its tree read whatever its shape, nothing of it lost, nothing outside it asked for."""

from __future__ import annotations

import copy

import pytest

from evc.standards.case.exporting import exported_package
from evc.standards.importing.keeping import keep_standard
from evc.standards.importing.reading import read_standard
from evc.standards.models import CaseItem, QualificationStandard, StandardVersion
from evc.standards.selectors import tree
from foundation.errors import InvalidInput
from tests.unit.evc.standards.sheets import as_json, package, relation, uuid

pytestmark = pytest.mark.django_db
DEEP = {"A": {"A.1": {"A.1.1": {"A.1.1.a": {}, "A.1.1.b": {}}, "A.1.2": {}}}, "B": {}}
THREE = {"K": {"W": {"C1": {}, "C2": {}}}}
TYPES = {1: "Kerntaak", 2: "Werkproces", 3: "Criterium"}


def codes(version: StandardVersion) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (
            unit.core_task.code,
            [(node.work_process.code, [row.code for row in node.criteria]) for node in unit.work_processes],
        )
        for unit in tree(version)
    ]


def imported(value: object, **chosen: object) -> StandardVersion:
    return keep_standard(read_standard(as_json(value), **chosen), by=None).version


def problems_of(value: object) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read_standard(as_json(value))
    return [problem["where"] for problem in caught.value.data["problems"]]


def test_the_types_of_the_items_say_what_they_are():
    reading = read_standard(as_json(package(THREE, types=TYPES)))

    assert reading.levels == {}
    assert codes(keep_standard(reading, by=None).version) == [("K", [("W", ["C1", "C2"])])]


def test_without_types_the_lowest_three_depths_count_and_what_stands_shallower_is_filled_in():
    reading = read_standard(as_json(package(DEEP)))

    assert reading.levels == {"unit": 2, "work_process": 3, "criterion": 4}
    assert [(each.depth, each.count) for each in reading.depths] == [(1, 2), (2, 1), (3, 2), (4, 2)]
    assert codes(keep_standard(reading, by=None).version) == [
        ("A.1", [("A.1.1", ["A.1.1.a", "A.1.1.b"]), ("A.1.2", ["A.1.2-C1"])]),
        ("B", [("B-W1", ["B-W1-C1"])]),
    ]


def test_a_person_may_choose_the_depths_and_what_lies_below_is_kept_and_said():
    reading = read_standard(as_json(package(DEEP)), levels={"unit": 1, "work_process": 2, "criterion": 3})
    version = keep_standard(reading, by=None).version

    assert codes(version) == [("A", [("A.1", ["A.1.1", "A.1.2"])]), ("B", [("B-W1", ["B-W1-C1"])])]
    assert any("2" in note and "below" in note for note in reading.notes)
    assert CaseItem.objects.filter(package__version=version).count() == 7


def test_siblings_stand_by_their_number_also_when_it_is_a_text():
    value = package(THREE, types=TYPES)
    value["CFAssociations"][-1]["sequenceNumber"], value["CFAssociations"][-2]["sequenceNumber"] = "1", "2"

    assert codes(imported(value)) == [("K", [("W", ["C2", "C1"])])]


def test_relations_that_are_no_parents_are_kept_also_those_that_point_outside():
    value = package(THREE, types=TYPES)
    value["CFAssociations"] += [
        relation("C1", "C2", "precedes"),
        relation("C1", "elsewhere", "exactMatchOf"),
        relation("elsewhere", "C2", "isRelatedTo"),
    ]
    reading = read_standard(as_json(value))

    package_out = exported_package(keep_standard(reading, by=None).version)

    assert package_out["CFAssociations"] == value["CFAssociations"]
    assert any("nothing was fetched" in note for note in reading.notes)


def test_links_that_are_plain_texts_are_understood():
    value = package(THREE, types=TYPES, CFPackageURI="http://localhost:9/uri/" + uuid("package"))
    for association in value["CFAssociations"]:
        for end in ("originNodeURI", "destinationNodeURI"):
            association[end] = f"http://localhost:9/uri/{association[end]['identifier']}"

    version = imported(value)

    assert codes(version) == [("K", [("W", ["C1", "C2"])])]
    assert exported_package(version)["CFDocument"]["CFPackageURI"]["identifier"] == uuid("package")


def test_a_statement_of_several_lines_stays_whole_and_gets_a_heading():
    value = package(THREE, types=TYPES)
    table = "Kent _deze_ tabel:\r\n\r\n| a | b |\r\n| --- | --- |\r\n| 1 | <b>2</b> |\r\n\r\n $x^2$"
    for item in value["CFItems"]:
        item["fullStatement"] = table

    version = imported(value)

    work_process = tree(version)[0].work_processes[0]
    assert work_process.work_process.title == "Kent _deze_ tabel:"
    assert work_process.criteria[0].title == table
    assert [item["fullStatement"] for item in exported_package(version)["CFItems"]] == [table] * 4


def test_items_without_a_code_get_one_that_says_that_it_is_ours():
    value = package(THREE, types=TYPES)
    for item in value["CFItems"]:
        del item["humanCodingScheme"]

    (unit,) = tree(imported(value))

    assert unit.core_task.code_origin == "voorbeeld"
    assert unit.work_processes[0].work_process.code_origin == "voorbeeld"


def test_everything_comes_out_as_it_went_in():
    value = package(
        THREE, types=TYPES, version="3", adoptionStatus="Adopted", subject=["Tuin"], extensions={"eigen": {"x": 1}}
    )
    value["CFItems"][0] |= {"educationLevel": ["06"], "nergens": {"bekend": [1, None]}, "notes": "  spaties  "}
    value["CFDefinitions"] = {"CFItemTypes": [{"identifier": uuid("type"), "title": "Kerntaak", "description": None}]}
    value["CFRubrics"] = [{"identifier": uuid("rubric"), "title": "Schaal", "CFRubricCriteria": []}]
    value["eigen"] = ["boven"]
    before = copy.deepcopy(value)

    out = exported_package(imported(value))

    assert out == {**before, "CFDocument": {**before["CFDocument"], "caseVersion": "1.1"}}


def test_what_comes_out_makes_the_same_version_again():
    first = keep_standard(read_standard(as_json(package(DEEP))), by=None)

    again = keep_standard(read_standard(as_json(exported_package(first.version))), by=None)

    assert (again.version, again.is_new) == (first.version, False)


def test_a_choice_of_depths_and_settings_travel_along():
    levels = {"unit": 1, "work_process": 2, "criterion": 3}
    version = imported(package(DEEP), levels=levels)
    StandardVersion.objects.filter(pk=version.pk).update(threshold_percent=80, repetitions_expire_after_years=5)
    version.refresh_from_db()

    reading = read_standard(as_json(exported_package(version)))

    assert reading.levels == levels
    assert reading.form.version["threshold_percent"] == 80
    assert reading.form.version["repetitions_expire_after_years"] == 5


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda value: value["CFItems"].append(dict(value["CFItems"][0])), f"item K ({uuid('K')})"),
        (lambda value: value["CFItems"][3].update(identifier="C2"), "CFItems[3]"),
        (lambda value: value["CFItems"][3].update(fullStatement=" "), f"item C2 ({uuid('C2')})"),
        (lambda value: value["CFItems"][3].update(humanCodingScheme="C1"), f"item C1 ({uuid('C2')})"),
        (lambda value: value["CFAssociations"].__setitem__(3, relation("C2", "gone")), f"item C2 ({uuid('C2')})"),
        (lambda value: value["CFAssociations"].__setitem__(0, relation("K", "C1")), f"item K ({uuid('K')})"),
        (lambda value: value["CFAssociations"].__setitem__(0, relation("K", "K")), f"item K ({uuid('K')})"),
        (lambda value: value["CFDocument"].update(title=None), "CFDocument"),
        (lambda value: value.update(CFItems=[]), "CFItems"),
    ],
    ids=[
        "same identifier", "no uuid", "no statement", "same code", "parent missing", "circle", "own parent", "no title",
        "no items",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_item_and_nothing_is_kept(spoil, where):
    value = package(THREE, types=TYPES)
    spoil(value)

    assert problems_of(value) == [where]
    assert not QualificationStandard.objects.exists()


def test_another_text_makes_a_new_version_and_says_what_changed():
    value = package(THREE, types=TYPES, version="1")
    first = imported(value)
    value["CFItems"][2]["fullStatement"] = "Kan C1 nog beter"
    value["CFItems"].pop()
    value["CFAssociations"].pop()

    again = keep_standard(read_standard(as_json(value)), by=None)

    assert again.is_new
    assert (again.version.standard_id, again.version.label) == (first.standard_id, "1 (2)")
    assert again.changes is not None
    assert again.changes.as_data() == {
        "from": "1",
        "to": "1 (2)",
        "added": [],
        "gone": [{"code": "C2", "title": "Kan C2"}],
        "moved": [],
        "rules": [],
        "settings": [],
        "reworded": [{"code": "C1", "before": "Kan C1", "after": "Kan C1 nog beter"}],
    }
    assert codes(first) == [("K", [("W", ["C1", "C2"])])]
