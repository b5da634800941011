"""``verify`` and ``inspect`` as somebody runs them: what they print and with which code they end."""

from __future__ import annotations

import copy
import json
import re
from datetime import timedelta
from typing import Any

import pytest

from credentials import plain_words
from credentials.core.evidence_folder import write_evidence
from credentials.core.primitives.baking import bake_png, bake_svg
from credentials.plain_text import printable
from tests.unit.credentials.command_line.running import (
    DID,
    LONG_AGO,
    METHOD,
    ROOT,
    badge,
    checks,
    run_process,
    status_list,
    write,
)
from tests.unit.credentials.core.samples import ADDRESS, SeedSigner, build, sign
from tests.unit.credentials.core.test_baking import SVG, png


def test_a_badge_of_a_named_issuer_is_valid_without_any_network(file, evidence):
    done = run_process(
        "verify", file, "--evidence", evidence, "--accept-issuer", "did:web:other.example", "--accept-issuer", DID
    )

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{file}: valid"
    assert [line.split()[:2] for line in lines[2:10]] == [
        ["readable", "passed"],
        ["schema", "passed"],
        ["context", "passed"],
        ["proof", "passed"],
        ["issuer", "passed"],
        ["dates", "passed"],
        ["status", "passed"],
        ["holder", "absent"],
    ]


