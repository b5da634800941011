"""Settings come from the environment, and what is missing or can't be used stops the start with its name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation.settings import base, env

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("foundation", "evc", "credentials", "portfolio", "api", "frontend", "tests")
SECRETS = {"ERKEND_SECRET_KEY": "een geheim voor sessies", "ERKEND_KEY_SECRET": "een geheim voor sleutels"}


def start(settings: str = "production", **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own and print a few of them."""
    program = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.DEBUG, s.ERKEND_EMBEDDED, s.ERKEND_MAILBOX, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"foundation.settings.{settings}", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def variables(monkeypatch):
    """Set a variable by its name without the prefix; nothing else of ours is set."""
    for name in list(os.environ):
        if name.startswith(env.PREFIX):
            monkeypatch.delenv(name)
    return lambda name, value: monkeypatch.setenv(env.PREFIX + name, value)


# --- production -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", SECRETS)
def test_production_does_not_start_without_its_secrets_and_names_the_one_that_is_missing(missing, tmp_path):
    given = {name: value for name, value in SECRETS.items() if name != missing}

    done = start(**given, ERKEND_DATA_DIR=str(tmp_path), ERKEND_PUBLIC_URL="https://erkend.example")

    assert done.returncode != 0
    assert f"{missing} is not set" in done.stderr


def test_production_is_not_embedded_and_has_no_mailbox_and_guards_its_cookies(tmp_path):
    done = start(**SECRETS, ERKEND_DATA_DIR=str(tmp_path), ERKEND_PUBLIC_URL="https://erkend.example")

    assert done.stdout.split() == ["False", "False", "False", "True", "31536000"], done.stderr


def test_the_secret_of_the_signing_keys_is_not_that_of_the_sessions(variables, tmp_path):
    sessions, keys = (env.kept_secret(name, tmp_path) for name in ("SECRET_KEY", "KEY_SECRET"))

    assert sessions != keys
    assert env.kept_secret("KEY_SECRET", tmp_path) == keys
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


# --- one variable -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "https://192.0.2.7", "http://[::1]:8000"])
def test_the_public_address_can_not_be_an_ip_address(variables, address):
    variables("PUBLIC_URL", address)

    with pytest.raises(ImproperlyConfigured, match=r"ERKEND_PUBLIC_URL.*can't be an IP address"):
        env.public_url()


@pytest.mark.parametrize(
    "address", ["erkend.example", "ftp://erkend.example", "https://erkend.example/pad", "https://"]
)
def test_a_public_address_that_is_none_is_refused_with_an_example(variables, address):
    variables("PUBLIC_URL", address)

    with pytest.raises(ImproperlyConfigured, match=r"ERKEND_PUBLIC_URL.*https://erkend.example"):
        env.public_url()


def test_a_public_address_is_kept_without_the_slash_at_its_end(variables):
    variables("PUBLIC_URL", "https://erkend.example/")

    assert env.public_url() == "https://erkend.example"


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("FETCH", "ja", lambda: env.flag("FETCH")),
        ("MAX_DOCUMENT_MB", "veel", lambda: env.number("MAX_DOCUMENT_MB", 25)),
        ("MAX_DOCUMENT_MB", "0", lambda: env.number("MAX_DOCUMENT_MB", 25)),
        ("VERIFY_LEVELS", "101", lambda: env.number("VERIFY_LEVELS", 64, at_most=100)),
        ("DATABASE_URL", "mysql://host/name", lambda: env.database(ROOT / "var")),
        ("EMAIL_URL", "https://mail.example", lambda: env.email("erkend.example")),
        ("STATUS_LIST_ENTRIES", "100000", env.status_list_entries),
        ("STATUS_LIST_ENTRIES", "131073", env.status_list_entries),
        ("STATUS_LIST_ENTRIES", "40000000", env.status_list_entries),
    ],
)
def test_a_value_that_can_not_be_used_is_refused_by_name(variables, name, value, read):
    variables(name, value)

    with pytest.raises(ImproperlyConfigured, match=f"ERKEND_{name}"):
        read()


@pytest.mark.parametrize("missing", ["PKCS11_MODULE", "PKCS11_TOKEN", "PKCS11_PIN"])
def test_a_security_module_is_set_as_a_whole_or_not_at_all(variables, missing):
    assert not any(env.pkcs11())
    for name in ("PKCS11_MODULE", "PKCS11_TOKEN", "PKCS11_PIN"):
        variables(name, "" if name == missing else "x")

    with pytest.raises(ImproperlyConfigured, match=f"ERKEND_{missing} not set"):
        env.pkcs11()


def test_a_database_address_is_taken_apart(variables, tmp_path):
    variables("DATABASE_URL", "postgresql://erkend:g%40heim@db.example:5433/erkend")
    read = env.database(tmp_path)

    assert (read["NAME"], read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == (
        "erkend", "erkend", "g@heim", "db.example", "5433",
    )  # fmt: skip


# --- all of them ------------------------------------------------------------------------------------------------------


def read_in_code() -> set[str]:
    """The names that the code reads, by the functions of env.py or straight from the environment."""
    readers = r"env\.(?:text|flag|number|names|certificates|required|kept_secret)\(\s*\"([A-Z0-9_]+)\""
    inside = r"\b(?:text|flag|number|names|required|kept_secret)\(\s*\"([A-Z0-9_]+)\""
    straight = r"environ(?:\.get\(|\.setdefault\(|\[)\s*\"ERKEND_([A-Z0-9_]+)\""
    found: set[str] = set()
    for path in [ROOT / "manage.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]:
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(readers, text), re.findall(straight, text))
        if path.name == "env.py":
            found.update(re.findall(inside, text))
    return found


def test_every_variable_that_is_read_is_listed_once():
    listed = [variable.name for variable in env.VARIABLES]

    assert len(set(listed)) == len(listed)
    assert read_in_code() == set(listed)


def test_every_variable_is_in_the_manual_with_its_default():
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `ERKEND_([A-Z0-9_]+)` \|.*\| ([^|]*) \|$", manual, re.MULTILINE))

    assert set(rows) == {variable.name for variable in env.VARIABLES}
    assert all(default.strip() for default in rows.values())


def test_only_the_settings_of_the_tests_let_a_document_be_fetched_from_this_machine() -> None:
    assert base.ERKEND_FETCH_LOOPBACK is False
    assert "FETCH_LOOPBACK" not in {variable.name for variable in env.VARIABLES}
