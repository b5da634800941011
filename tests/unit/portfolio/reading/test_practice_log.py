"""Every row of a practice log is kept or named with what is wrong; nothing disappears and no letter changes."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from foundation.errors import InvalidInput
from portfolio.reading import BadRow, LogRow, check_row, read_practice_log
from portfolio.reading.practice_log import LogRole
from portfolio.reading.sentences import log_problem

TODAY = date(2026, 11, 24)
CODES = ["K1-W1", "K1-W2", "K2-W1"]
HEADER = "datum;werkproces;taak;aantal;uren;plaats;rol;getuige;getuige_email;toelichting"
GOOD = "06-01-2025;K1-W1;Briefing;2;0,5;Plein;zelfstandig;Rik Boersma;R.Boersma@waterrijk.example;"


def read(*lines, encoding="utf-8-sig"):
    content = "\r\n".join(lines).encode(encoding)
    return read_practice_log(content, known_codes=CODES, today=TODAY)


def problems_of(line):
    reading = read(HEADER, line)
    assert not reading.rows
    return [code for code, _ in reading.bad[0].problems]


def test_a_good_row_is_read_whole():
    assert read(HEADER, GOOD).rows == (
        LogRow(
            line=2,
            date=date(2025, 1, 6),
            work_process="K1-W1",
            task="Briefing",
            count=2,
            hours=Decimal("0.5"),
            place="Plein",
            role=LogRole.INDEPENDENT,
            witness="Rik Boersma",
            witness_email="r.boersma@waterrijk.example",
            remark="",
        ),
    )


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_by_itself(separator):
    row = GOOD.replace("0,5", "0.5").replace(";", separator)

    assert read(HEADER.replace(";", separator), row).rows[0].hours == Decimal("0.5")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_names_with_accents_stay_as_they_are(encoding):
    reading = read(HEADER, GOOD.replace("Rik Boersma", "Zoë Müller"), encoding=encoding)

    assert reading.rows[0].witness == "Zoë Müller"


def test_old_letters_are_refused_and_never_mangled():
    with pytest.raises(InvalidInput) as caught:
        read(HEADER, GOOD.replace("Rik Boersma", "Zoë Müller"), encoding="cp1252")

    assert caught.value.code == "not-utf8"
    assert "CSV UTF-8" in str(caught.value)


def test_quoted_cells_may_hold_separators_quotes_and_new_lines():
    reading = read(HEADER, GOOD + '"druk; ""twee"" koppels\r\nen regen"', GOOD)

    assert reading.rows[0].remark == 'druk; "twee" koppels\nen regen'
    assert [row.line for row in reading.rows] == [2, 4]


def test_a_title_empty_lines_and_another_order_of_columns_do_no_harm():
    reading = read(
        "sep=;",
        "Praktijklogboek 2025;;",
        "",
        "Rol;Aantal;Datum;Taak;Werkproces",
        "gezien;1;1 mei 2025;Ronde;k1w2",
        ";;;;",
    )

    assert [(row.line, row.work_process, row.role) for row in reading.rows] == [(5, "K1-W2", LogRole.OBSERVED)]


@pytest.mark.parametrize(
    ("typed", "instead", "code"),
    [
        ("06-01-2025", "31-02-2025", "date-does-not-exist"),
        ("06-01-2025", "gisteren", "date-unreadable"),
        ("06-01-2025", "06-01-25", "date-unreadable"),
        ("06-01-2025", "25-11-2026", "date-in-future"),
        ("06-01-2025", "", "value-missing"),
        (";2;", ";veel;", "count-not-a-number"),
        (";2;", ";2,5;", "count-not-a-number"),
        (";2;", ";0;", "count-out-of-range"),
        (";2;", ";-3;", "count-out-of-range"),
        (";2;", ";١٢;", "count-not-a-number"),
        ("0,5", "lang", "hours-not-a-number"),
        ("0,5", "-1", "hours-out-of-range"),
        ("K1-W1", "K9-W9", "unknown-work-process"),
        ("zelfstandig", "meegelopen", "unknown-role"),
        ("R.Boersma@waterrijk.example", "rik", "email-unreadable"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(typed, instead, code):
    assert problems_of(GOOD.replace(typed, instead)) == [code]


def test_all_that_is_wrong_with_a_row_is_named_at_once():
    line = GOOD.replace("K1-W1", "K9-W9").replace("zelfstandig", "meegelopen").replace(";2;", ";veel;")

    assert problems_of(line) == ["unknown-work-process", "count-not-a-number", "unknown-role"]


def test_a_decimal_comma_outside_quotes_does_not_shift_cells_unseen():
    row = GOOD.replace(";", ",")  # 0,5 becomes two cells

    reading = read(HEADER.replace(";", ","), row)

    assert not reading.rows
    assert "too-many-cells" in [code for code, _ in reading.bad[0].problems] or reading.bad[0].problems


def test_a_bad_row_keeps_what_was_typed_and_can_be_corrected_alone():
    bad = read(HEADER, GOOD, GOOD.replace("K1-W1", "K9-W9")).bad[0]
    assert (bad.line, bad.cells["werkproces"], bad.cells["taak"]) == (3, "K9-W9", "Briefing")

    corrected = check_row({**bad.cells, "werkproces": "K2-W1"}, line=bad.line, known_codes=CODES, today=TODAY)

    assert isinstance(corrected, LogRow)
    assert (corrected.line, corrected.work_process) == (3, "K2-W1")
    assert isinstance(check_row({}, line=9, known_codes=CODES, today=TODAY), BadRow)


def test_each_problem_has_a_sentence_with_what_was_typed():
    code, facts = read(HEADER, GOOD.replace("06-01-2025", "31-02-2025")).bad[0].problems[0]

    with translation.override("en"):
        sentence = log_problem(code, facts)
    assert sentence == "The date 31-02-2025 does not exist."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"PK\x03\x04" + b"\x00" * 80, "damaged"),
        (b"%PDF-1.7\n", "not-a-csv"),
        (b"<html><body>log</body></html>", "not-a-csv"),
        (HEADER.encode(), "no-rows"),
        ((HEADER + "\n" + GOOD + '"open\n' + GOOD).encode(), "broken-csv"),
        (b"datum;taak\n01-01-2025;x\n", "missing-columns"),
        (b"x" * (5 * 1024 * 1024 + 1), "too-large"),
        ((HEADER + "\n" + (GOOD + "\n") * 10_001).encode(), "too-many-rows"),
    ],
)
def test_a_file_that_is_no_practice_log_is_refused_with_its_reason(content, code):
    with pytest.raises(InvalidInput) as caught:
        read_practice_log(content, known_codes=CODES, today=TODAY)

    assert caught.value.code == code


def test_missing_columns_are_named():
    with pytest.raises(InvalidInput) as caught:
        read("datum;taak;aantal", "01-01-2025;Ronde;1")

    assert caught.value.data["columns"] == "werkproces, rol"
    assert "werkproces, rol" in str(caught.value)
