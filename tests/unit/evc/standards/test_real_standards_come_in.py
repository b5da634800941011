"""Each real standard, package and broken spreadsheet does what is said of it beside it."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from evc.standards.case.exporting import exported_package
from evc.standards.importing.keeping import text_digest
from evc.standards.importing.reading import Reading, read_standard
from evc.standards.models import QualificationStandard
from evc.standards.selectors import find_version, tree
from tests.require import shared

pytestmark = pytest.mark.django_db
FOLDER = "input/standards"


def reading_of(name: str) -> Reading:
    return read_standard(shared(f"{FOLDER}/{name}").read_bytes())


def ran(name: str) -> str:
    out = io.StringIO()
    call_command("import_standard", str(shared(f"{FOLDER}/{name}")), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("boa-openbare-ruimte", (3, 10, 104)),
        ("boa-openbare-ruimte.v2-voorbeeld", (4, 10, None)),
        ("boa-gesprekstechniek", (1, 4, 29)),
        ("persoonlijk-begeleider-25478", (3, 15, 94)),
        ("nlqf-4-6", (3, None, None)),
    ],
)
def test_form_and_spreadsheet_say_the_same(name, counts):
    form, sheet = reading_of(f"{name}.json"), reading_of(f"{name}.csv")

    assert text_digest(sheet.form.units) == text_digest(form.form.units)
    assert all(expected in (None, found) for expected, found in zip(counts, sheet.counts.values(), strict=True))
    assert [unit.elective for unit in sheet.form.units] == [unit.elective for unit in form.form.units]


def test_the_excel_file_holds_what_the_csv_does():
    assert reading_of("boa-openbare-ruimte.xlsx").form.units == reading_of("boa-openbare-ruimte.csv").form.units


def test_a_newer_edition_says_what_changed():
    ran("boa-openbare-ruimte.csv")
    out = io.StringIO()
    call_command("import_standard", str(shared(f"{FOLDER}/boa-openbare-ruimte.v2-voorbeeld.csv")), "--json", stdout=out)

    changes = json.loads(out.getvalue())["changes"]

    assert [row["code"] for row in changes["reworded"]] == ["K1-W1-C06"]
    assert "K3-W2" in [row["code"] for row in changes["gone"]]
    assert "K4" in [row["code"] for row in changes["added"]]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ouder-ontbreekt", ["row 9", "G1-W9"]),
        ("dubbele-code", ["row 8", "row 7"]),
        ("onbekend-type", ["row 6", "kerntaakje", "werkproces, criterium"]),
        ("twee-fouten", ["row 5", "tien", "row 11", "title"]),
        ("kringetje", ["row 4"]),
        ("kop-verkeerd", ["type", "soort"]),
    ],
)
def test_a_broken_spreadsheet_is_refused_with_what_is_wrong(name, told):
    with pytest.raises(CommandError) as caught:
        ran(f"fout/{name}.csv")

    assert all(each in str(caught.value) for each in told)
    assert not QualificationStandard.objects.exists()


def test_windows_letters_are_read_right():
    titles = [
        row.title
        for unit in reading_of("fout/cp1252.csv").form.units
        for each in unit.work_processes
        for row in each.criteria
    ]

    assert titles == [
        row.title
        for unit in reading_of("boa-gesprekstechniek.csv").form.units
        for each in unit.work_processes
        for row in each.criteria
    ]


def test_the_raw_dossier_is_refused_with_what_to_send():
    with pytest.raises(CommandError, match="XML"):
        ran("bron/sbb-4156-maatschappelijke-zorg.xml")


@pytest.mark.parametrize(
    "name",
    [
        "boa-openbare-ruimte.case11.json",
        "act-holistic-math.case10.json",
        "opensalt-oude-vorm.case10.json",
        "opensalt-markdown.case10.json",
    ],
)
def test_a_package_comes_out_as_it_went_in(name):
    value = json.loads(shared(f"{FOLDER}/case/{name}").read_bytes())
    ran(f"case/{name}")
    version = find_version(QualificationStandard.objects.get().key)

    out = exported_package(version)

    assert [item["fullStatement"] for item in out["CFItems"]] == [item["fullStatement"] for item in value["CFItems"]]
    for kind in ("CFItems", "CFAssociations"):
        for before, after in zip(value[kind], out[kind], strict=True):
            assert {key: after[key] for key in before if key not in _REWRITTEN} == {
                key: told for key, told in before.items() if key not in _REWRITTEN
            }
    assert out.get("CFRubrics") == value.get("CFRubrics")
    assert out.get("CFDefinitions") == value.get("CFDefinitions")
    ran(f"case/{name}")
    assert version.standard.versions.count() == 1


_REWRITTEN = {"CFDocumentURI", "sequenceNumber"}  # an address that was plain text, a number that was one


def test_the_package_and_the_form_are_the_same_standard_in_other_clothes():
    ran("case/boa-openbare-ruimte.case11.json")
    units = tree(find_version(QualificationStandard.objects.get().key))
    form = reading_of("boa-openbare-ruimte.json").form

    assert [unit.core_task.code for unit in units] == [unit.code for unit in form.units]
    assert [node.work_process.result for unit in units for node in unit.work_processes] == [
        each.result for unit in form.units for each in unit.work_processes
    ]


def test_a_package_of_five_levels_without_types_lets_the_person_choose():
    reading = reading_of("case/act-holistic-math.case10.json")

    assert [each.depth for each in reading.depths] == [1, 2, 3, 4, 5]
    assert reading.counts == {"units": 1, "work_processes": 1, "criteria": 24}
