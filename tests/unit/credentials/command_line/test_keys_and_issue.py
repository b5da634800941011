"""``keygen`` and ``issue``: keys that stay secret, and credentials that verify."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import KeyKind, SecretKey
from tests.unit.credentials.command_line.running import run_process
from tests.unit.credentials.core.samples import build

PUBLIC = "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"


@pytest.fixture
def keygen(run, tmp_path):
    """Make a key of a kind; the file and what was told of it."""

    def make(kind: str = "ed25519") -> tuple[Path, dict[str, str]]:
        done = run("keygen", "--kind", kind, "--out", tmp_path / f"{kind}.key", "--json")
        assert done.returncode == 0
        return tmp_path / f"{kind}.key", json.loads(done.stdout)

    return make


def document(did: str, **changes: Any) -> dict[str, Any]:
    return {**build(did=did, valid_from=datetime(2026, 1, 1, tzinfo=UTC)), **changes}


def put(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "document.json"
    path.write_text(json.dumps(content, ensure_ascii=False))
    return path


@pytest.mark.parametrize(
    ("kind", "starts", "secret_starts"),
    [("ed25519", "z6Mk", "z3u2"), ("p256", "zDn", "z42"), ("p384", "z82", "z2f")],
)
def test_a_key_is_made_and_told_without_its_secret(keygen, kind, starts, secret_starts):
    path, told = keygen(kind)

    assert told["publicKeyMultibase"].startswith(starts)
    assert told["did"] == f"did:key:{told['publicKeyMultibase']}"
    assert told["verificationMethod"] == f"{told['did']}#{told['publicKeyMultibase']}"
    kept = json.loads(path.read_text())
    assert kept["secretKeyMultibase"].startswith(secret_starts)
    assert kept["secretKeyMultibase"] not in json.dumps(told)
    assert did_key_for(SecretKey.from_multibase(kept["secretKeyMultibase"]).public)[0] == told["did"]


def test_only_its_owner_can_read_a_key_file(keygen):
    path, _told = keygen()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_secret_is_printed_only_when_asked(run):
    refused = run("keygen")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--out" in refused.stderr

    shown = run("keygen", "--show-secret")
    assert shown.returncode == 0
    assert "z3u2" in shown.stdout


def test_a_key_is_never_written_over_by_chance(run, keygen):
    path, _told = keygen()
    before = path.read_bytes()

    done = run("keygen", "--out", path)

    assert done.returncode == 2
    assert "--force" in done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "options", "suite"),
    [
        ("ed25519", (), "eddsa-rdfc-2022"),
        ("ed25519", ("--cryptosuite", "eddsa-jcs-2022"), "eddsa-jcs-2022"),
        ("p256", (), "ecdsa-rdfc-2019"),
        ("p256", ("--cryptosuite", "ecdsa-jcs-2019"), "ecdsa-jcs-2019"),
        ("p384", (), "ecdsa-rdfc-2019"),
    ],
    ids=repr,
)
def test_what_is_issued_verifies_and_keeps_what_was_in_it(run, keygen, kind, options, suite, tmp_path):
    key, told = keygen(kind)
    unsigned = document(told["did"])

    done = run("issue", "--key", key, *options, put(tmp_path, unsigned))

    assert (done.returncode, done.stderr) == (0, "")
    issued = json.loads(done.stdout)
    assert issued["proof"]["cryptosuite"] == suite
    assert issued["proof"]["verificationMethod"] == told["verificationMethod"]
    assert {name: value for name, value in issued.items() if name != "proof"} == unsigned
    (tmp_path / "issued.json").write_text(done.stdout)
    assert run("verify", tmp_path / "issued.json", "--accept-issuer", told["did"]).returncode == 0


@pytest.mark.parametrize("kind", ["ed25519", "p256", "p384"])
def test_a_jwt_verifies_too(run, keygen, kind, tmp_path):
    key, told = keygen(kind)

    done = run("issue", "--key", key, "--jwt", put(tmp_path, document(told["did"])))

    assert done.returncode == 0
    assert done.stdout.count(".") == 2
    (tmp_path / "issued.jwt").write_text(done.stdout)
    assert run("verify", tmp_path / "issued.jwt", "--accept-issuer", told["did"]).returncode == 0
    as_json = run("issue", "--key", key, "--jwt", "--json", put(tmp_path, document(told["did"])))
    assert json.loads(as_json.stdout)["jwt"].startswith("eyJ")


def test_a_file_is_written_whole_and_not_twice(run, keygen, tmp_path):
    key, told = keygen()
    path = put(tmp_path, document(told["did"]))

    assert run("issue", "--key", key, path, "--out", tmp_path / "issued.json").returncode == 0
    first = (tmp_path / "issued.json").read_bytes()
    again = run("issue", "--key", key, path, "--out", tmp_path / "issued.json")

    assert again.returncode == 2
    assert "--force" in again.stderr
    assert (tmp_path / "issued.json").read_bytes() == first
    assert run("issue", "--key", key, path, "--out", tmp_path / "issued.json", "--force").returncode == 0


def test_the_moment_of_signing_may_be_given(run, keygen, tmp_path):
    key, told = keygen()
    path = put(tmp_path, document(told["did"]))

    done = run("issue", "--key", key, "--created", "2026-02-03T04:05:06+01:00", path)
    assert json.loads(done.stdout)["proof"]["created"] == "2026-02-03T03:05:06Z"

    refused = run("issue", "--key", key, "--created", "2026-02-03", path)
    assert (refused.returncode, refused.stdout) == (2, "")


@pytest.mark.parametrize("form", [(), ("--jwt",)], ids=["proof", "jwt"])
@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"issuer": "did:example:other"}, "/issuer"),
        ({"validFrom": "2026-01-01"}, "/validFrom"),
        ({"unheard": "x"}, "/unheard"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential", "Unheard"]}, "/type/2"),
        ({"credentialSubject": {"type": ["AchievementSubject"], "achievement": {}}}, "/credentialSubject"),
        ({"credentialStatus": {"type": "BitstringStatusListEntry"}}, "/credentialStatus/statusListIndex"),
        ({"name": None}, "/name"),
    ],
    ids=repr,
)
def test_what_a_verifier_would_refuse_is_not_signed_and_the_place_is_named(run, keygen, form, changes, place, tmp_path):
    key, told = keygen()

    done = run("issue", "--key", key, *form, put(tmp_path, document(told["did"], **changes)), "--out", tmp_path / "out")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert place in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_did_web_signs_with_the_method_that_is_named(run, keygen, tmp_path):
    key, _told = keygen()
    path = put(tmp_path, document("did:web:issuer.example"))

    done = run("issue", "--key", key, "--method", "did:web:issuer.example#key-1", path)
    assert json.loads(done.stdout)["proof"]["verificationMethod"] == "did:web:issuer.example#key-1"

    assert run("issue", "--key", key, "--method", "did:web:issuer.example", path).returncode == 2
    assert run("issue", "--key", key, "--method", "did:web:other.example#key-1", path).returncode == 2


def test_a_suite_goes_with_its_kind_of_key(run, keygen, tmp_path):
    key, told = keygen()

    done = run("issue", "--key", key, "--cryptosuite", "ecdsa-rdfc-2019", put(tmp_path, document(told["did"])))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_key_may_be_a_jwk_or_the_bare_secret(run, tmp_path):
    secret = SecretKey.generate(KeyKind.P256)
    did = did_key_for(secret.public)[0]
    path = put(tmp_path, document(did))
    for content in (json.dumps(secret.to_jwk()), f"{secret.to_multibase()}\n"):
        (tmp_path / "key").write_text(content)
        assert run("issue", "--key", tmp_path / "key", path).returncode == 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "{}",
        '{"secretKeyMultibase": 4}',
        '{"kty": "OKP"}',
        PUBLIC,
        "é",
    ],
    ids=repr,
)
def test_what_is_no_secret_key_is_refused_without_showing_it(run, content, tmp_path):
    (tmp_path / "key").write_text(content)

    done = run("issue", "--key", tmp_path / "key", put(tmp_path, document("did:example:1")))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not content or content == "{}" or content not in done.stderr


def test_a_key_whose_halves_differ_is_refused(run, keygen, tmp_path):
    path, told = keygen()
    (tmp_path / "other").write_text(
        json.dumps({**json.loads(path.read_text()), "publicKeyMultibase": SecretKey.generate().public.to_multibase()})
    )

    assert run("issue", "--key", tmp_path / "other", put(tmp_path, document(told["did"]))).returncode == 2


def test_the_document_or_the_key_may_be_standard_input(run, keygen, tmp_path):
    key, told = keygen()
    path = put(tmp_path, document(told["did"]))

    assert run_process("issue", "--key", key, "-", given=path.read_bytes()).returncode == 0
    assert run("issue", "--key", "-", path, given=key.read_bytes()).returncode == 0
    both = run("issue", "--key", "-", "-", given=b"")
    assert both.returncode == 2
    assert "standard input" in both.stderr


def test_a_badge_that_is_signed_already_gets_one_more_proof(run, keygen, tmp_path):
    key, told = keygen()
    once = run("issue", "--key", key, put(tmp_path, document(told["did"]))).stdout

    twice = json.loads(run("issue", "--key", key, put(tmp_path, json.loads(once))).stdout)

    assert len(twice["proof"]) == 2
    assert run("verify", put(tmp_path, twice), "--accept-issuer", told["did"]).returncode == 0
