"""`import_standard` and `export_standard`, as somebody at a terminal or a script uses them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from evc.standards.models import QualificationStandard, StandardVersion
from tests.unit.evc.standards.sheets import COUNTS, as_csv, as_json, package, rows

pytestmark = pytest.mark.django_db


def written(folder: Path, data: bytes) -> str:
    path = folder / "zonder-naam.bin"
    path.write_bytes(data)
    return str(path)


def answer_of(file: str, *options: str) -> dict[str, object]:
    out = io.StringIO()
    call_command("import_standard", file, "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def test_one_json_object_says_what_was_made(tmp_path):
    answer = answer_of(written(tmp_path, as_csv(rows())))

    assert (answer["ok"], answer["kind"], answer["counts"], answer["problems"]) == (True, "csv", COUNTS, [])
    assert answer["version"]["id"] == str(StandardVersion.objects.get().pk)
    assert answer["standard"]["key"] == "tuinbeheer"


@pytest.mark.parametrize("data", [b"", as_csv(rows(row_5="werkproces,T1-W1,T1-W9,,,,,tien,,1,letterlijk,")), None])
def test_a_refusal_is_one_json_object_and_exit_code_1(tmp_path, data):
    out = io.StringIO()
    file = written(tmp_path, data) if data is not None else str(tmp_path / "is-er-niet")

    with pytest.raises(SystemExit) as caught:
        call_command("import_standard", file, "--json", stdout=out)

    assert caught.value.code == 1
    answer = json.loads(out.getvalue())
    assert answer["ok"] is False
    assert answer["problems"]
    assert not QualificationStandard.objects.exists()


def test_the_depths_of_a_package_are_an_option(tmp_path):
    file = written(tmp_path, as_json(package({"A": {"A.1": {"A.1.1": {"A.1.1.a": {}}}}})))

    answer = answer_of(file, "--levels", "1,2,3")

    assert answer["levels"] == {"unit": 1, "work_process": 2, "criterion": 3}


@pytest.mark.parametrize("levels", ["3,2,1", "1,2", "a,b,c", "1,2,3,4"])
def test_depths_that_can_not_be_are_refused(tmp_path, levels):
    with pytest.raises(CommandError):
        call_command("import_standard", written(tmp_path, as_csv(rows())), "--levels", levels)


def test_what_is_exported_by_key_and_version_is_imported_again(tmp_path):
    answer_of(written(tmp_path, as_csv(rows())))
    out = tmp_path / "uit.json"

    call_command("export_standard", "tuinbeheer", "--version", "2026", str(out), stdout=io.StringIO())

    exported = json.loads(out.read_bytes())
    assert exported["CFDocument"]["caseVersion"] == "1.1"
    assert len(exported["CFItems"]) == sum(COUNTS.values())
    assert answer_of(str(out))["version"]["is_new"] is False


@pytest.mark.parametrize("asked", [["niets"], ["tuinbeheer", "--version", "1900"]], ids=["no standard", "no version"])
def test_an_export_of_what_is_not_here_says_what_is(tmp_path, asked):
    answer_of(written(tmp_path, as_csv(rows())))

    with pytest.raises(CommandError) as caught:
        call_command("export_standard", *asked, str(tmp_path / "uit.json"))

    assert "tuinbeheer" in str(caught.value) or "2026" in str(caught.value)
    assert not (tmp_path / "uit.json").exists()


def test_an_address_that_is_no_public_one_is_refused():
    with pytest.raises(CommandError, match=r"10\.0\.0\.1"):
        call_command("import_standard", "https://10.0.0.1/package")
