"""Figure ``cold-start``: CPU time of a whole process, from nothing to the first verdict of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from credentials.core.evidence_folder import write_evidence
from tests.bench_credentials import peers
from tests.bench_credentials.badges import ISSUER_DID, Shape
from tests.bench_credentials.issuer import did_document, status_list
from tests.bench_credentials.measuring import Contender, Line, compared, say, side_by_side

ROOT = Path(__file__).resolve().parents[2]
_FLOOR = ["-c", "import cryptography"]


def cold_start(rounds: int) -> Iterator[Line]:
    """``python -m credentials verify`` of a badge that is in order, beside an interpreter that imports one package."""
    say(f"cold-start: {rounds} rounds …")
    with tempfile.TemporaryDirectory(prefix="erkend-bench-") as name:
        folder = Path(name)
        evidence = folder / "evidence"
        write_evidence(evidence, [did_document(), status_list()])

        def verify(number: int) -> float:
            file = folder / f"{number}.json"
            file.write_text(peers.signed_text(Shape.IDS, number), encoding="utf-8")
            known = ["--evidence", str(evidence), "--accept-issuer", ISSUER_DID]
            return _seconds(["-m", "credentials", "verify", *known, str(file)])

        contenders = [
            Contender("ours", verify),
            Contender("import-cryptography", lambda _number: _seconds(_FLOOR)),
        ]
        yield from compared("cold-start", Shape.IDS, side_by_side(contenders, rounds, turn=1))


def _seconds(arguments: list[str]) -> float:
    """CPU time of a Python process with these arguments. Raises RuntimeError when it does not end well."""
    child = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"python {' '.join(arguments)} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime
