"""A practice log as a CSV or XLSX file: every row is either good or named with what is wrong, none disappears.

The columns are those of a Dutch spreadsheet: ``datum;werkproces;taak;aantal;uren;plaats;rol;getuige;getuige_email;toelichting``.
Separator, order of the columns and lines above them are found by itself; numbers may have a decimal comma.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from foundation.errors import InvalidInput
from foundation.sniffing import HEAD_BYTES, Family, sniff
from portfolio.reading.columns import COLUMNS, LINES_BEFORE_THE_HEADER, REQUIRED_COLUMNS, column_name
from portfolio.reading.dates import parse_date
from portfolio.reading.documents import read_log_rows
from portfolio.reading.sentences import refusal

LIMIT_BYTES = 5 * 1024 * 1024
LIMIT_ROWS = 10_000
_ZIP = b"PK\x03\x04"  # how a spreadsheet begins
MOST_REPETITIONS_A_ROW = 1000
MOST_HOURS_A_ROW = 999

_MOST_LETTERS_IN_A_CELL = 2000
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")


class LogRole(StrEnum):
    """What the candidate did; only what was done independently counts."""

    OBSERVED = "observed"
    ASSISTED = "assisted"
    INDEPENDENT = "independent"


_ROLES = {
    "gezien": LogRole.OBSERVED,
    "geholpen": LogRole.ASSISTED,
    "zelfstandig": LogRole.INDEPENDENT,
    "observed": LogRole.OBSERVED,
    "assisted": LogRole.ASSISTED,
    "independent": LogRole.INDEPENDENT,
}

Problem = tuple[str, Mapping[str, str]]  # code and facts, see ``sentences.LOG_PROBLEMS``


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row as it can be kept; ``line`` is its line in the file, the first line being 1."""

    line: int
    date: date
    work_process: str
    task: str
    count: int
    hours: Decimal | None
    place: str
    role: LogRole
    witness: str
    witness_email: str
    remark: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can't be kept as it is: its cells by column as they were typed, and all that is wrong with them."""

    line: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LogReading:
    rows: tuple[LogRow, ...]
    bad: tuple[BadRow, ...]


def read_practice_log(content: bytes, *, known_codes: Collection[str], today: date) -> LogReading:
    """Read a whole CSV or XLSX file; ``known_codes`` are the work processes of the standard.

    Raises InvalidInput ``empty``, ``too-large``, ``not-a-csv``, ``not-utf8``, ``broken-csv``, ``missing-columns``, ``no-rows`` or
    ``too-many-rows``, and for a spreadsheet what ``documents.examine`` raises; what is wrong with single rows is in the answer.
    """
    records = _sheet_records(content) if content.startswith(_ZIP) else _csv_records(content)
    columns = _header(records)
    rows: list[LogRow] = []
    bad: list[BadRow] = []
    for line, cells in records:
        if len(rows) + len(bad) >= LIMIT_ROWS:
            raise refusal("too-many-rows", {"limit": LIMIT_ROWS})
        row = _row(line, cells, columns, known_codes, today)
        (rows if isinstance(row, LogRow) else bad).append(row)  # type: ignore[arg-type]
    if not rows and not bad:
        raise refusal("no-rows", {})
    return LogReading(tuple(rows), tuple(bad))


def has_log_header(content: bytes) -> bool:
    """Whether it is a CSV file with the columns of a practice log, whatever is in its rows."""
    try:
        text = _decoded(content)
        _header(_records(text, _separator(text)))
    except InvalidInput:
        return False
    return True


def check_row(
    cells: Mapping[str, str], *, line: int, known_codes: Collection[str], today: date, extra_cells: bool = False
) -> LogRow | BadRow:
    """One row, from a file or as somebody corrected it on screen; ``cells`` by the names in ``COLUMNS``."""
    typed = {column: cells.get(column, "").strip() for column in COLUMNS}
    problems: list[Problem] = [("too-many-cells", {})] if extra_cells else []
    problems += [("value-missing", {"column": column}) for column in REQUIRED_COLUMNS if not typed[column]]
    when = _date(typed["datum"], today, problems)
    code = _work_process(typed["werkproces"], known_codes, problems)
    count = _count(typed["aantal"], problems)
    hours = _hours(typed["uren"], problems)
    role = _ROLES.get(typed["rol"].casefold())
    if role is None and typed["rol"]:
        problems.append(("unknown-role", {"value": typed["rol"]}))
    if typed["getuige_email"] and not _EMAIL.fullmatch(typed["getuige_email"]):
        problems.append(("email-unreadable", {"value": typed["getuige_email"]}))
    if problems or when is None or code is None or count is None or role is None:
        return BadRow(line, typed, tuple(problems))
    return LogRow(
        line=line,
        date=when,
        work_process=code,
        task=typed["taak"],
        count=count,
        hours=hours,
        place=typed["plaats"],
        role=role,
        witness=typed["getuige"],
        witness_email=typed["getuige_email"].lower(),
        remark=typed["toelichting"],
    )


