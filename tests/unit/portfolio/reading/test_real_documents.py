"""The real documents beside the project: each is read as a person reads it, or refused for the reason that is written there."""

import io
import json
import shutil
import time
from datetime import date

import pytest
from PIL import Image

from foundation.errors import InvalidInput
from foundation.files import sha256_of
from portfolio.reading import NameMatch, examine, match_names, read_practice_log
from portfolio.reading.practice_log import LogRole
from portfolio.reading.sentences import log_problem
from portfolio.reading.summary import READ_FIELDS, read_document
from tests.require import shared
from tests.unit.portfolio.reading.conftest import DOCUMENT

pytestmark = pytest.mark.shared

# What the manifest says of these nobody can tell from the file: paper of which only a picture is there.
NO_WORDS_FOR_A_KIND = {"08-certificaat-scan.pdf", "09-foto-op-zijn-kant.jpg"}
LETTER = "19-referentiebrief.docx"
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


@pytest.fixture
def without_tesseract(monkeypatch):
    """A machine that reads no scans, so that what is expected is the same everywhere."""
    monkeypatch.setattr(shutil, "which", lambda _program: None)


@pytest.mark.parametrize("entry", NUMBERS, indirect=True)
def test_a_real_document_is_read_field_by_field_as_the_manifest_says(
    entry, documents, without_tesseract, record_property
):
    root = (documents / "test-ca/root.pem").read_text()
    started = time.monotonic()

    answer = read_document(documents / entry["file"], roots=[root])

    assert time.monotonic() - started < 15
    wanted = _wanted(entry)
    judged = {name: answer[name] == value for name, value in wanted.items()}
    for name, is_right in judged.items():
        verdict = "right" if is_right else f"WRONG, it should be {wanted[name]!r}"
        record_property(DOCUMENT, f"{entry['file']:38} {name:13} {str(answer[name])[:60]:60} {verdict}")
    assert all(judged.values())
    assert (answer["problem"] is None) == bool(entry["accept"])
    assert sha256_of(documents / entry["file"]) == entry["sha256"]


def _wanted(entry):
    """What the command must answer: a field that the manifest does not name is not in the document."""
    told = entry.get("expect", {})
    if not entry["accept"]:
        return {"accept": False} | dict.fromkeys(READ_FIELDS)
    wanted = {name: told.get(name) for name in READ_FIELDS}
    wanted |= {name: told[name] for name in ("signature", "signer", "pages", "has_text") if name in told}
    if told.get("active_content"):  # the same paper as another one, of which the manifest tells everything
        wanted = {"title": told["title"], "signature": told["signature"]}
    if entry["file"] == LETTER:
        wanted["holder"] = told["about_person"]
    kind = None if entry["file"] in NO_WORDS_FOR_A_KIND else entry["kind"]
    return {"accept": entry["accept"], "kind": kind} | wanted


def _accepted():
    return [number for number in NUMBERS if number not in {11, 12, 13, 14, 15, 17, 18, 23, 24}]


@pytest.mark.parametrize("entry", _accepted(), indirect=True)
def test_of_a_real_document_more_is_known_than_the_command_tells(entry, documents, without_tesseract):
    expected, name = entry["expect"], entry["file"]

    seen = examine(documents / name, name=name)

    for field in ("valid_until", "croho", "nlqf", "hours"):
        if field in expected:
            assert seen.fields[field].value == str(expected[field])
    if "modules" in expected:
        assert seen.fields["modules"].value == ", ".join(expected["modules"])
    assert bool(seen.active_content) == expected.get("active_content", False)
    assert seen.duration_seconds == expected.get("duration_s")
    if "upright_size" in expected:
        assert [seen.width, seen.height] == expected["upright_size"]
    if seen.preview:
        with Image.open(io.BytesIO(seen.preview)) as preview:
            assert max(preview.size) <= 1200
            assert not preview.getexif()
    if name.endswith(".pdf"):
        assert all(field.box is not None for field in seen.fields.values())


@pytest.mark.parametrize("entry", [11, 12, 13, 14, 15, 17, 18], indirect=True)
def test_a_real_document_that_can_not_be_taken_is_refused_for_its_reason(entry, documents):
    with pytest.raises(InvalidInput) as caught:
        examine(documents / entry["file"], name=entry["file"])

    assert caught.value.code == entry["refusal"]["reason"]
    assert str(caught.value).endswith(".")


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
