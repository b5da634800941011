"""A practice log as a spreadsheet reads as the same log in a CSV file, whichever program wrote it."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from foundation.errors import InvalidInput
from portfolio.reading import LogReading, read_practice_log
from tests import require

TODAY = date(2026, 11, 24)
NAMES = ["datum", "werkproces", "taak", "aantal", "rol"]
ROW = [46028, "K1-W1", "Briefing", 2, "zelfstandig"]  # 6 January 2026
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cell(value: object, *, at: str = "") -> str:
    place = f' r="{at}"' if at else ""
    if isinstance(value, int | float):
        return f"<c{place}><v>{value}</v></c>"
    return f'<c{place} t="inlineStr"><is><t>{value}</t></is></c>'


def sheet(*rows: list[object]) -> str:
    found = "".join(f'<row r="{n}">{"".join(map(cell, row))}</row>' for n, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{found}</sheetData></worksheet>'


def workbook(*sheets: str, **parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        for number, text in enumerate(sheets, 1):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", text)
        for name, text in parts.items():
            packed.writestr(f"xl/{name}.xml", text)
    return made.getvalue()


def read(content: bytes) -> LogReading:
    return read_practice_log(content, known_codes=["K1-W1"], today=TODAY)


def refusal_of(content: bytes) -> Any:
    with pytest.raises(InvalidInput) as caught:
        read(content)
    return caught.value.code


def test_a_row_is_read_with_its_line_and_its_date() -> None:
    reading = read(workbook(sheet(["Mijn logboek"], NAMES, ROW)))

    [row] = reading.rows
    assert (row.line, row.date, row.count, row.task) == (3, date(2026, 1, 6), 2, "Briefing")


def test_a_date_that_was_typed_as_text_is_read_as_in_a_csv_file() -> None:
    [row] = read(workbook(sheet(NAMES, ["06-01-2026", *ROW[1:]]))).rows

    assert row.date == date(2026, 1, 6)


def test_a_workbook_that_counts_from_1904_has_the_same_dates() -> None:
    since_1904 = f'<workbook xmlns="{MAIN}"><workbookPr date1904="1"/></workbook>'
    [row] = read(workbook(sheet(NAMES, [ROW[0] - 1462, *ROW[1:]]), workbook=since_1904)).rows

    assert row.date == date(2026, 1, 6)


def test_texts_may_be_shared_and_empty_cells_left_out() -> None:
    names = "".join(f"<si><t>{name}</t></si>" for name in NAMES)
    shared = f'<sst xmlns="{MAIN}">{names}<si><r><t>Brie</t></r><r><t>fing</t></r></si></sst>'
    header = "".join(f'<c t="s"><v>{place}</v></c>' for place in range(5))
    row = cell(46028, at="A3") + cell("K1-W1", at="B3") + '<c r="C3" t="s"><v>5</v></c>' + cell("gezien", at="E3")
    text = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{header}</row><row r="3">{row}</row></sheetData></worksheet>'
    )

    reading = read(workbook(text, sharedStrings=shared))

    [bad] = reading.bad
    assert (bad.line, bad.cells["taak"], bad.problems) == (3, "Briefing", (("value-missing", {"column": "aantal"}),))


def test_the_sheet_with_the_columns_is_found_behind_another() -> None:
    assert len(read(workbook(sheet(["Uitleg"]), sheet(NAMES, ROW))).rows) == 1


def test_wrong_rows_of_a_sheet_are_named_with_their_line() -> None:
    reading = read(workbook(sheet(NAMES, ROW, ["31-02-2026", "K9", "Ronde", "veel", "meegelopen"])))

    assert len(reading.rows) == 1
    [bad] = reading.bad
    assert (bad.line, len(bad.problems)) == (3, 4)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(sheet(["datum", "taak"])), "missing-columns"),
        (workbook(sheet(NAMES)), "no-rows"),
        (workbook(), "not-a-csv"),
        (workbook(sheet(NAMES, ROW))[:300], "damaged"),
        (workbook(f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="{MAIN}">&a;</worksheet>'), "damaged"),
        (workbook(f'<worksheet xmlns="{MAIN}">{" " * 17_000_000}</worksheet>'), "unpacks-too-far"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-a-csv"),
    ],
    ids=["columns", "rows", "no-sheet", "half", "entity", "bomb", "old-excel"],
)
def test_a_spreadsheet_that_is_no_log_says_what_is_wrong(content: bytes, code: str) -> None:
    assert refusal_of(content) == code


def test_a_sheet_with_too_many_rows_is_refused() -> None:
    assert refusal_of(workbook(sheet(NAMES, *[ROW] * 10_001))) == "too-many-rows"


def test_the_given_log_reads_the_same_as_spreadsheet_and_as_csv() -> None:
    given = require.shared("input/documents")
    codes = [f"K{task}-W{process}" for task in (1, 2, 3) for process in (1, 2, 3, 4, 5)]
    sheet_log, csv_log = (
        read_practice_log((given / name).read_bytes(), known_codes=codes, today=TODAY)
        for name in ("23-praktijklogboek.xlsx", "24-praktijklogboek.csv")
    )

    assert (len(sheet_log.rows), len(sheet_log.bad)) == (len(csv_log.rows), len(csv_log.bad)) == (22, 3)
    assert [(row.date, row.task, row.count, row.hours) for row in sheet_log.rows] == [
        (row.date, row.task, row.count, row.hours) for row in csv_log.rows
    ]
