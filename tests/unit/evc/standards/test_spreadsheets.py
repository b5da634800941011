"""A standard from a spreadsheet: read however a program wrote it, refused with everything that is wrong in it."""

from __future__ import annotations

import io
import zipfile

import pytest

from evc.standards.importing.keeping import keep_standard
from evc.standards.importing.reading import read_standard
from evc.standards.models import Origin, QualificationStandard
from evc.standards.selectors import tree
from foundation.errors import InvalidInput
from tests.unit.evc.standards.sheets import COUNTS, HEADER, as_csv, as_xlsx, rows

pytestmark = pytest.mark.django_db


def problems_of(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as caught:
        read_standard(data)
    return [(problem["where"], problem.get("field", "")) for problem in caught.value.data["problems"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_csv_is_read_however_a_spreadsheet_program_wrote_it(delimiter, encoding):
    reading = read_standard(as_csv(rows(), delimiter=delimiter, encoding=encoding))

    assert reading.kind == "csv"
    assert reading.counts == COUNTS
    assert reading.skipped == ()


def test_what_a_spreadsheet_says_is_what_is_kept():
    imported = keep_standard(read_standard(as_csv(rows())), by=None)

    assert imported.is_new
    assert imported.version.standard.owner == "Tuingilde"
    first, second = tree(imported.version)
    assert (second.core_task.kind, second.core_task.elective, second.core_task.origin) == (
        "keuzedeel",
        True,
        "voorbeeld",
    )
    work_process = first.work_processes[0].work_process
    assert (work_process.result, work_process.required_repetitions) == ("Er ligt een plan.", 3)
    assert work_process.required_repetitions_origin == Origin.EXAMPLE
    assert [row.origin for row in first.work_processes[0].criteria] == ["letterlijk", "parafrase"]


def test_an_excel_file_says_the_same():
    reading = read_standard(as_xlsx(rows()))

    assert reading.kind == "xlsx"
    assert reading.form.units == read_standard(as_csv(rows())).form.units


def test_columns_may_stand_in_any_order_and_unknown_ones_are_named():
    table = [[*row[::-1], extra] for row, extra in zip(rows(), ["Kleur", *["groen"] * 20], strict=False)]

    reading = read_standard(as_csv(table))

    assert reading.counts == COUNTS
    assert reading.skipped == ("Kleur",)


def test_a_line_break_in_a_cell_stays_and_rows_are_counted_as_a_spreadsheet_does():
    table = rows(row_5='werkproces,T1-W1,T1,Maakt een plan,"Op papier,\nin inkt",,,3,,1,letterlijk,')
    assert read_standard(as_csv(table)).form.units[0].work_processes[0].description == "Op papier,\nin inkt"

    table[5][1] = ""  # row 6: a criterion without a code

    assert problems_of(as_csv(table)) == [("row 6", "code")]


def test_the_place_of_siblings_is_their_position():
    table = rows()
    table[5][9], table[6][9] = "2", "1"

    reading = read_standard(as_csv(table))

    assert [row.code for row in reading.form.units[0].work_processes[0].criteria] == ["T1-W1-C2", "T1-W1-C1"]


def test_windows_letters_are_read_right_and_said():
    table = rows(row_4="kerntaak,T1,2026,Coördineert een café’s tuin,,,,,nee,1,letterlijk,")

    reading = read_standard(as_csv(table, encoding="cp1252"))

    assert reading.form.units[0].title == "Coördineert een café’s tuin"
    assert "Windows-1252" in reading.notes[0]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_letters_that_can_not_be_told_for_certain_are_refused_with_advice(encoding):
    table = rows(row_4="kerntaak,T1,2026,Coördineert één café,,,,,nee,1,letterlijk,")

    with pytest.raises(InvalidInput, match="UTF-8"):
        read_standard(as_csv(table, encoding=encoding))


@pytest.mark.parametrize(
    ("number", "line", "expected"),
    [
        (8, "werkproces,T1-W2,T1-W9,Plant en zaait,,,,,,2,letterlijk,", [("row 8", "parent_code")]),
        (7, "criterium,T1-W1-C1,T1-W1,Tekent de paden in,,,,,,2,parafrase,", [("row 7", "code")]),
        (6, "kerntaakje,T1-W1-C1,T1-W1,Vraagt wat de buurt wil,,,,,,1,letterlijk,", [("row 6", "type")]),
        (4, "kerntaak,T1,T1-W1,Legt een tuin aan,,,,,nee,1,letterlijk,", [("row 4", "parent_code")]),
        (9, "criterium,T1-W2-C1,T1,Kiest planten,,,,,,1,letterlijk,", [("row 9", "parent_code")]),
        (9, "criterium,T1-W2-C1,,Kiest planten,,,,,,1,letterlijk,", [("row 9", "parent_code")]),
        (5, "werkproces,T1-W1,T1,Maakt een plan,,,,tien,,1,letterlijk,", [("row 5", "required_repetitions")]),
        (4, "kerntaak,T1,2026,Legt een tuin aan,,,,,soms,1,letterlijk,", [("row 4", "elective")]),
        (6, "criterium,T1-W1-C1,T1-W1,Vraagt wat,,,,,,eerst,letterlijk,", [("row 6", "position")]),
        (6, "criterium,T1-W1-C1,T1-W1,Vraagt wat,,,,,,1,,", [("row 6", "origin")]),
        (2, "standaard,Tuin Beheer,,Titel,kind=functieprofiel,,,,,1,,", [("row 2", "code")]),
        (2, "standaard,tuinbeheer,,Titel,kind=functieprofiel; kleur=groen,,,,,1,,", [("row 2", "description")]),
        (3, "versie,2026,tuinbeheer,2026,,,,,,1,,valid_from=vroeger", [("row 3", "note")]),
        (3, "", [("row 1", "type")]),
    ],
    ids=[
        "missing parent", "same code", "unknown type", "circle", "parent of the wrong kind", "no parent", "no number",
        "neither yes nor no", "no position", "no origin", "no slug", "unknown field", "no date", "no version",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_row_and_column(number, line, expected):
    found = problems_of(as_csv(rows(**{f"row_{number}": line})))

    assert [each for each in found if each in expected] == expected
    assert len(found) == 1


def test_everything_wrong_is_told_in_one_go_also_below_a_row_that_hangs_nowhere():
    table = rows(
        row_5="werkproces,T1-W1,T1,Maakt een plan,,,,tien,,1,letterlijk,",
        row_8="werkproces,T1-W2,T1-W9,Plant en zaait,,,,,,2,letterlijk,",
        row_9="criterium,T1-W2-C1,T1-W2,,,,,,,1,letterlijk,",
    )

    assert problems_of(as_csv(table)) == [
        ("row 5", "required_repetitions"),
        ("row 8", "parent_code"),
        ("row 9", "title"),
    ]


def test_a_wrong_heading_is_named_with_what_was_found_instead():
    table = rows()
    table[0] = ["soort", *HEADER[1:]]

    with pytest.raises(InvalidInput) as caught:
        read_standard(as_csv(table))

    (problem,) = caught.value.data["problems"]
    assert (problem["where"], problem["field"]) == ("row 1", "type")
    assert "soort" in problem["problem"]


def test_an_unclosed_quotation_mark_swallows_nothing():
    data = as_csv(rows()).replace(b"Maakt een plan", b'"Maakt een plan')

    with pytest.raises(InvalidInput, match="quotation marks"):
        read_standard(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 nothing", "unknown-kind"),
        (b"<html><body>nee</body></html>", "markup"),
        (b"\xd0\xcf\x11\xe0 old", "old-excel"),
        (b"{\"CFDocument\": ", "not-json"),
        (b"[1, 2]", "other-json"),
        (b"{\"a\": NaN}", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
    ids=["empty", "pdf", "html", "xls", "half json", "other json", "nan", "deep", "broken zip"],
)  # fmt: skip
def test_what_is_no_standard_is_refused_by_its_content(data, code):
    with pytest.raises(InvalidInput) as caught:
        read_standard(data)

    assert caught.value.code == code


def test_a_workbook_that_unpacks_too_far_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 210 * 1024 * 1024)

    with pytest.raises(InvalidInput) as caught:
        read_standard(bomb.getvalue())

    assert caught.value.code == "unpacks-too-far"


def test_nothing_is_kept_of_a_file_with_a_problem(db):
    with pytest.raises(InvalidInput):
        keep_standard(read_standard(as_csv(rows(row_9="criterium,T1-W2-C1,T1-W2,,,,,,,1,letterlijk,"))), by=None)

    assert not QualificationStandard.objects.exists()


def head_with(description: str, level: str) -> list[list[str]]:
    return rows(row_2=f"standaard,tuinbeheer,,Beheert een tuin,kind=kwalificatiedossier; {description},,{level},,,1,,")


def levels_of(table: list[list[str]]) -> tuple[int | None, int | None, int | None]:
    standard = read_standard(as_csv(table)).form.standard
    return standard["level_mbo"], standard["level_nlqf"], standard["level_eqf"]


def test_a_level_by_itself_is_the_mbo_level_of_an_mbo_qualification():
    assert levels_of(head_with("code_system=CREBO; code=25001", "3")) == (3, None, None)


def test_a_level_of_a_standard_in_the_nlqf_is_its_nlqf_level():
    assert levels_of(head_with("code_system=NLQF; code=NLQF", "5")) == (None, 5, None)


def test_nlqf_and_eqf_are_what_the_file_names():
    assert levels_of(head_with("code_system=CREBO; code=25001; level_mbo=4; level_eqf=4", "")) == (4, None, 4)


def test_a_level_of_no_framework_is_refused_with_what_to_write():
    assert problems_of(as_csv(head_with("owner=Tuingilde", "3"))) == [("row 2", "level")]
