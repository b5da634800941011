"""``bake``, ``unbake``, ``status``, ``status new``, ``disclose`` and ``canonize`` as somebody runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from credentials.core.evidence_folder import write_evidence
from credentials.core.status_list import build_status_entry
from tests.unit.credentials.command_line.running import badge, checks, run_process, status_list, write
from tests.unit.credentials.core.samples import CREDENTIAL_ID, STATUS_LIST, build, shared_json, specs
from tests.unit.credentials.core.test_baking import SVG, png

PICTURES = {"png": png(), "svg": SVG}


@pytest.fixture(params=PICTURES)
def picture(request, tmp_path) -> Path:
    path = tmp_path / f"picture.{request.param}"
    path.write_bytes(PICTURES[request.param])
    return path


def test_what_is_baked_comes_out_as_it_was_signed(run, picture, tmp_path):
    file = write(tmp_path, badge())
    assert run("bake", file, picture, "--out", tmp_path / "baked").returncode == 0

    done = run("unbake", tmp_path / "baked")

    assert done.returncode == 0
    assert done.stdout == file.read_text()


def test_a_jwt_is_baked_too(run, picture, tmp_path):
    token = "eyJhbGciOiJFZERTQSJ9.eyJAY29udGV4dCI6W119.c2ln"
    (tmp_path / "badge.jwt").write_text(f"{token}\n")

    assert run("bake", tmp_path / "badge.jwt", picture, "--out", tmp_path / "baked").returncode == 0

    assert run("unbake", tmp_path / "baked").stdout == token
    assert json.loads(run("unbake", tmp_path / "baked", "--json").stdout)["text"] == token


def test_baking_again_replaces(run, picture, tmp_path):
    file, other = write(tmp_path, badge()), tmp_path / "other.json"
    other.write_text(json.dumps(badge(credential_id="https://erkend.example/badges/other")))
    run("bake", file, picture, "--out", tmp_path / "once")

    assert run("bake", other, tmp_path / "once", "--out", tmp_path / "twice").returncode == 0

    assert json.loads(run("unbake", tmp_path / "twice").stdout)["id"] == "https://erkend.example/badges/other"
    assert run("verify", tmp_path / "twice").returncode == 3


def test_a_badge_may_be_taken_from_one_picture_to_another(run, picture, tmp_path):
    run("bake", write(tmp_path, badge()), picture, "--out", tmp_path / "baked")
    (tmp_path / "plain.png").write_bytes(png())

    assert run("bake", tmp_path / "baked", tmp_path / "plain.png", "--out", tmp_path / "moved").returncode == 0

    assert json.loads(run("unbake", tmp_path / "moved").stdout)["id"] == CREDENTIAL_ID


def test_an_open_badge_2_goes_where_its_readers_look(run, tmp_path):
    (tmp_path / "assertion.json").write_text(
        json.dumps({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://a.example/1"})
    )
    (tmp_path / "plain.png").write_bytes(png())

    assert run("bake", tmp_path / "assertion.json", tmp_path / "plain.png", "--out", tmp_path / "baked").returncode == 0

    assert b"iTXtopenbadges\0" in (tmp_path / "baked").read_bytes()


def test_a_picture_goes_through_standard_input_and_output(picture, tmp_path):
    file = write(tmp_path, badge())
    baked = run_process("bake", "-", picture, "--out", tmp_path / "baked", given=file.read_bytes())
    assert baked.returncode == 0

    done = run_process("unbake", "-", given=(tmp_path / "baked").read_bytes())

    assert (done.returncode, done.stdout) == (0, file.read_text())


def test_what_was_baked_can_be_told_as_json(run, picture, tmp_path):
    file = write(tmp_path, badge())

    done = run("bake", file, picture, "--out", tmp_path / "baked", "--json")

    assert json.loads(done.stdout) == {
        "file": str(tmp_path / "baked"),
        "kind": picture.suffix[1:],
        "bytes": (tmp_path / "baked").stat().st_size,
    }
    assert json.loads(run("unbake", tmp_path / "baked", "--json").stdout)["kind"] == picture.suffix[1:]


@pytest.mark.parametrize("content", [b"", b"%PDF", b'{"a": 1}', png()[:40]], ids=["empty", "pdf", "json", "cut off"])
def test_what_is_no_picture_is_refused(run, content, tmp_path):
    (tmp_path / "picture").write_bytes(content)

    done = run("bake", write(tmp_path, badge()), tmp_path / "picture", "--out", tmp_path / "baked")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "baked").exists()


def test_a_picture_without_a_badge_gives_none(run, picture):
    done = run("unbake", picture)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_the_status_of_each_entry_is_told(run, file, evidence):
    done = run("status", file, "--evidence", evidence)
    assert done.returncode == 0
    assert "revocation  94567  passed" in done.stdout

    write_evidence(evidence, [status_list(is_withdrawn=True)])
    done = run("status", file, "--evidence", evidence, "--json")
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)
    assert (told["purpose"], told["index"], told["list"]) == ("revocation", "94567", STATUS_LIST)
    assert (told["set"], told["code"]) == (True, "status.revoked")


def test_a_list_that_is_not_there_leaves_the_status_open(run, file, tmp_path):
    (tmp_path / "empty").mkdir()

    done = run("status", file, "--evidence", tmp_path / "empty", "--json")

    assert done.returncode == 3
    assert json.loads(done.stdout)[0]["set"] is None


def test_a_badge_without_a_status_says_so(run, tmp_path):
    file = write(tmp_path, build())

    assert run("status", file).returncode == 0
    assert "can't be withdrawn" in run("status", file).stdout
    assert json.loads(run("status", file, "--json").stdout) == []


@pytest.fixture
def key(run, tmp_path) -> tuple[Path, str]:
    made = run("keygen", "--kind", "p256", "--out", tmp_path / "key", "--json")
    return tmp_path / "key", json.loads(made.stdout)["did"]


def test_a_list_that_was_made_says_what_was_set(run, key, tmp_path):
    path, did = key
    made = run("status", "new", "--key", path, "--list", STATUS_LIST, "--set", "7", "--set", "131071")
    assert made.returncode == 0
    write_evidence(tmp_path / "evidence", [json.loads(made.stdout)])
    for index, code in ((7, 1), (131_071, 1), (8, 0)):
        document = build(did=did, status_entry=build_status_entry(list_url=STATUS_LIST, index=index))
        done = run("status", write(tmp_path, document), "--evidence", tmp_path / "evidence")
        assert done.returncode == code


@pytest.mark.parametrize(
    "arguments",
    [("--size", "1000"), ("--size", "131073"), ("--set", "131072"), ("--set", "-1"), ("--size", "99999999999")],
    ids=repr,
)
def test_a_list_that_can_not_be_made_is_refused(run, key, arguments):
    done = run("status", "new", "--key", key[0], "--list", STATUS_LIST, *arguments)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_list_has_an_address(run, key):
    assert run("status", "new", "--key", key[0], "--list", "list").returncode == 2


@pytest.fixture
def selective(run, key, tmp_path) -> tuple[Path, str]:
    """A badge that its holder can show parts of."""
    path, did = key
    done = run("issue", "--key", path, "--cryptosuite", "ecdsa-sd-2023", write(tmp_path, build(did=did)))
    assert done.returncode == 0
    (tmp_path / "whole.json").write_text(done.stdout)
    return tmp_path / "whole.json", did


def shown_results(text: str) -> list[str]:
    results = json.loads(text)["credentialSubject"].get("result", [])
    return [result["id"] for result in (results if isinstance(results, list) else [results])]


def test_two_results_of_three_are_shown_and_still_signed(run, selective, tmp_path):
    path, did = selective
    ids = shown_results(path.read_text())
    assert len(ids) == 3

    done = run("disclose", path, "--result", ids[0], "--result", ids[2])

    assert done.returncode == 0
    assert shown_results(done.stdout) == [ids[0], ids[2]]
    shown = json.loads(done.stdout)
    assert shown["issuer"]["id"] == did
    assert "identifier" not in shown["credentialSubject"]
    (tmp_path / "shown.json").write_text(done.stdout)
    report = run("verify", tmp_path / "shown.json", "--accept-issuer", did, "--json")
    assert checks(report)["proof"] == ("passed", "proof.ok")


def test_a_part_is_named_by_a_pointer_too(run, selective):
    done = run("disclose", selective[0], "--pointer", "/name")

    assert done.returncode == 0
    assert json.loads(done.stdout)["name"] == "Toezicht in de openbare ruimte"
    assert shown_results(done.stdout) == []


def test_what_is_mandatory_is_the_issuer_s_choice(run, key, tmp_path):
    path, did = key
    issued = run(
        "issue",
        "--key",
        path,
        "--cryptosuite",
        "ecdsa-sd-2023",
        "--mandatory",
        "/name",
        write(tmp_path, build(did=did)),
    )
    (tmp_path / "whole.json").write_text(issued.stdout)

    shown = json.loads(run("disclose", tmp_path / "whole.json", "--pointer", "/description").stdout)

    assert set(shown) == {"@context", "id", "type", "name", "description", "proof"}
    assert run("issue", "--key", path, "--mandatory", "/name", write(tmp_path, build(did=did))).returncode == 2


@pytest.mark.parametrize("arguments", [("--result", "none"), ("--pointer", "/none"), ("--pointer", "name")], ids=repr)
def test_what_is_not_in_it_can_not_be_shown(run, selective, arguments):
    done = run("disclose", selective[0], *arguments)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_badge_signed_otherwise_can_not_be_shown_in_part(run, file):
    done = run("disclose", file, "--pointer", "/name")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_the_signature_of_a_holder_s_copy_is_not_for_a_verifier(run, selective):
    assert run("verify", selective[0], "--accept-issuer", selective[1]).returncode == 1


CASES = ["test001", "test023", "test030", "test044", "test060", "test071", "test075"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"rdf-canon/{case}-in.nq")
def test_n_quads_get_the_canonical_form_of_the_suite(case):
    test = next(test for test in suite() if test["id"] == f"{case}c")
    given = specs("vectors", test["input"])

    by_name = run_process("canonize", "--hash", test["hash"], given)
    by_input = run_process("canonize", "--hash", test["hash"], "-", given=given.read_bytes())

    assert (by_name.returncode, by_name.stderr) == (0, "")
    assert by_name.stdout.encode() == specs("vectors", test["expected"]).read_bytes()
    assert by_input == by_name


def suite() -> list[dict[str, Any]]:
    return list(shared_json("vectors", "rdf-canon", "manifest.json")["tests"])


def test_a_poison_graph_ends_with_a_reason(run):
    done = run("canonize", specs("vectors", "rdf-canon", "test074-in.nq"))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "entangled" in done.stderr


def test_json_ld_is_recognised_by_its_content(run, tmp_path):
    (tmp_path / "any.name").write_text(json.dumps(build()))

    done = run("canonize", tmp_path / "any.name")

    assert done.returncode == 0
    assert f"<{CREDENTIAL_ID}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in done.stdout
    told = json.loads(run("canonize", tmp_path / "any.name", "--json").stdout)
    assert told == {"canonical": done.stdout, "statements": done.stdout.count("\n"), "hash": "SHA256"}
    (tmp_path / "again.nq").write_text(done.stdout)
    assert run("canonize", tmp_path / "again.nq").stdout == done.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"@context": ["https://unknown.example/c"]}', 1),
        ('{"@context": ["https://www.w3.org/ns/credentials/v2"], "unheard": "x"}', 1),
        ("{", 2),
        ("[]", 2),
        ("nonsense", 2),
        ("<a:b> <a:c> <a:d>", 2),
    ],
    ids=["unknown context", "undefined term", "no JSON", "no object", "no N-Quads", "no full stop"],
)
def test_what_has_no_canonical_form_says_why(run, content, code, tmp_path):
    (tmp_path / "given").write_text(content)

    done = run("canonize", tmp_path / "given")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1)


def test_an_empty_graph_is_canonical(run, tmp_path):
    (tmp_path / "given").write_text("# nothing\n")

    assert run("canonize", tmp_path / "given") == (0, "", "")
