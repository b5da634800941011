"""Commands in this process, and a badge with the evidence that it needs."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from credentials.__main__ import main
from credentials.core.evidence_folder import write_evidence
from tests.unit.credentials.command_line.running import Done, badge, did_document, status_list, write


@pytest.fixture
def run(capsys, monkeypatch) -> Callable[..., Done]:
    """The same command in this process, which spares a second for each."""

    def run_here(*arguments: str | Path, given: bytes | None = None) -> Done:
        if given is not None:
            monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given)))
        returncode = main([str(argument) for argument in arguments])
        return Done(returncode, *capsys.readouterr())

    return run_here


@pytest.fixture
def evidence(tmp_path) -> Path:
    folder = tmp_path / "evidence"
    write_evidence(folder, [did_document(), status_list()])
    return folder


@pytest.fixture
def file(tmp_path) -> Path:
    return write(tmp_path, badge())
