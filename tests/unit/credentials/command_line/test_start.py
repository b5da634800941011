"""What holds for every command: help, one line for what is wrong, files that are never half there, a quick start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from credentials.command_line import COMMANDS
from credentials.command_line.files import NotWritten, write
from tests.unit.credentials.command_line.running import DID, ROOT, badge, run_process
from tests.unit.credentials.command_line.running import write as write_badge
from tests.unit.credentials.core.samples import SeedSigner, build, sign

HEAVY = {"pyld", "jsonschema", "referencing", "httpcore", "django", "PIL", "lxml", "ssl", "certifi", "asyncio"}
# To load one of these takes as long as much of the check itself.
NOT_FOR_AN_ORDINARY_BADGE = HEAVY | {
    *("orjson", "uuid", "dataclasses", "inspect", "pathlib", "urllib", "ipaddress", "shutil", "gzip", "threading"),
    "cryptography.hazmat.primitives.asymmetric.rsa",
    "cryptography.hazmat.primitives.serialization",
    "credentials.core.clr",
    "credentials.core.jwt_checks",
    "credentials.core.open_badge_2_parts",
    "credentials.core.primitives.baking_png",
    "credentials.core.primitives.expansion",
    "credentials.core.primitives.other_keys",
    "credentials.core.status_cache",
}


@pytest.mark.parametrize("command", [*COMMANDS, "status new"])
def test_each_command_explains_itself(command):
    done = run_process(*command.split(), "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"usage: python -m credentials {command}" in done.stdout
    assert "Exit codes: 0" in done.stdout
    assert "--json" in done.stdout


def test_help_lists_every_command():
    done = run_process("--help")

    assert done.returncode == 0
    assert all(f"\n    {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("arguments", [("bless",), (), ("verify",), ("verify", "--bless", "x")], ids=repr)
def test_what_is_no_command_is_an_error(arguments):
    done = run_process(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: python -m credentials" in done.stderr


MISSING = [
    ("issue", "--key", "none.json", "doc.json"),
    ("inspect", "none.json"),
    ("bake", "none.json", "none.png"),
    ("unbake", "none.png"),
    ("status", "none.json"),
    ("status", "new", "--key", "none.json", "--list", "https://a.example/1"),
    ("disclose", "none.json", "--pointer", "/id"),
    ("canonize", "none.nq"),
    ("keygen",),
]


@pytest.mark.parametrize("arguments", MISSING, ids=lambda arguments: arguments[0])
def test_what_can_not_be_done_is_said_in_one_line(run, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def modules_after(*arguments: str | Path) -> set[str]:
    """What is loaded when a command is done."""
    code = f"""
import io, json, sys
from credentials.command_line import main
out, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
code = main({[str(argument) for argument in arguments]!r})
print(json.dumps([code, sorted(sys.modules)]), file=out)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    returncode, names = json.loads(done.stdout)
    assert returncode == 0
    return set(names)


def test_checking_a_badge_loads_nothing_that_it_does_not_need(evidence, tmp_path):
    file = write_badge(tmp_path, badge())

    assert (
        modules_after("verify", file, "--evidence", evidence, "--accept-issuer", DID) & NOT_FOR_AN_ORDINARY_BADGE
        == set()
    )


def test_checking_a_badge_of_a_did_key_loads_no_network(tmp_path):
    document = sign(build(), SeedSigner())

    loaded = modules_after("verify", write_badge(tmp_path, document), "--accept-issuer", document["issuer"]["id"])

    assert loaded & HEAVY == set()


def test_canonical_n_quads_load_no_json_ld(tmp_path):
    (tmp_path / "graph.nq").write_text("_:a <a:b> _:a .\n")

    assert modules_after("canonize", tmp_path / "graph.nq") & {*HEAVY, "cryptography"} == set()


def test_a_file_that_is_there_is_written_over_only_when_asked(tmp_path):
    path = tmp_path / "made"
    write(path, b"first", force=False)

    with pytest.raises(NotWritten, match="--force"):
        write(path, b"second", force=False)

    assert path.read_bytes() == b"first"
    write(path, b"third", force=True)
    assert path.read_bytes() == b"third"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["none/made", "made\0", "/"], ids=["no folder", "no name", "a folder"])
def test_what_can_not_be_written_leaves_nothing_behind(name, tmp_path):
    with pytest.raises(NotWritten):
        write(tmp_path / name, b"text", force=False)

    assert list(tmp_path.iterdir()) == []


def test_a_file_without_links_is_written_all_the_same(tmp_path, monkeypatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "made", b"text", force=False)

    assert (tmp_path / "made").read_bytes() == b"text"
    with pytest.raises(NotWritten, match="--force"):
        write(tmp_path / "made", b"other", force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_somebody_who_has_read_enough_may_stop(tmp_path):
    (tmp_path / "graph.nq").write_text("".join(f"<a:{number}> <a:b> <a:c> .\n" for number in range(9_000)))
    command = f"{sys.executable} -m credentials canonize {tmp_path / 'graph.nq'} | head -1"

    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert done.stdout == "<a:0> <a:b> <a:c> .\n"
    assert done.stderr == ""
