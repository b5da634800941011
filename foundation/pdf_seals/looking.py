"""Looks at the seal of a file that a stranger sent: in a process of its own, with the clock outside."""

from __future__ import annotations

import tempfile

from foundation.bounded import ask_bounded
from foundation.bounds import Refused
from foundation.pdf_seals.checking import SealFindings, SealState

WALL_SECONDS = 20.0


def look_at_seal(pdf: bytes, *, wall_seconds: float = WALL_SECONDS) -> SealFindings:
    """What is found on the file; never an error of the file's."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        try:
            found = ask_bounded("foundation.pdf_seals.worker", {"path": file.name}, wall_seconds=wall_seconds)
        except Refused:  # it took too much, or the parser died on it before it could say so
            return SealFindings(SealState.TOO_HEAVY)
    return SealFindings(SealState(found["state"]), found["signer"], found["certificate_sha256"])