def test_an_issuer_on_the_list_that_is_handed_in_is_known_by_the_name_there(run, file, evidence, tmp_path):
    issuers = tmp_path / "issuers.json"
    issuers.write_text(json.dumps({"issuers": [{"id": DID, "name": "Gemeente van de lijst", "domainProven": True}]}))
    done = run("verify", file, "--evidence", evidence, "--issuers", issuers, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["issuer"]["name"] == "Gemeente van de lijst"


def test_a_list_of_issuers_with_a_mistake_ends_the_command(run, file, evidence, tmp_path):
    issuers = tmp_path / "issuers.json"
    issuers.write_text(json.dumps({"issuers": [{"id": DID}]}))
    done = run("verify", file, "--evidence", evidence, "--issuers", issuers)
    assert (done.returncode, done.stdout) == (2, "")
    assert "/issuers/0/name must be a text." in done.stderr


def test_the_same_badge_is_undecided_while_nobody_knows_the_issuer(run, file, evidence):
    done = run("verify", file, "--evidence", evidence, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["verdict"] == "undecided"
    assert checks(done)["issuer"] == ("not-checked", "issuer.unknown")


def test_the_report_as_json_has_the_shape_that_others_rely_on(run, file, evidence):
    done = run("verify", file, "--evidence", evidence, "--accept-issuer", DID, "--json")
    report = json.loads(done.stdout)

    assert set(report) == {"verdict", "checks", "issuer", "credential", "inner", "endorsements"}
    assert report["verdict"] == "valid"
    assert all(set(check) == {"name", "finding", "code", "facts"} for check in report["checks"])
    assert report["issuer"]["id"] == DID
    assert report["credential"]["title"] == "Toezicht in de openbare ruimte"


@pytest.mark.parametrize("bake", [lambda text: bake_png(png(), text), lambda text: bake_svg(SVG, text), str.encode])
def test_a_picture_or_standard_input_is_read_like_a_json_file(bake, evidence, tmp_path):
    data = bake(json.dumps(badge(), ensure_ascii=False))
    (tmp_path / "misnamed.txt").write_bytes(data)
    for done in (
        run_process("verify", tmp_path / "misnamed.txt", "--evidence", evidence, "--accept-issuer", DID),
        run_process("verify", "-", "--evidence", evidence, "--accept-issuer", DID, given=data),
    ):
        assert (done.returncode, done.stderr) == (0, "")


def _changed(document: dict[str, Any]) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    changed["credentialSubject"]["result"][2]["value"] = "Erkend"
    return changed


@pytest.mark.parametrize(
    ("document", "name", "code"),
    [
        pytest.param(lambda: _changed(badge()), "proof", "proof.changed", id="changed"),
        pytest.param(
            lambda: sign(build(did=DID, valid_from=LONG_AGO), SeedSigner(9), method=METHOD),
            "proof",
            "proof.changed",
            id="another's key",
        ),
        pytest.param(lambda: badge(valid_until=LONG_AGO + timedelta(days=1)), "dates", "dates.expired", id="expired"),
        pytest.param(lambda: build(did=DID, valid_from=LONG_AGO), "proof", "proof.absent", id="unsigned"),
    ],
)
def test_a_badge_that_is_not_right_is_not_valid(run, document, name, code, evidence, tmp_path):
    file = write(tmp_path, document())
    done = run("verify", file, "--evidence", evidence, "--accept-issuer", DID, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["verdict"] == "invalid"
    assert checks(done)[name] == ("failed", code)


def test_a_withdrawn_badge_is_not_valid(run, file, evidence):
    write_evidence(evidence, [status_list(is_withdrawn=True)])
    done = run("verify", file, "--evidence", evidence, "--accept-issuer", DID)
    assert done.returncode == 1
    assert "the issuer has withdrawn it" in done.stdout


def test_one_changed_byte_in_the_picture_makes_it_not_valid(run, evidence, tmp_path):
    picture = bake_png(png(), json.dumps(badge()))
    (tmp_path / "badge.png").write_bytes(picture.replace(b'"Erkend"', b'"Erkenn"', 1))

    done = run("verify", tmp_path / "badge.png", "--evidence", evidence, "--accept-issuer", DID)

    assert done.returncode == 1
    assert "doesn't match its checksum" in done.stdout


def test_what_could_not_be_looked_up_leaves_it_undecided(run, file, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("verify", file, "--evidence", tmp_path / "empty", "--accept-issuer", DID, "--json")
    assert done.returncode == 3
    assert checks(done)["issuer"] == ("not-checked", "issuer.unreachable")
    assert checks(done)["status"][0] == "not-checked"


def test_a_did_web_on_this_machine_is_not_fetched(run, file):
    done = run("verify", file, "--accept-issuer", DID, "--json")
    assert done.returncode == 3
    assert checks(done)["issuer"] == ("not-checked", "issuer.unreachable")


def test_a_did_key_needs_neither_evidence_nor_network(run, tmp_path):
    document = sign(build(valid_from=LONG_AGO))
    done = run("verify", write(tmp_path, document), "--accept-issuer", document["issuer"]["id"])
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("address", "exit_code", "holder"),
    [
        (ADDRESS, 0, ("passed", "holder.matches")),
        (ADDRESS.lower(), 0, ("passed", "holder.matches")),
        ("somebody@else.example", 1, ("failed", "holder.other")),
    ],
)
def test_the_address_of_the_holder_is_compared(run, file, evidence, address, exit_code, holder):
    done = run("verify", file, "--evidence", evidence, "--accept-issuer", DID, "--address", address, "--json")
    assert done.returncode == exit_code
    assert checks(done)["holder"] == holder


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "there is no such file"),
        (b"", "there is no badge"),
        (png(), "there is no badge"),
        (bake_png(png(), "{}")[:-20], "cut off"),
        (b"%PDF-1.7", "not a PNG, an SVG or a JSON file"),
        (b'{"a": 1}', "not a badge"),
        (b'{"a": ', "not JSON"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "entities"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(run, data, words, tmp_path):
    file = tmp_path / "given"
    if data is not None:
        file.write_bytes(data)

    done = run("verify", file)

    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    as_json = run("verify", file, "--json")
    assert as_json.returncode == 2
    assert json.loads(as_json.stdout)["verdict"] == "unreadable"


def test_an_evidence_folder_that_is_not_there_is_said_in_one_line(run, file, tmp_path):
    done = run("verify", file, "--evidence", tmp_path / "none")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "is not a folder" in done.stderr


def test_inspect_says_what_a_badge_states_and_that_nothing_was_checked(run, tmp_path):
    file = write(tmp_path, _changed(badge()))
    done = run("inspect", file)

    assert done.returncode == 0
    text = done.stdout
    assert "nothing of it was checked" in text
    for stated in ("Toezicht in de openbare ruimte", "Gemeente Voorbeeld", DID, "NLQF 3", "CREBO 25000", "B1-K1-W1"):
        assert stated in text

    as_json = json.loads(run("inspect", file, "--json").stdout)
    assert as_json["credential"]["title"] == "Toezicht in de openbare ruimte"
    assert as_json["issuer"]["id"] == DID


def test_inspect_says_what_strangers_badges_state_besides(run, tmp_path):
    achievement = {
        "alignment": [{"targetName": "Techniek", "targetFramework": "Kader", "targetUrl": "https://kader.example/1"}],
        "resultDescription": [
            {"id": "urn:x:1", "name": "Toets", "resultType": "Percent", "valueMin": "0", "valueMax": "100"}
        ],
        "related": [{"id": "urn:x:en", "inLanguage": "en"}],
    }
    subject = {
        "achievement": achievement,
        "result": [{"resultDescription": "urn:x:1", "value": "85"}],
        "identifier": [{"identityType": "sourcedId"}],
        "endorsementComment": "Sterk.",
    }
    evidence = [{"id": "https://werk.example/film", "name": "Film"}]
    file = write(tmp_path, {"@context": [], "credentialSubject": subject, "evidence": evidence})

    lines = run("inspect", file).stdout.splitlines()

    for line in (
        "bound to        sourcedId",
        "says            Sterk.",
        "also exists as  en",
        "Toets  85  Percent, scale 0 to 100",
        "evidence  Film  https://werk.example/film",
        "in line with  Kader Techniek  https://kader.example/1",
    ):
        assert line in lines


@pytest.mark.parametrize("data", [None, b"", png(), b"%PDF", b"[1]", b"{", b"eyJhbGciOiJFZERTQSJ9.bm9wZQ.c2ln"])
def test_inspect_says_in_one_line_why_it_cannot_read(run, data, tmp_path):
    file = tmp_path / "given"
    if data is not None:
        file.write_bytes(data)
    done = run("inspect", file)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_badge_cannot_steer_the_terminal(run, tmp_path):
    file = write(tmp_path, {**badge(), "name": "\x1b[2J\x1b]0;owned\x07\u202eeslaf\nvalid"})
    for command in ("inspect", "verify"):
        done = run(command, file)
        assert "\x1b" not in done.stdout
        assert "\x07" not in done.stdout
        assert "\u202e" not in done.stdout
    assert printable("a\x1b[1mb\r\nc") == "a [1mb  c"


def test_a_terminal_without_the_characters_still_gets_an_answer(file):
    done = run_process("inspect", file, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0


def test_each_badge_inside_is_told_with_its_own_verdict(run, tmp_path):
    inside = sign(build(valid_from=LONG_AGO, valid_until=LONG_AGO + timedelta(days=1)))
    did = inside["issuer"]["id"]
    presentation = {
        "@context": inside["@context"][:1],
        "type": "VerifiablePresentation",
        "verifiableCredential": [inside],
    }
    file = write(tmp_path, presentation)

    done = run("verify", file, "--accept-issuer", did)

    assert done.returncode == 1
    lines = done.stdout.splitlines()
    start = lines.index("badge 1 inside, Toezicht in de openbare ruimte: invalid")
    assert all(line == "" or line.startswith("  ") for line in lines[start + 1 :])
    assert "  dates     failed" in done.stdout
    assert len(json.loads(run("verify", file, "--json").stdout)["inner"]) == 1


def test_every_code_that_the_core_writes_has_words():
    names = "readable|schema|context|proof|issuer|dates|status|holder"
    written = set()
    for source in (ROOT / "credentials/core").rglob("*.py"):
        written |= set(re.findall(rf'"((?:{names})\.[a-z0-9-]+)"', source.read_text()))
    baking = (ROOT / "credentials/core/primitives/baking.py").read_text()
    written |= {f"readable.{code}" for code in re.findall(r"^``([a-z-]+)``  ", baking, re.MULTILINE)}
    # Neither is ever in a report: an installation that is broken, and a code of writing rather than reading.
    written -= {"context.damaged", "readable.not-bakeable"}

    assert written <= set(plain_words.MEANINGS)
