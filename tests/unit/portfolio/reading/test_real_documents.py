"""The real documents beside the project: each is read as a person reads it, or refused for the reason that is written there."""

import io
import json
import time
from datetime import date

import pytest
from PIL import Image

from foundation.errors import InvalidInput
from foundation.files import sha256_of
from portfolio.reading import NameMatch, examine, match_names, read_practice_log
from portfolio.reading.fields import FIELD_NAMES
from portfolio.reading.practice_log import LogRole
from portfolio.reading.sentences import log_problem
from tests.require import shared

pytestmark = pytest.mark.shared

# Kinds that the manifest accepts and that this version says it can't read yet.
NOT_YET = {
    "10-foto-werkplek.heic",
    "19-referentiebrief.docx",
    "21-filmpje-briefing.mp4",
    "22-gesprek.m4a",
    "23-praktijklogboek.xlsx",
}
NUMBERS = range(1, 28)


@pytest.fixture(scope="module")
def documents():
    return shared("input/documents")


@pytest.fixture(scope="module")
def manifest(documents):
    return json.loads((documents / "manifest.json").read_text())


@pytest.fixture
def entry(manifest, request):
    return next(each for each in manifest["files"] if each["file"].startswith(f"{request.param:02}-"))


@pytest.mark.parametrize("entry", NUMBERS, indirect=True)
def test_a_real_document_is_read_as_a_person_reads_it_or_refused_for_its_reason(entry, documents):
    name = entry["file"]
    path = documents / name
    started = time.monotonic()
    if not entry["accept"] or name in NOT_YET or entry["kind"] == "practice-log":
        with pytest.raises(InvalidInput) as caught:
            examine(path, name=name)
        expected = "type-not-allowed" if name.endswith(".csv") else "not-supported-yet"
        assert caught.value.code == entry.get("refusal", {}).get("reason", expected)
        assert str(caught.value).endswith(".")
    else:
        _is_as_expected(examine(path, name=name), entry)
    assert time.monotonic() - started < 5
    assert sha256_of(path) == entry["sha256"]


def _is_as_expected(seen, entry):
    expected = entry["expect"]
    fields = {name: field.value for name, field in seen.fields.items()}
    wanted = {name: expected[name] for name in FIELD_NAMES if expected.get(name) is not None}
    wanted = {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in wanted.items()}
    if entry["accept"] == "with-warning":
        assert wanted.items() <= fields.items()
    else:
        assert fields == wanted
    assert seen.page_count == expected.get("pages", 1)
    assert seen.has_text == expected.get("has_text", seen.has_text)
    assert seen.signed == (expected.get("signature", "not-signed") != "not-signed")
    assert bool(seen.active_content) == expected.get("active_content", False)
    if "upright_size" in expected:
        assert [seen.width, seen.height] == expected["upright_size"]
    with Image.open(io.BytesIO(seen.preview)) as preview:
        assert max(preview.size) <= 1200
        assert not preview.getexif()


def test_a_certificate_that_has_ended_says_so(documents, manifest):
    name = "06-certificaat-liggend.pdf"

    seen = examine(documents / name, name=name)

    assert seen.expired_on(date.fromisoformat(manifest["reference_date"]))
    assert not seen.expired_on(date(2025, 10, 4))


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("01-diploma-mbo.pdf", NameMatch.SAME),
        ("07-certificaat-tabel.pdf", NameMatch.BY_INITIAL),
        ("27-diploma-van-een-ander.pdf", NameMatch.DIFFERENT),
    ],
)
def test_the_name_on_a_real_document_is_compared_with_the_account(documents, manifest, name, match):
    holder = examine(documents / name, name=name).fields["holder"].value

    assert match_names(holder, manifest["account_holder"]["name"]) is match


def test_a_page_with_data_of_citizens_is_pointed_out(documents):
    name = "20-werkproduct-40-paginas.pdf"

    assert examine(documents / name, name=name).personal_data_pages == (23,)


def test_the_real_practice_log_gives_its_good_rows_and_names_the_bad_ones(documents, manifest):
    expected = next(each["expect"] for each in manifest["files"] if each["file"] == "24-praktijklogboek.csv")
    standard = json.loads(shared("input/standards/boa-openbare-ruimte.json").read_text())
    codes = {process["code"] for unit in standard["units"] for process in unit["work_processes"]}
    today = date.fromisoformat(manifest["reference_date"])

    reading = read_practice_log((documents / "24-praktijklogboek.csv").read_bytes(), known_codes=codes, today=today)

    assert len(reading.rows) == expected["good"]
    assert [str(row.line) for row in reading.bad] == list(expected["bad"])
    assert [[code for code, _ in row.problems] for row in reading.bad] == [
        ["date-does-not-exist"],
        ["count-not-a-number"],
        ["unknown-work-process", "unknown-role"],
    ]
    assert all(log_problem(code, facts) for row in reading.bad for code, facts in row.problems)
    assert _counts(reading.rows, since=today.replace(year=today.year - 5)) == expected["counts_if_all_confirmed"]
    assert any(row.remark == 'drukke avond; twee koppels "in dienst"' for row in reading.rows)


def _counts(rows, *, since):
    counts = {}
    for row in rows:
        if row.role is LogRole.INDEPENDENT and row.date >= since:
            counts[row.work_process] = counts.get(row.work_process, 0) + row.count
    return counts
