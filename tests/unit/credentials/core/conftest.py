"""Shows, below the results, how the samples of other issuers were judged (``test_samples_table``); judges hostile documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.unit.credentials.core.hostile_documents import Json, as_bytes
from tests.unit.credentials.core.hostile_process import Answer, Judge

ROW = "sample"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows = {
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == ROW
    }
    if not rows:
        return
    terminalreporter.section("badges of other issuers")
    for row in sorted(rows):
        terminalreporter.write_line(row)


@pytest.fixture(scope="session")
def judge_process() -> Iterator[Judge]:
    with Judge() as process:
        yield process


@pytest.fixture
def judged(judge_process: Judge, tmp_path: Path) -> Callable[..., Answer]:
    """``judged(door, content, lists)``: how this content was judged, in time; status lists by their addresses."""

    def judge(door: str, content: Json | bytes | str, lists: Mapping[str, Json] | None = None) -> Answer:
        file = tmp_path / "document"
        file.write_bytes(as_bytes(content))
        at = {}
        for number, (address, document) in enumerate((lists or {}).items()):
            at[address] = tmp_path / f"list-{number}"
            at[address].write_bytes(as_bytes(document))
        answer = judge_process.judge(door, file, at)
        assert answer.ended_by == ""
        return answer

    return judge
