"""``python -m api.vc``: up within seconds, for this machine only, and out of reach of production."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import get_resolver

from credentials.core.primitives.did import resolve_did_key

ROOT = Path(__file__).resolve().parents[4]
SECONDS = 20.0  # allowed on a busy machine; it takes some two
LINE = re.compile(r"VC-API at (http://127\.0\.0\.1:(\d+)/vc-api), issuer (did:key:z6Mk\w+)\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "api.vc", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[subprocess.Popen[str], re.Match[str]]]:
    began = time.monotonic()
    with start("--port", str(free_port())) as process:
        assert process.stdout is not None
        line = LINE.fullmatch(process.stdout.readline())
        assert line is not None
        assert time.monotonic() - began < SECONDS
        yield process, line
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20) == ("", "")


def ask(line: re.Match[str], path: str, body: object = None) -> tuple[int, dict[str, object]]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{line[1]}/{path}", data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_one_line_says_where_it_is_and_who_signs(server):
    _process, line = server

    assert ask(line, "did") == (200, {"did": line[3]})
    assert resolve_did_key(line[3])["id"] == line[3]


def test_it_issues_and_verifies_without_a_token(server):
    _process, line = server
    credential = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": line[3],
        "credentialSubject": {"id": "did:example:subject"},
    }

    status, issued = ask(line, "credentials/issue", {"credential": credential})
    assert status == 201
    status, verified = ask(line, "credentials/verify", issued)
    assert (status, verified["verified"]) == (200, True)
    status, refused = ask(line, "credentials/verify", {"verifiableCredential": credential})
    assert (status, refused["verified"]) == (400, False)


def test_it_answers_this_machine_only(server):
    _process, line = server

    with pytest.raises(OSError, match="refused"):  # another address of this very machine
        socket.create_connection(("127.0.0.2", int(line[2])), timeout=5)


def test_a_port_that_is_taken_is_said_in_one_line(server):
    _process, line = server
    with start("--port", line[2]) as process:
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert f"Port {line[2]}" in err


@pytest.mark.parametrize("name", ["base", "development", "production"])
def test_no_settings_of_the_product_lead_to_it(name, tmp_path):
    code = f"""
import os
os.environ.update(DJANGO_SETTINGS_MODULE="foundation.settings.{name}", ERKEND_SECRET_KEY="x" * 60, ERKEND_KEY_SECRET="y" * 60,
                  ERKEND_DATABASE_URL="sqlite:///:memory:", ERKEND_DATA_DIR={str(tmp_path)!r})
from django.conf import settings
assert settings.ROOT_URLCONF == "foundation.urls", settings.ROOT_URLCONF
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


def test_every_address_of_the_product_s_vc_api_asks_for_a_token():
    (vc_api,) = (entry for entry in _resolvers(get_resolver()) if str(entry.pattern) == "vc-api/")
    views = {entry.name: entry.callback.cls for entry in vc_api.url_patterns}
    initkwargs = {entry.name: entry.callback.initkwargs for entry in vc_api.url_patterns}

    del views["api-vc-unknown"]
    assert len(views) == 4
    for name, view in views.items():
        assert [kind.__name__ for kind in view.authentication_classes] == ["TokenAuthentication"], name
        assert [kind.__name__ for kind in view.permission_classes] == ["WithScope"], name
        assert initkwargs[name] == {}


def _resolvers(resolver):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield entry
            yield from _resolvers(entry)
