"""Running ``python -m credentials``, and the badges that it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.primitives.bitstrings import with_bit
from credentials.core.status_list import build_status_entry, build_status_list_credential
from tests.unit.credentials.core.samples import STATUS_LIST, SeedSigner, build, sign

ROOT = Path(__file__).resolve().parents[4]
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
DID = "did:web:localhost%3A8000:organisations:gemeente"
METHOD = f"{DID}#key-1"
INDEX = 94_567


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def run_process(*arguments: str | Path, given: bytes | None = None, **environment: str) -> Done:
    """As a process of its own, without Django settings or anything else of this environment."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "credentials", *map(str, arguments)],
        cwd=ROOT,
        input=given,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def badge(**changes: Any) -> dict[str, Any]:
    facts = {"did": DID, "valid_from": LONG_AGO, "status_entry": build_status_entry(list_url=STATUS_LIST, index=INDEX)}
    return sign(build(**{**facts, **changes}), method=METHOD)


def did_document() -> dict[str, Any]:
    return build_did_document(DID, [IssuerKey(METHOD, SeedSigner().public_key)])


def status_list(*, is_withdrawn: bool = False) -> dict[str, Any]:
    bits = with_bit(bytes(16_384), INDEX, is_withdrawn)
    unsigned = build_status_list_credential(list_url=STATUS_LIST, issuer_did=DID, bits=bits, valid_from=LONG_AGO)
    return sign(unsigned, method=METHOD)


def write(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / "badge.json"
    path.write_text(json.dumps(document, ensure_ascii=False))
    return path


def checks(done: Done) -> dict[str, tuple[str, str]]:
    report = json.loads(done.stdout)
    return {check["name"]: (check["finding"], check["code"]) for check in report["checks"]}