def _csv_records(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    return _records(text, _separator(text))


def _sheet_records(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """A spreadsheet is opened in the bounded process, which reads it from a file."""
    if len(content) > LIMIT_BYTES:
        raise refusal("too-large", {"limit_mb": LIMIT_BYTES // (1024 * 1024)})
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        return iter(read_log_rows(Path(file.name)))


def _decoded(content: bytes) -> str:
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise refusal("empty", {})
    if len(content) > LIMIT_BYTES:
        raise refusal("too-large", {"limit_mb": LIMIT_BYTES // (1024 * 1024)})
    if sniff(content[:HEAD_BYTES]).family is not Family.TEXT:
        raise refusal("not-a-csv", {})
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        # One of several old sets of letters; which one can only be guessed, and a wrong guess spoils names.
        raise refusal("not-utf8", {}) from None


def _separator(text: str) -> str:
    """The sign that parts the first lines into the most columns that we know."""

    def known_columns(separator: str) -> int:
        lines = text.split("\n")[:LINES_BEFORE_THE_HEADER]
        return max(len({column_name(cell) for cell in line.split(separator)} & set(COLUMNS)) for line in lines)

    return max(";,\t", key=known_columns)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that have something in them, each with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        raise refusal("broken-csv", {"line": start}) from None


def _header(records: Iterator[tuple[int, list[str]]]) -> list[str]:
    """The names of the columns, from the first line that has enough of them; what is above it is a title."""
    best: list[str] = []
    for line, cells in records:
        names = [column_name(cell) for cell in cells]
        if len(set(names) & set(COLUMNS)) > len(set(best) & set(COLUMNS)):
            best = names
        if set(REQUIRED_COLUMNS) <= set(names):
            return names
        if line >= LINES_BEFORE_THE_HEADER:
            break
    missing = [column for column in REQUIRED_COLUMNS if column not in best]
    raise refusal("missing-columns", {"columns": ", ".join(missing)})


def _row(line: int, cells: list[str], columns: list[str], known_codes: Collection[str], today: date) -> LogRow | BadRow:
    by_column: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        by_column.setdefault(name, _clean(cell))
    extra_cells = any(cell.strip() for cell in cells[len(columns) :])
    return check_row(by_column, line=line, known_codes=known_codes, today=today, extra_cells=extra_cells)


def _clean(cell: str) -> str:
    """Without signs that no screen shows and no database keeps."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", cell)[:_MOST_LETTERS_IN_A_CELL]


def _date(value: str, today: date, problems: list[Problem]) -> date | None:
    if not value:
        return None
    try:
        when = parse_date(value)
    except LookupError:
        problems.append(("date-unreadable", {"value": value}))
    except ValueError:
        problems.append(("date-does-not-exist", {"value": value}))
    else:
        if when <= today:
            return when
        problems.append(("date-in-future", {"value": value}))
    return None


def _work_process(value: str, known_codes: Collection[str], problems: list[Problem]) -> str | None:
    """The code as the standard writes it; capitals and hyphens make no difference."""
    if not value:
        return None
    wanted = _bare(value)
    fitting = [code for code in known_codes if _bare(code) == wanted]
    if len(fitting) == 1 or value in fitting:
        return value if value in fitting else fitting[0]
    problems.append(("unknown-work-process", {"value": value}))
    return None


def _bare(code: str) -> str:
    return re.sub(r"[\W_]", "", code).casefold()


def _count(value: str, problems: list[Problem]) -> int | None:
    if not value:
        return None
    number = _number(value)
    if number is None or number != number.to_integral_value():
        problems.append(("count-not-a-number", {"value": value}))
    elif not 1 <= number <= MOST_REPETITIONS_A_ROW:
        problems.append(("count-out-of-range", {"value": value, "most": str(MOST_REPETITIONS_A_ROW)}))
    else:
        return int(number)
    return None


def _hours(value: str, problems: list[Problem]) -> Decimal | None:
    if not value:
        return None
    number = _number(value)
    if number is None:
        problems.append(("hours-not-a-number", {"value": value}))
    elif not 0 <= number <= MOST_HOURS_A_ROW:
        problems.append(("hours-out-of-range", {"value": value, "most": str(MOST_HOURS_A_ROW)}))
    else:
        return number
    return None


def _number(value: str) -> Decimal | None:
    if not re.fullmatch(r"-?[0-9]{1,9}(?:[.,][0-9]{1,4})?", value):
        return None
    try:
        return Decimal(value.replace(",", "."))
    except InvalidOperation:
        return None
