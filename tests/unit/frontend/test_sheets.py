"""Tables as files: what a spreadsheet reads is what was meant, never a command."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from frontend.sheets import csv_response, xlsx_response

ROWS = [["Standaard", "Kappa"], ["=HYPERLINK(1)", -0.25], ["Şükrü, ß en 🙂", Decimal("2.5")], ["", None]]


def test_a_csv_opens_in_a_dutch_excel():
    text = csv_response(ROWS, name="cijfers").content.decode("utf-8-sig")

    assert text == "Standaard;Kappa\r\n'=HYPERLINK(1);-0,25\r\nŞükrü, ß en 🙂;2,5\r\n;\r\n"


def test_the_rows_come_back_from_an_xlsx_as_they_were():
    answer = xlsx_response([("Uitkomsten: [alle]", ROWS)], name="cijfers")

    (sheet,) = load_workbook(BytesIO(answer.content)).worksheets
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Standaard", "Kappa"], ["=HYPERLINK(1)", -0.25], ["Şükrü, ß en 🙂", 2.5], [None, None],
    ]  # fmt: skip
    assert sheet["A2"].data_type == "s"
    assert sheet["A1"].font.bold


def test_what_no_xlsx_can_hold_is_left_out_of_a_text():
    answer = xlsx_response([("Standaard", [["titel"], ["K1\x0b en \x00 K2"]])], name="x")

    assert load_workbook(BytesIO(answer.content)).active["A2"].value == "K1 en  K2"


def test_a_moment_is_written_in_local_time():
    answer = xlsx_response([("Wachten", [["sinds"], [datetime(2026, 6, 1, 22, 30, tzinfo=UTC)]])], name="wachten")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet["A2"].value == datetime(2026, 6, 2, 0, 30)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_text_that_looks_like_a_formula_stays_text(start: str):
    assert f"'{start}1" in csv_response([["kop"], [f"{start}1"]], name="x").content.decode("utf-8-sig")
