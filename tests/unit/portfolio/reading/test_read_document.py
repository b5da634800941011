"""`manage.py read_document`: one line a file, with exactly the fields that checks from outside rely on, and no database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portfolio.reading.summary import FIELDS
from tests.unit.portfolio.reading.letters import paragraph, word
from tests.unit.portfolio.reading.paper import Paper
from tests.unit.portfolio.reading.signing import SIGNER

ROOT = Path(__file__).resolve().parents[4]
FIELDS_OF_THE_CONTRACT = ["file", "accept", "problem", "kind", "title", "holder", "birth_date", "institution", "date"]
FIELDS_OF_THE_CONTRACT += ["level", "crebo", "dossier_code", "signature", "signer", "pages", "has_text"]
LOG = "datum;werkproces;taak;aantal;rol\n03-05-2025;W1;Ronde;2;zelfstandig\n"


@pytest.fixture
def read(tmp_path):
    def run(*contents, options=()):
        paths = []
        for name, content in contents:
            path = tmp_path / name
            path.write_bytes(content)
            paths.append(path)
        target = io.StringIO()
        call_command("read_document", *map(str, paths), *options, stdout=target)
        return target.getvalue()

    return run


@pytest.fixture
def read_json(read):
    return lambda *contents, options=(): [
        json.loads(line) for line in read(*contents, options=("--json", *options)).splitlines()
    ]


def certificate():
    return (
        Paper()
        .at(60, 60, "Certificaat", size=24, font="bold")
        .at(60, 120, "Naam: Roos Terpstra")
        .at(60, 140, "Cursus: Veilig werken op hoogte")
        .at(60, 160, "Datum afgifte: 3 mei 2024")
    )


def test_each_file_gets_one_line_with_exactly_the_fields_in_their_order(read_json):
    lines = read_json(("a.pdf", certificate().content()), ("b.docx", word(paragraph("Brief"))), ("c.pdf", b""))

    assert [line["file"] for line in lines] == ["a.pdf", "b.docx", "c.pdf"]
    assert all(list(line) == FIELDS_OF_THE_CONTRACT == list(FIELDS) for line in lines)


def test_what_a_document_does_not_say_is_null(read_json):
    (line,) = read_json(("a.pdf", certificate().content()))

    assert line == {
        "file": "a.pdf",
        "accept": True,
        "problem": None,
        "kind": "course-certificate",
        "title": "Veilig werken op hoogte",
        "holder": "Roos Terpstra",
        "birth_date": None,
        "institution": None,
        "date": "2024-05-03",
        "level": None,
        "crebo": None,
        "dossier_code": None,
        "signature": "not-signed",
        "signer": None,
        "pages": 1,
        "has_text": True,
    }


def test_a_refused_file_has_its_sentence_and_nothing_else(read_json):
    (line,) = read_json(("a.pdf", b"MZ" + b"\x00" * 100))

    assert line["accept"] is False
    assert line["problem"].endswith(".")
    assert {value for name, value in line.items() if name not in {"file", "accept", "problem"}} == {None}


def test_what_acts_by_itself_is_accepted_with_a_warning(read_json):
    pdf = certificate().pdf()
    pdf.attachments["page.html"] = b"<script>alert(1)</script>"
    target = io.BytesIO()
    pdf.save(target)

    (line,) = read_json(("a.pdf", target.getvalue()))

    assert (line["accept"], line["problem"]) == ("with-warning", None)


def test_the_signer_is_trusted_only_under_the_root_that_is_named(read_json, signing, tmp_path):
    root = tmp_path / "root.pem"
    root.write_text(signing.root)
    content = signing.signed(certificate().content())

    (trusted,) = read_json(("a.pdf", content), options=("--trust", str(root)))
    (unknown,) = read_json(("a.pdf", content))

    assert (trusted["signature"], trusted["signer"]) == ("verified", SIGNER)
    assert (unknown["signature"], unknown["signer"]) == ("untrusted", SIGNER)


def test_the_roots_of_the_settings_are_trusted(read_json, signing, settings):
    settings.ERKEND_SIGNATURE_ROOTS = (signing.root,)

    (line,) = read_json(("a.pdf", signing.signed(certificate().content())))

    assert line["signature"] == "verified"


def test_a_root_that_is_no_certificate_is_named(read, tmp_path):
    path = tmp_path / "root.pem"
    path.write_text("nothing")

    with pytest.raises(CommandError, match="PEM"):
        read(("a.pdf", b""), options=("--trust", str(path)))


@pytest.mark.parametrize("name", ["log.csv", "log"])
def test_a_practice_log_is_accepted_as_such(read_json, name):
    (line,) = read_json((name, LOG.encode()))

    assert (line["accept"], line["kind"], line["problem"]) == (True, "practice-log", None)


def test_another_table_is_no_practice_log(read_json):
    (line,) = read_json(("prijzen.csv", b"wat;kosten\nfiets;300\n"))

    assert line["accept"] is False


def test_without_json_people_can_read_it(read):
    assert "  title: Veilig werken op hoogte\n" in read(("a.pdf", certificate().content()))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("read_document", str(tmp_path / "nowhere.pdf"))


def test_it_works_without_a_database_and_ends_well_for_refused_files(tmp_path):
    (tmp_path / "a.pdf").write_bytes(certificate().content())
    (tmp_path / "b.pdf").write_bytes(b"")

    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "read_document", "a.pdf", "b.pdf", "--json"],
        cwd=tmp_path,
        env={
            **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            "ERKEND_SETTINGS": "development",
            "ERKEND_DATA_DIR": str(tmp_path / "var"),
            "ERKEND_DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["accept"] for line in done.stdout.splitlines()] == [True, False]
